"""`pairkg restore`: a store as a backup holds it."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.speech import say

__all__ = ["command"]


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_option
def command(file: Path, store: Path) -> None:
    """Put the backup FILE into service, also while serving; later writes are gone."""
    from kg.live.backup import restore

    generation = restore(store, file)
    say(f"Graph {generation.id} with {generation.writes} writes is in service again.")
