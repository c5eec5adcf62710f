"""Kills the real server under a stream of writes; `tests/stress/kill.py` does it 200 times."""

from __future__ import annotations

from pathlib import Path

from tests.stress.kill import run


def test_what_was_acknowledged_survives_the_kill_of_the_server(tmp_path: Path) -> None:
    outcome = run(kills=8, seed=4, store=tmp_path / "store")
    assert outcome.kills >= 8
    assert outcome.acknowledged >= 8
    assert (outcome.lost, outcome.torn, outcome.unknown, outcome.left) == (0, 0, 0, 0)
