"""The tables of `pairkg bench --server`, `--hostile` and `--scale`."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.speech import give_table, progress
from kg.resources import shipped_ontology
from kg.settings import default_base

if TYPE_CHECKING:
    from kg.bench.scale import Scale

__all__ = ["give_hostile", "give_scale", "give_server", "scale_rows"]

OVERHEAD = 3.0
"""Milliseconds that a small query may take longer than on the Oxigraph server."""
RATIO = 1.25
"""How many times as long as there a large query may take."""
THROUGHPUT = 0.8
"""What share of its throughput ours must have."""
HOSTILE_QUERIES = 50
PROBE_MS = 100.0
"""Milliseconds in which 99 of 100 ordinary requests are answered under attack."""
OVERTIME = 0.5
"""Seconds after the deadline by which every hostile query is answered."""
GROWTH = 1.2

Row = tuple[str, str, str, str]


def give_server(data: Path, runs: int) -> None:
    """Our endpoint beside the Oxigraph server."""
    from kg.bench.against import run_against

    with progress() as report, tempfile.TemporaryDirectory(prefix="pairkg-bench-") as folder:
        report("Asking both servers ...")
        found = run_against(data, Path(folder), runs)
    rows: list[Row] = [
        ("small queries", f"+{found.overhead:.1f} ms", "", _over(found.overhead, OVERHEAD))
    ]
    if found.large:
        rows.append(("large queries", f"{found.ratio:.2f} times", "", _over(found.ratio, RATIO)))
    for rate in found.throughputs:
        ratio = rate.ours / rate.theirs
        many = f"{rate.ours:.0f} of {rate.theirs:.0f}/s"
        under = f"under {THROUGHPUT:g}" if ratio < THROUGHPUT else ""
        rows.append((f"{rate.what}, {rate.clients} clients", f"{ratio:.2f} times", many, under))
    _table("endpoint against the Oxigraph server", rows)


def give_hostile(data: Path) -> None:
    """The server under attack."""
    from kg.bench.hostile import run_hostile

    with progress() as report, tempfile.TemporaryDirectory(prefix="pairkg-bench-") as folder:
        report("Attacking the server ...")
        attack = run_hostile(data, Path(folder), HOSTILE_QUERIES)
    rows: list[Row] = []
    for path, taken in attack.probes.items():
        shares = f"p50 {taken.share(0.5):.0f}, p99 {taken.share(0.99):.0f}"
        failed = f"{taken.failed} failed" if taken.failed else _over(taken.share(0.99), PROBE_MS)
        rows.append((path, f"{shares}, worst {taken.share(1):.0f} ms", "", failed))
    late = _over(attack.slowest, attack.deadline + OVERTIME)
    rows.append(("slowest hostile query", f"{attack.slowest:.2f} s", attack.slowest_name, late))
    statuses = ", ".join(f"{count} x {status}" for status, count in attack.statuses.items())
    rows.append(("answers to them", statuses, "", ""))
    if attack.memory_before and attack.memory_after:
        memory = f"{attack.memory_before:.0f} MB before, {attack.memory_after:.0f} after"
        growth = _over(attack.memory_after / attack.memory_before, GROWTH)
        rows.append(("memory of all processes", memory, "", growth))
    _table(f"{attack.queries} hostile queries at once", rows)


def give_scale(studies: int) -> None:
    """A made-up graph of a size."""
    from kg.bench.scale import measure_scale

    with progress() as report:
        scale = measure_scale(studies, default_base(), shipped_ontology(), report)
    _table(f"{scale.loaded.triples} triples", scale_rows(scale))


def scale_rows(scale: Scale) -> list[Row]:
    """The rows of its table, those of the slow queries last."""
    loaded, asked, served = scale.loaded, scale.asked, scale.served
    slowest = max(asked.queries, key=lambda query: query.median)
    rows: list[Row] = [
        ("made up", f"{loaded.made_seconds:.1f} s", "", ""),
        ("loaded", f"{loaded.seconds:.1f} s", f"{loaded.processor:.1f} s of processor", ""),
        ("on disk", f"{loaded.disk:.0f} MB", "", ""),
        ("opened", f"{asked.open_seconds:.2f} s", "", ""),
        ("memory that the queries took", _megabytes(asked.memory), "", ""),
        ("queries of pages, median", f"{asked.median:.2f} ms", "", ""),
        ("slowest of them", f"{slowest.median:.0f} ms", slowest.name, ""),
        ("over 100 ms", f"{len(asked.over)} of {len(asked.queries)}", "named below", ""),
        ("server, from command to listening", f"{served.start_seconds:.2f} s", "", ""),
        *(_pair(request.name, request.median, request.worst) for request in served.requests),
        ("first query of a stranger", f"{served.first_query:.0f} ms", "", ""),
        _pair(served.query.name, served.query.median, served.query.worst),
        ("memory of the server and its workers", _megabytes(served.memory), "", ""),
        _pair("a write", statistics.median(scale.writes), max(scale.writes)),
        _pair("a write that shapes bind", statistics.median(scale.checked), max(scale.checked)),
    ]
    for query in asked.over:
        computed = f"{query.processor:.0f} ms of processor"
        rows.append((query.name, f"{query.median:.0f} ms", computed, f"{query.rows} rows"))
    return rows


def _pair(name: str, median: float, worst: float) -> Row:
    return name, f"{median:.1f} ms", f"worst {worst:.0f} ms", ""


def _megabytes(value: float | None) -> str:
    return "not known here" if value is None else f"{value:.0f} MB"


def _over(value: float, most: float) -> str:
    return f"over {most:g}" if value > most else ""


def _table(title: str, rows: Sequence[Row]) -> None:
    give_table((title, "took", "", ""), rows)
