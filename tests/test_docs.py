"""What the documents promise is true today: commands run, answers are as shown, paths are there.

In README.md a block marked `sh` holds one command a line. A block marked `json` or `text` right
after it is the answer to the last command: `json` may show a part of it, `text` shows it whole.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import pytest

from kg.bench.serving import RunningServer, running_server
from kg.cli.program import COMMANDS, program
from kg.export import FORMATS
from tests.conftest import DATA, ROOT

README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "data").rglob("*.md")])
ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_RUN = ("git clone", "cd ", "pip install", "pairkg serve")


@dataclass(frozen=True)
class Example:
    """A command of the README, and the answer shown for it, if any."""

    command: str
    kind: str | None = None
    answer: str | None = None


def examples() -> Iterator[Example]:
    """Every command of the README."""
    blocks = [(match["kind"], match["text"]) for match in BLOCK.finditer(README)]
    for place, (kind, text) in enumerate(blocks):
        if kind != "sh":
            continue
        commands = [line.split("  #")[0].strip() for line in text.splitlines() if line.strip()]
        shown = blocks[place + 1] if place + 1 < len(blocks) else ("", "")
        yield from (Example(command) for command in commands[:-1])
        answered = shown[0] in ("json", "text")
        yield Example(commands[-1], *shown) if answered else Example(commands[-1])


EXAMPLES = list(examples())
FETCHED = [e for e in EXAMPLES if e.command.startswith("curl ")]
RUN = [e for e in EXAMPLES if not e.command.startswith((*NOT_RUN, "make", "curl "))]


@pytest.fixture(scope="module")
def server(real_store: Path) -> Iterator[RunningServer]:
    with running_server(DATA, real_store) as running:
        yield running


def test_the_readme_shows_the_uses_of_the_project() -> None:
    assert EXAMPLES[0].command.startswith(("git clone", "make run"))
    shown = [example for example in (*FETCHED, *RUN) if example.answer is not None]
    assert len(shown) >= 5
    for use in ("/evidence", "/api/timeline", "/citations", "pairkg query", "pairkg export"):
        assert any(use in example.command for example in (*FETCHED, *RUN)), f"no example of {use}"


@pytest.mark.parametrize("example", FETCHED, ids=lambda example: example.command)
def test_a_request_of_the_readme_is_answered_as_shown(
    example: Example, server: RunningServer
) -> None:
    assert_as_shown(example, _fetched(example.command, server))


@pytest.mark.parametrize("example", RUN, ids=lambda example: example.command)
def test_a_command_of_the_readme_answers_as_shown(
    example: Example, real_store: Path, tmp_path: Path
) -> None:
    assert example.command.startswith("pairkg "), "an example of a sort that is not tested"
    assert_as_shown(example, _ran(example.command, real_store, tmp_path))


def assert_as_shown(example: Example, answer: str) -> None:
    """The answer is what the block after the command shows."""
    if example.kind == "json":
        assert_part_of(json.loads(example.answer or ""), json.loads(answer), "$")
    elif example.kind == "text":
        assert (example.answer or "").strip() == answer.strip()


def _fetched(command: str, server: RunningServer) -> str:
    words = shlex.split(command)
    addresses = [word for word in words if word.startswith(ADDRESS)]
    assert len(addresses) == 1, command
    headers = {}
    for name, value in pairwise(words):
        if name == "-H":
            key, _, content = value.partition(": ")
            headers[key] = content
    parts = urlsplit(addresses[0])
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    status, body = server.get(path, headers)
    assert status == 200, body
    return body.decode()


def _ran(command: str, store: Path, folder: Path) -> str:
    script = command.replace("pairkg ", f"{shlex.quote(sys.executable)} -m kg.cli ", 1)
    script = re.sub(r"(?<= )(kg|data)/", rf"{ROOT}/\1/", script)
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        cwd=folder,
        env=os.environ | {"PAIRKG_STORE": str(store), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_part_of(shown: Any, real: Any, place: str) -> None:
    """Everything shown is in the answer; a list may leave out items, an object keys."""
    if isinstance(shown, dict):
        assert isinstance(real, dict), place
        for key, value in shown.items():
            assert key in real, f"{place} has no {key}"
            assert_part_of(value, real[key], f"{place}.{key}")
    elif isinstance(shown, list):
        assert isinstance(real, list), place
        rest = iter(real)
        for number, item in enumerate(shown):
            assert any(_is_part(item, each) for each in rest), f"{place}[{number}] is not there"
    else:
        assert shown == real, place


def _is_part(shown: Any, real: Any) -> bool:
    try:
        assert_part_of(shown, real, "")
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize(
    ("shown", "real", "part"),
    [
        pytest.param({"a": 1}, {"a": 1, "b": 2}, True, id="fewer keys"),
        pytest.param([1, 3], [1, 2, 3], True, id="fewer items"),
        pytest.param([3, 1], [1, 2, 3], False, id="another order"),
        pytest.param({"a": [{"b": 1}]}, {"a": [{"b": 2}, {"b": 1, "c": 0}]}, True, id="nested"),
        pytest.param({"a": None}, {}, False, id="a key that is not there"),
        pytest.param({"a": 1}, {"a": 2}, False, id="another value"),
    ],
)
def test_a_part_is_told_from_what_is_no_part(shown: Any, real: Any, part: bool) -> None:
    assert _is_part(shown, real) is part


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e.command.startswith("make")], ids=lambda e: e.command
)
def test_a_make_command_of_the_readme_has_a_target(example: Example) -> None:
    targets = [word for word in shlex.split(example.command)[1:] if "=" not in word]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_table_of_the_readme(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command is not None
    parts = command.commands.items() if isinstance(command, click.Group) else ()
    for called, part in [(f"{name} {sub}", part) for sub, part in parts] or [(name, command)]:
        start = f"| `pairkg {called}"
        row = next((line for line in README.splitlines() if line.startswith(start)), None)
        assert row is not None, f"README.md has no row for `pairkg {called}`"
        for parameter in part.params:
            if isinstance(parameter, click.Option):
                assert any(opt in row for opt in parameter.opts), f"{called}: {parameter.opts}"


def test_every_command_that_the_documents_name_is_there() -> None:
    named = {
        match[1]
        for path in DOCUMENTS
        for match in re.finditer(r"(?:`|^)pairkg ([a-z]+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert set(COMMANDS) >= named
    assert len(named) > 5


def test_every_export_format_is_in_the_readme() -> None:
    row = next(line for line in README.splitlines() if line.startswith("| `pairkg export"))
    assert all(form in row for form in FORMATS)


def test_the_folder_map_of_the_readme_is_the_tree() -> None:
    blocks = [m["text"] for m in BLOCK.finditer(README) if "\nkg/ " in f"\n{m['text']}"]
    assert len(blocks) == 1
    shown: list[str] = []
    folder = ""
    for line in filter(str.strip, blocks[0].splitlines()):
        names = re.split(r"  +", line.strip())[0].split(", ")
        folder = folder if line.startswith(" ") else names[0]
        shown += [folder + name if line.startswith(" ") else name for name in names]
    for name in shown:
        assert list(ROOT.glob(name)), f"{name} is on the map and not in the tree"
    modules = {
        f"kg/{path.name}{'/' if path.is_dir() else ''}"
        for path in (ROOT / "kg").iterdir()
        if not path.name.startswith(("_", ".", "py.typed"))
    }
    assert modules <= set(shown), f"not on the map: {sorted(modules - set(shown))}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (path.parent / target).exists(), f"{target} is not there"


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## \[Unreleased\]\n\n### (Added|Changed|Fixed|Removed)\n", changelog, re.M)
