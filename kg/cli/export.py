"""`pairkg export`: the graph, its bibliography or its networks, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.speech import give, say
from kg.export import FORMATS, export
from kg.files import write_whole

__all__ = ["command"]


@click.command("export")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="Format.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write, whole or not at all. By default standard output.",
)
@click.option(
    "--network",
    type=click.Choice(("all", "claims", "citations")),
    default="all",
    show_default=True,
    help="Which network to write as GraphML.",
)
@store_option
def command(form: str, out: Path | None, network: str, store: Path) -> None:
    """Export the graph, its bibliography or its networks.

    turtle, trig, nquads and jsonld hold the whole graph (nquads in canonical form: sorted, and
    without the time of the build); bibtex, ris, csl-json and csv hold the bibliography, apa,
    vancouver and iso690 print it as a reference list; graphml holds the networks of claims and
    citations.
    """
    if network != "all" and form != "graphml":
        raise click.UsageError("'--network' goes with '--format graphml' only")
    if out is not None and not out.absolute().parent.is_dir():
        raise click.UsageError(f"'--out': the folder {out.parent} does not exist; make it first")
    from kg.cli.graph import open_graph

    data = export(open_graph(store), form, network)
    if out is None:
        give(data)
        return
    write_whole(out, data)
    say(f"{out}: {len(data)} bytes of {form}.")
