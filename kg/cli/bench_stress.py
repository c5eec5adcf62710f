"""The tables of `pairkg bench --server`, `--hostile` and `--scale`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.cli.speech import give_table, progress
from kg.resources import shipped_ontology
from kg.settings import default_base

__all__ = ["give_hostile", "give_scale", "give_server"]

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
    slowest = max(scale.queries, key=lambda query: query.median)
    memory = "not known here" if scale.memory is None else f"{scale.memory:.0f} MB"
    rows: list[Row] = [
        ("made up", f"{scale.synth_seconds:.1f} s", "", ""),
        ("loaded", f"{scale.load_seconds:.1f} s", "", ""),
        ("on disk", f"{scale.disk:.0f} MB", "", ""),
        ("opened", f"{scale.open_seconds:.2f} s", "", ""),
        ("memory after the queries", memory, "", ""),
        ("queries of pages, median", f"{scale.query_median:.2f} ms", "", ""),
        ("slowest of them", f"{slowest.median:.0f} ms", slowest.name, ""),
        ("over 100 ms", f"{len(scale.over)} of {len(scale.queries)}", "", ""),
        ("a write, median", f"{scale.write_median:.0f} ms", "", ""),
        ("the slowest write", f"{scale.write_worst:.0f} ms", "", ""),
    ]
    _table(f"{scale.triples} triples", rows)


def _over(value: float, most: float) -> str:
    return f"over {most:g}" if value > most else ""


def _table(title: str, rows: Sequence[Row]) -> None:
    give_table((title, "took", "", ""), rows)
