"""`pairkg bench`: how long build, start, each query and each request take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import data_option
from kg.cli.speech import give_table, progress
from kg.resources import shipped_ontology
from kg.settings import default_base

if TYPE_CHECKING:
    from kg.bench.timing import Timing

__all__ = ["command"]

BUDGET = 5.0
"""Milliseconds that a query of a page may take."""
LIBRARY_ENTRIES = 20_000
LIBRARY_RATIO = 2.0
"""How many times the bare parser's time reading a library may take."""


@click.command("bench")
@data_option
@click.option(
    "--runs",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="How often to run each query and request.",
)
@click.option("--library", is_flag=True, help="Also read a generated library of 20,000 entries.")
def command(data: Path, runs: int, library: bool) -> None:
    """Measure build, start, memory, each query and each request, in a store of its own."""
    from kg.bench import run_bench
    from kg.bench.queries import is_page_query

    with progress() as report:
        result = run_bench(data, shipped_ontology(), default_base(), runs, report)
    memory = "not known here" if result.memory is None else f"{result.memory} MB"
    give_table(
        ("what", "took"),
        (
            (f"build of {result.triples} triples", f"{result.build_seconds:.2f} s"),
            ("build when nothing changed", f"{result.rebuild_seconds:.2f} s"),
            ("start, from command to listening", f"{result.start_seconds:.2f} s"),
            ("memory of the server after the requests", memory),
        ),
    )
    click.echo()
    _timings("request", result.requests)
    click.echo()
    _timings("query of a page", [q for q in result.queries if is_page_query(q.name)], BUDGET)
    click.echo()
    _timings("query of the whole graph", [q for q in result.queries if not is_page_query(q.name)])
    if library:
        click.echo()
        _library()


def _library() -> None:
    from kg.bench.library import time_library

    timing = time_library(LIBRARY_ENTRIES)
    slow = f"over {LIBRARY_RATIO:g}" if timing.ratio > LIBRARY_RATIO else ""
    give_table(
        (f"library of {timing.entries} BibTeX entries", "took", ""),
        (
            ("the bare parser", f"{timing.bare_seconds:.2f} s", ""),
            (f"{timing.references} references read", f"{timing.read_seconds:.2f} s", ""),
            ("times the bare parser", f"{timing.ratio:.2f}", slow),
        ),
    )


def _timings(what: str, timings: Sequence[Timing], budget: float | None = None) -> None:
    rows = [
        (
            timing.name,
            "" if timing.rows is None else str(timing.rows),
            f"{timing.median:.2f}",
            f"{timing.worst:.2f}",
            f"over {budget:g} ms" if budget and timing.median > budget else "",
        )
        for timing in timings
    ]
    give_table((what, "rows", "median ms", "worst ms", ""), rows)
