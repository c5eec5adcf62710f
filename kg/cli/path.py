"""`pairkg path`: how two things are connected, with the places where sources say so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option

if TYPE_CHECKING:
    from kg.networks import Networks, Node, Step
    from kg.networks import Path as Way

__all__ = ["command"]


@click.command("path")
@click.argument("start", metavar="KIND/ID")
@click.argument("end", metavar="KIND/ID")
@click.option(
    "--lang", type=click.Choice(("fr", "en")), default="en", show_default=True, help="Language."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@store_option
def command(start: str, end: str, lang: str, form: str, store: Path) -> int:
    """Show how two things hang together: a claim and a programme, say, with the evidence.

    Name each as KIND/ID, for instance claim/reduces-hospitalisation and programme/denver.
    """
    from kg.cli.graph import open_graph
    from kg.networks import Node, find_path, read_networks

    networks = read_networks(open_graph(store))
    for name in (start, end):
        if name not in networks.claims:
            raise click.UsageError(
                f"{name} is not in the network of claims, findings, studies, works and programmes; "
                "write KIND/ID, for instance claim/reduces-hospitalisation"
            )
    way = find_path(networks.claims, Node(start), Node(end))
    if way is None:
        click.echo(f"Nothing connects {start} and {end}.", err=True)
        return 1
    if form == "json":
        click.echo(json.dumps(_document(way, networks), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(way, networks, lang)))
    return 0


def _lines(way: Way, networks: Networks, lang: str) -> list[str]:
    lines = _node_lines(way.nodes[0], networks, lang)
    for step in way.steps:
        lines += [f"  {_arrow(step)}", *_node_lines(step.end, networks, lang)]
    return lines


def _arrow(step: Step) -> str:
    return f"-- {step.relation} -->" if step.forward else f"<-- {step.relation} --"


def _node_lines(node: Node, networks: Networks, lang: str) -> list[str]:
    label = networks.claims.nodes[node][f"label_{lang}"]
    places = [str(place) for place in networks.places.get(node, ())]
    stated = [f"    stated in {', '.join(places)}"] if places else []
    return [f"{node}: {label}", *stated]


def _document(way: Way, networks: Networks) -> dict[str, object]:
    nodes = []
    for node in way.nodes:
        data = networks.claims.nodes[node]
        places = [
            {
                "source": place.source,
                "locator": {"section": place.section, "page": place.page, "line": place.line},
            }
            for place in networks.places.get(node, ())
        ]
        label = {"fr": data["label_fr"], "en": data["label_en"]}
        nodes.append({"id": node, "label": label, "stated_in": places})
    steps = [
        {"from": step.start, "to": step.end, "relation": step.relation, "forward": step.forward}
        for step in way.steps
    ]
    return {"nodes": nodes, "steps": steps}
