"""`pairkg networks`: who cites whom, and which works bring most claims together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kg.cli.options import store_option
from kg.cli.speech import give_table

__all__ = ["command"]


@click.command("networks")
@click.option(
    "--top", type=click.IntRange(1), default=10, show_default=True, help="How many works to show."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="Form of the answer.",
)
@store_option
def command(top: int, form: str, store: Path) -> None:
    """Show the works that bring most claims together and the works most cited."""
    from kg.cli.graph import open_graph
    from kg.networks import rank_cited_works, rank_works_by_claims, read_networks

    networks = read_networks(open_graph(store))
    by_claims = [
        {"work": work, "claims": list(claims)}
        for work, claims in rank_works_by_claims(networks.claims)[:top]
    ]
    cited = [
        {"work": work, "citations": count}
        for work, count in rank_cited_works(networks.citations)[:top]
    ]
    if form == "json":
        click.echo(json.dumps({"claims": by_claims, "citations": cited}, ensure_ascii=False))
        return
    _table("Works that bring most claims together", by_claims, "claims")
    click.echo()
    _table("Works most cited", cited, "citations")


def _table(title: str, items: list[dict[str, Any]], column: str) -> None:
    click.echo(f"{title}:")
    give_table(("work", column), [(item["work"], _cell(item[column])) for item in items])


def _cell(value: int | list[str]) -> str:
    if isinstance(value, int):
        return str(value)
    names = ", ".join(claim.removeprefix("claim/") for claim in value)
    return f"{len(value)}: {names}"
