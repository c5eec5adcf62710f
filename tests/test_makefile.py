"""The Makefile: what each target would do, without doing it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAIRKG = [sys.executable, "-m", "kg.cli"]


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What make would do, whatever make or port this test itself runs under."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "PORT"))}
    return subprocess.run(
        ["make", "--dry-run", "--always-make", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        pytest.param("run", ["-r requirements.lock", "pairkg serve --port 8000"], id="run"),
        pytest.param(
            "test",
            ["-r requirements-test.lock", "ruff check", "ruff format --check", "mypy", "pytest"],
            id="test",
        ),
        pytest.param("bench", ["pairkg bench"], id="bench"),
        pytest.param("lint", ["ruff check", "mypy"], id="lint"),
        pytest.param("format", ["ruff format ."], id="format"),
    ],
)
def test_make_does_what_it_says(target: str, parts: list[str]) -> None:
    planned = make(target)
    assert planned.returncode == 0
    for part in parts:
        assert part in planned.stdout


def test_make_takes_a_port() -> None:
    assert "serve --port 8123" in make("run", "PORT=8123").stdout
