"""`pairkg build`: from curated files to a graph in service."""

from __future__ import annotations

import time
from pathlib import Path

import click

from kg.cli.options import data_option, store_option
from kg.cli.speech import progress, say
from kg.resources import shipped_ontology
from kg.settings import default_base

__all__ = ["command"]


@click.command("build")
@data_option
@store_option
def command(data: Path, store: Path) -> None:
    """Build the graph from the curated data.

    The graph built before stays in service until the new one is whole and valid. Files that have
    not changed since then are not built again.
    """
    from kg.build import build

    start = time.perf_counter()
    with progress() as report:
        result = build(data, shipped_ontology(), store, default_base(), report)
    seconds = time.perf_counter() - start
    how = "was already built" if result.reused else f"built in {seconds:.1f} s"
    say(f"Graph {result.generation}: {result.triples} triples, {how}.")
