"""`pairkg bench`: what is measured, and with what."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.bench.queries import example_values, is_page_query
from kg.bench.timing import time_call
from kg.catalogue import shipped_catalogue
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
