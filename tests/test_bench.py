"""`pairkg bench`: what is measured, and with what."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from kg.bench.queries import example_values, is_page_query
from kg.bench.scale import Asked, Loaded, Scale, Served
from kg.bench.timing import Timing, time_call
from kg.catalogue import shipped_catalogue
from kg.cli.bench_stress import scale_rows
from kg.cli.program import run

PAIRKG = [sys.executable, "-m", "kg.cli"]


@pytest.mark.parametrize("name", shipped_catalogue())
def test_every_query_can_be_timed_with_its_own_examples(name: str) -> None:
    query = shipped_catalogue()[name]
    assert query.text(example_values(query))


def test_queries_of_files_are_not_queries_of_pages() -> None:
    names = [name for name in shipped_catalogue() if not is_page_query(name)]
    assert "export_works" in names
    assert "network_links" in names
    assert len(names) < len(shipped_catalogue()) / 2


def test_a_timing_keeps_the_rows_and_the_worst_run() -> None:
    calls = []

    def three() -> int:
        calls.append("called")
        return 3

    timing = time_call("three", three, runs=4)
    assert len(calls) == 5
    assert timing.rows == 3
    assert timing.median <= timing.worst


def test_bench_measures_everything(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "--data", str(toy), "--runs", "1"]) == 0
    said = capsys.readouterr().out
    for part in ("build of", "start, from command to listening", "/healthz", "export_quads"):
        assert part in said
    assert "BibTeX" not in said


def test_bench_reads_a_library_when_asked(
    toy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.bench.LIBRARY_ENTRIES", 200)
    assert run(["bench", "--data", str(toy), "--runs", "1", "--library"]) == 0
    said = capsys.readouterr().out
    assert "library of 200 BibTeX entries" in said
    assert "200 references read" in said


# a made-up graph


def test_a_size_is_measured_from_the_load_to_the_last_write(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["bench", "--scale", "2"]) == 0
    said = capsys.readouterr().out
    for part in (
        "loaded",
        "queries of pages, median",
        "server, from command to listening",
        "a small query of a stranger",
        "a write that shapes bind",
    ):
        assert part in said
    assert "answered 4" not in said


def test_slow_queries_are_named_slowest_first_with_what_was_computed() -> None:
    times = {"quick": 99.0, "slow": 250.0, "slowest": 3000.0}
    queries = tuple(Timing(name, time, time, 7, time / 2) for name, time in times.items())
    asked = Asked(0.1, None, queries)
    assert [query.name for query in asked.over] == ["slowest", "slow"]
    assert asked.median == 250.0
    loaded, once = Loaded(1000, 1, 2, 3, 4), Timing("/healthz", 1, 2)
    scale = Scale(loaded, asked, Served(1, (once,), 5, once, 80), (1, 3), (2,))
    rows = {row[0]: row for row in scale_rows(scale)}
    assert list(rows)[-2:] == ["slowest", "slow"]
    assert rows["slowest"][1:] == ("3000 ms", "1500 ms of processor", "7 rows")
    assert rows["a write"][1:3] == ("2.0 ms", "worst 3 ms")
    assert rows["memory that the queries took"][1] == "not known here"


def test_what_is_computed_is_less_than_what_the_clock_says_of_a_wait() -> None:
    timing = time_call("waiting", lambda: time.sleep(0.05), runs=2)
    assert timing.processor < timing.median
    assert time_call("counting", lambda: sum(range(200_000)), runs=2).processor > 0
