"""What fuzzing found is read again: no exception, a right account, time in proportion.

`tests/fuzz/README.md` says how the cases are found; this needs no fuzzer.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.fuzz.properties import run
from tests.fuzz.targets import TARGETS, Target, check
from tests.fuzz.words import WORDS

CORPUS = Path(__file__).parent / "fuzz" / "corpus"
CASES = sorted(CORPUS.glob("*/*.case"))


def test_every_reader_has_its_cases_and_its_words() -> None:
    assert len(CASES) == 213
    assert {case.parent.name for case in CASES} == set(TARGETS) == set(WORDS)
    assert sum(case.stat().st_size for case in CASES) < 100_000


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_a_found_case_is_read(case: Path) -> None:
    data = case.read_bytes()
    began = time.process_time()
    check(case.parent.name, data)
    check(case.parent.name, data * 16)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("target", TARGETS)
def test_the_words_of_a_format_one_after_the_other(target: str) -> None:
    words = "".join(WORDS[target])
    check(target, words.encode())
    check(target, words[::-1].encode())


@pytest.mark.parametrize("target", TARGETS)
def test_a_moment_of_hypothesis(target: str) -> None:
    assert run(target, 0.3) > 0


def test_hypothesis_finds_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes) -> None:
        assert b"ER  - " not in data

    monkeypatch.setitem(TARGETS, "ris", Target(read, WORDS["ris"]))
    with pytest.raises(AssertionError):
        run("ris", 20.0)
