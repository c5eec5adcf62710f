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
MOST_GROWTH = 12.0
"""How many times the time ten times the works may take."""
LIBRARY_ENTRIES = 20_000
DOSSIER_NOTICES = 200
DOSSIER_SECONDS = 1.0
"""Seconds that the extraction of a dossier may take."""
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
@click.option("--library", is_flag=True, help="Also read a generated library and a dossier.")
@click.option("--ingest", is_flag=True, help="Only take in 100,000 works, and find duplicates.")
@click.option("--server", is_flag=True, help="Only compare the endpoint with the Oxigraph server.")
@click.option("--hostile", is_flag=True, help="Only send 50 hostile queries to a server at once.")
@click.option(
    "--scale",
    type=click.IntRange(1),
    metavar="STUDIES",
    help="Only measure a made-up graph of so many studies (some 310 triples each).",
)
def command(  # noqa: PLR0917 - options of a command
    data: Path,
    runs: int,
    library: bool,
    ingest: bool,
    server: bool,
    hostile: bool,
    scale: int | None,
) -> None:
    """Measure build, start, memory, each query and each request, in a store of its own."""
    if ingest:
        _ingest(data)
    if server or hostile or scale:
        from kg.cli.bench_stress import give_hostile, give_scale, give_server

        if server:
            give_server(data, runs)
        if hostile:
            give_hostile(data)
        if scale:
            give_scale(scale)
    if ingest or server or hostile or scale:
        return
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
    from kg.bench.dossier import time_dossier

    click.echo()
    dossier = time_dossier(DOSSIER_NOTICES)
    late = f"over {DOSSIER_SECONDS:g} s" if dossier.seconds > DOSSIER_SECONDS else ""
    what = f"{dossier.references} of {dossier.notices} references extracted"
    give_table(
        (f"dossier of {dossier.characters} characters", "took", ""),
        ((what, f"{dossier.seconds:.2f} s", late),),
    )


def _ingest(data: Path) -> None:
    from kg.bench.duplicates import measure_growth
    from kg.bench.ingest import time_ingest

    small, large = time_ingest(data)
    limit = "over 12" if large.ratio(small) > MOST_GROWTH else ""
    rows = [
        (
            f"{timing.records}",
            f"{timing.seconds:.1f} s",
            f"{timing.user_seconds:.1f} s",
            f"{timing.megabytes} MB",
            f"{timing.precision:.4f}",
            f"{timing.recall:.4f}",
        )
        for timing in (small, large)
    ]
    rows.append(("times", "", f"{large.ratio(small):.1f}", limit, "", ""))
    give_table(("works taken in", "clock", "processor", "memory", "precision", "recall"), rows)
    click.echo()
    known = [
        (
            f"{found.records}",
            f"{found.seconds:.1f} s",
            f"{found.megabytes:.0f} MB",
            f"{found.precision:.5f}",
            f"{found.recall:.5f}",
        )
        for found in measure_growth(10_000)
    ]
    columns = ("works with labelled duplicates", "processor", "memory", "precision", "recall")
    give_table(columns, known)


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
