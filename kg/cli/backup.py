"""`pairkg backup`: the store in one file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.speech import say

__all__ = ["command"]


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@store_option
def command(file: Path, store: Path) -> None:
    """Write graph, journal of writes, tokens and registered texts into FILE, also while serving."""
    from kg.live.backup import back_up

    generation = back_up(store, file)
    say(f"{file} holds graph {generation.id} with {generation.writes} writes.")
