"""What an operator may set about the queries of strangers: by option, by environment, in range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from api.settings import Settings
from kg.cli.program import run
from kg.workers import Limits

# Option, what it is given, and the field of the bounds with its value.
CASES = (
    ("--query-seconds", "2.5", "seconds", 2.5),
    ("--query-memory", "512M", "memory", 512 << 20),
    ("--query-rows", "77", "rows", 77),
    ("--query-bytes", "3k", "bytes", 3 << 10),
    ("--query-processes", "3", "processes", 3),
    ("--queries-waiting", "0", "waiting", 0),
    ("--queries-per-client", "5", "per_client", 5),
)


def variable(option: str) -> str:
    return f"PAIRKG_{option.removeprefix('--').upper().replace('-', '_')}"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Limits]:
    """The bounds of each server that was to start; none does."""
    found: list[Limits] = []

    class NotMade(Exception):  # noqa: N818 - stands for a server
        pass

    def create_app(_graph: object, *, store: Path, settings: Settings) -> None:  # noqa: ARG001
        found.append(settings.limits)
        raise NotMade

    monkeypatch.setattr("kg.cli.server.create_app", create_app)
    for option, *_ in CASES:
        monkeypatch.delenv(variable(option), raising=False)
    return found


def serve(store: Path, *options: str) -> int:
    return run(["serve", "--empty", "--store", str(store), "--port", "0", *options])


def test_what_is_set_is_what_binds(served: list[Limits], tmp_path: Path) -> None:
    given = [word for option, text, *_ in CASES for word in (option, text)]
    serve(tmp_path, *given)
    wanted = {field: value for *_, field, value in CASES}
    assert asdict(served[0]) == asdict(Limits()) | wanted
    assert set(asdict(Limits())) - set(wanted) == {"nice"}, "a bound that nobody can set"


def test_the_environment_sets_the_same_and_an_option_goes_before_it(
    served: list[Limits], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for option, text, *_ in CASES:
        monkeypatch.setenv(variable(option), text)
    serve(tmp_path)
    serve(tmp_path, "--query-rows", "1")
    wanted = {field: value for *_, field, value in CASES}
    assert asdict(served[0]) == asdict(Limits()) | wanted
    assert asdict(served[1]) == asdict(Limits()) | wanted | {"rows": 1}


def test_what_is_not_set_is_as_it_was(served: list[Limits], tmp_path: Path) -> None:
    serve(tmp_path)
    assert served == [Limits()]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("268435456", 1 << 28),
        ("1G", 1 << 30),
        ("1 gib", 1 << 30),
        ("1T", 1 << 40),
        ("256MB", 1 << 28),
    ],
)
def test_a_size_is_bytes_or_has_a_unit(
    text: str, size: int, served: list[Limits], tmp_path: Path
) -> None:
    serve(tmp_path, "--query-memory", text)
    assert served[0].memory == size


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--query-seconds", "nan"), "'nan' is not a number of seconds"),
        (("--query-seconds", "inf"), "not in the range 0.1<=x<=3600"),
        (("--query-seconds", "soon"), "'soon' is not a valid number of seconds"),
        (("--query-memory", "1"), "1 is not between 256M and 1T"),
        (("--query-memory", "2T"), "2T is not between 256M and 1T"),
        (("--query-memory", "much"), "'much' is not a size"),
        (("--query-memory", "1.5G"), "'1.5G' is not a size"),
        (("--query-memory", "\u0661G"), "is not a size"),
        (("--query-bytes", "-1"), "'-1' is not a size"),
        (("--query-rows", "0"), "not in the range 1<=x<=1000000000"),
        (("--query-processes", "0"), "not in the range 1<=x<=256"),
        (("--queries-waiting", "-1"), "not in the range 0<=x<=100000"),
        (("--queries-per-client", "0"), "not in the range 1<=x<=100000"),
    ],
)
def test_what_cannot_be_is_one_sentence_that_names_the_option(
    options: Sequence[str],
    said: str,
    served: list[Limits],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert serve(tmp_path, *options) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert options[0] in line
    assert variable(options[0]) in line
    assert said in line
    assert not served


def test_the_help_says_the_defaults_and_the_variables(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--help"]) == 0
    text = "".join(capsys.readouterr().out.split())
    for option, *_ in CASES:
        assert f"[envvar:{variable(option)};default:" in text
    assert "default:1G" in text
    assert "default:256M" in text
