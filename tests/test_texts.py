"""The texts of the sources: registered by their digest, compared each time they are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.program import run
from kg.texts import (
    SourceText,
    TextDamaged,
    TextMissing,
    Texts,
    TextUnavailable,
    UnknownText,
    identified,
    registered_text,
)
from tests.conftest import DATA, ROOT

SOURCE = "harbour-report"


@pytest.fixture
def options(toy: Path, tmp_path: Path) -> list[str]:
    return ["--data", str(toy), "--store", str(tmp_path / "store")]


@pytest.fixture
def text(toy_text: Path) -> SourceText:
    return identified(toy_text, {SOURCE: _digest(toy_text)})


def _digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_text_is_known_by_its_digest(
    toy_text: Path, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path for path in Path(options[1]).rglob("*"))
    assert run(["sources", "add", str(toy_text), *options]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip() == "harbour-report: registered, 120 lines."
    copy = tmp_path / "store" / "texts" / SOURCE
    assert copy.read_bytes() == toy_text.read_bytes()
    assert [path.name for path in copy.parent.iterdir()] == [SOURCE], "a draft was left behind"
    assert sorted(path for path in Path(options[1]).rglob("*")) == before


def test_registering_twice_keeps_one_copy(toy_text: Path, options: list[str]) -> None:
    for _ in range(2):
        assert run(["sources", "add", str(toy_text), *options]) == 0


def test_another_file_is_refused_in_one_sentence_with_digest_and_ids(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = tmp_path / "stranger.txt"
    stranger.write_text("Something else.\n", "utf-8")
    assert run(["sources", "add", str(stranger), *options]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    for part in (_digest(stranger), SOURCE, "island-note", "stranger.txt"):
        assert part in said.err
    assert not (tmp_path / "store" / "texts").exists()


def test_the_list_tells_what_is_registered(
    toy_text: Path, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sources", "list", *options]) == 0
    assert capsys.readouterr().out.count("not registered") == 2
    run(["sources", "add", str(toy_text), *options])
    (tmp_path / "store" / "texts" / "gone-source").write_text("x", "utf-8")
    capsys.readouterr()
    assert run(["sources", "list", *options]) == 0
    rows = {row.split()[0]: row for row in capsys.readouterr().out.splitlines()}
    assert "registered, 120 lines" in rows[SOURCE]
    assert "not registered" in rows["island-note"]
    assert "not in the data" in rows["gone-source"]


def test_a_damaged_copy_is_said_plainly(
    toy_text: Path, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["sources", "add", str(toy_text), *options])
    copy = tmp_path / "store" / "texts" / SOURCE
    copy.write_bytes(copy.read_bytes()[:-1])
    with pytest.raises(TextDamaged, match="is damaged or of another edition") as caught:
        Texts(tmp_path / "store").read(SOURCE, _digest(toy_text))
    assert _digest(copy) in str(caught.value)
    capsys.readouterr()
    assert run(["sources", "list", *options]) == 1
    said = capsys.readouterr()
    assert "damaged" in said.out
    assert "`pairkg sources add FILE`" in said.err


def test_a_text_is_taken_away(
    toy_text: Path, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["sources", "add", str(toy_text), *options])
    assert run(["sources", "remove", SOURCE, *options[2:]]) == 0
    assert not (tmp_path / "store" / "texts" / SOURCE).exists()
    capsys.readouterr()
    assert run(["sources", "remove", SOURCE, *options[2:]]) == 1
    assert "No text of 'harbour-report' is registered" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../current", "Harbour", ""])
def test_nothing_but_a_text_can_be_taken_away(name: str, options: list[str]) -> None:
    assert run(["sources", "remove", name, *options[2:]]) == 2


def test_what_nobody_registered_is_missing(tmp_path: Path) -> None:
    for texts in (Texts(tmp_path), Texts(None)):
        with pytest.raises(TextMissing, match="`pairkg sources add FILE`"):
            texts.read(SOURCE, "0" * 64)
        assert texts.registered() == []
        assert texts.state() == ""
    assert registered_text(tmp_path, SOURCE, "0" * 64) is None


def test_a_copy_that_cannot_be_read_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "texts" / "a-source").mkdir(parents=True)
    with pytest.raises(TextUnavailable, match="cannot be read"):
        Texts(tmp_path).read("a-source", "0" * 64)


def test_the_state_changes_with_the_copies(text: SourceText, tmp_path: Path) -> None:
    texts = Texts(tmp_path / "store")
    states = [texts.state()]
    texts.add(text)
    states.append(texts.state())
    assert registered_text(tmp_path / "store", SOURCE, text.sha256) == text.text
    assert texts.remove(SOURCE)
    states.append(texts.state())
    assert states[0] == states[2] != states[1]


def test_a_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "latin"
    file.write_bytes("é".encode("latin-1"))
    with pytest.raises(UnknownText, match="not UTF-8"):
        identified(file, {SOURCE: _digest(file)})


def test_lines_are_parted_by_line_feeds_and_nothing_else() -> None:
    text = SourceText(SOURCE, "", "\ufeffa\r\n\x0cb\u2028c\n\n d \n")
    assert text.lines == 4
    assert text.passage(2, 2) == "b\u2028c"
    assert text.passage(2, 4) == "b\u2028c\n\n d"
    assert text.span(1, 1) == (0, 2)
    assert text.span(3, 3) is None
    assert text.span(4, 5) is None
    assert text.span(0, 1) is None


@given(st.text(alphabet="ab é𝒫\n\t", max_size=60), st.integers(1, 12), st.integers(0, 5))
def test_a_span_is_the_trimmed_lines(content: str, first: int, more: int) -> None:
    text = SourceText(SOURCE, "", content)
    lines = content.removesuffix("\n").split("\n")
    wanted = "\n".join(lines[first - 1 : first + more]).strip()
    whole = first + more <= len(lines)
    assert text.lines == len(lines)
    assert text.passage(first, first + more) == (wanted if whole else "")
    span = text.span(first, first + more)
    assert (span is not None) == bool(whole and wanted)
    assert span is None or content[slice(*span)] == wanted


def test_no_text_is_part_of_the_data_or_of_the_program() -> None:
    assert not list(DATA.rglob("texts"))
    assert "texts" not in {path.name for path in (ROOT / "kg").iterdir()}
