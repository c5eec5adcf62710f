"""What a public repository does not hold: traces of a machine, unfinished parts, huge modules."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PASSED_OVER = {"__pycache__", "dist", "build"}
TEXT = {
    ".py",
    ".md",
    ".ttl",
    ".trig",
    ".rq",
    ".yaml",
    ".bib",
    ".csv",
    ".toml",
    ".lock",
    ".json",
    "",
}
MOST_LINES = 450
LARGEST_FILE = 3_000_000

# Written in parts, so that this file does not hold what it looks for.
TRACES = re.compile(
    "|".join(
        (
            r"(?<![\w.:/])/(?:root|home/\w+|Users/\w+|work/\w+)/",
            r"python" + r"hosted\.org",
            r"//" + r"pypi\.",
            r"registry" + r"\.npm",
            r"deb" + r"\.debian",
            r"file" + r":///",
        )
    )
)
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|Not" + r"ImplementedError)\b")
SPARQL = re.compile(r"\b(?:SELECT|CONSTRUCT|ASK|DESCRIBE)\b[^.]*\{|\bWHERE\s*\{", re.DOTALL)


def files() -> list[Path]:
    """Every file that is part of the project: no caches, no environments, nothing built."""
    found = []
    for folder, names, members in os.walk(ROOT):
        names[:] = [name for name in sorted(names) if _is_ours(Path(folder, name))]
        found += [Path(folder, member) for member in sorted(members)]
    return found


def _is_ours(folder: Path) -> bool:
    name = folder.name
    if (name.startswith(".") and name != ".ci") or name.endswith(".egg-info"):
        return False
    return name not in PASSED_OVER and not (folder / "pyvenv.cfg").exists()


FILES = files()
TEXTS = [path for path in FILES if path.suffix in TEXT]
MODULES = [path for path in FILES if path.suffix == ".py"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_files_to_look_at() -> None:
    assert len(TEXTS) > 100
    assert len(MODULES) > 50


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_a_file_has_no_trace_of_a_machine_or_a_registry(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    traces = [f"{name(path)}:{n}: {line}" for n, line in enumerate(lines, 1) if TRACES.search(line)]
    assert not traces


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_a_file_ends_with_a_line_end_and_is_of_a_size_to_read(path: Path) -> None:
    content = path.read_bytes()
    assert len(content) < LARGEST_FILE
    assert not content or content.endswith(b"\n")
    assert b"\r\n" not in content


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_finished_and_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not UNFINISHED.search(text)
    assert len(text.splitlines()) < MOST_LINES


@pytest.mark.parametrize(
    "path", [p for p in MODULES if name(p).startswith(("kg/", "api/"))], ids=name
)
def test_sparql_stands_in_query_files_only(path: Path) -> None:
    if name(path) == "kg/catalogue.py":
        return  # wraps a query to count its rows
    if name(path).startswith("kg/bench/"):
        return  # queries that nobody should ask of a server are no questions of ours
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not SPARQL.search(node.value), f"{name(path)}:{node.lineno} holds SPARQL"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_pins_everything_with_hashes_and_without_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pins) > 30
    assert all(re.match(r"[A-Za-z0-9._-]+==\S+ ", pin) for pin in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
    assert "--index" not in text


def test_the_tests_run_on_the_versions_that_users_run() -> None:
    pins = [
        dict(
            re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
        )
        for lock in ("requirements.lock", "requirements-test.lock")
    ]
    assert pins[0].items() <= pins[1].items()


def test_both_licences_are_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert "TERMS AND CONDITIONS" in (ROOT / "LICENSE").read_text("utf-8")
    assert "CC-BY-4.0" in (ROOT / "LICENSE-DATA").read_text("utf-8")


def test_the_check_script_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text("utf-8")
    assert "make test" in script.read_text("utf-8")
