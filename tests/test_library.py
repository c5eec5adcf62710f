"""Library files as people have them become references, and no record is left out."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli.program import run
from kg.library import is_library, read_library

SAMPLES = Path(__file__).parent / "library"
EXPECTED = sorted(SAMPLES.glob("*.expected.json"))


def sample(expected: Path) -> tuple[Path, dict[str, Any]]:
    wanted = json.loads(expected.read_text("utf-8"))
    name = expected.name.removesuffix(".expected.json")
    file = wanted.get("file") or next(
        path.name
        for path in sorted(SAMPLES.glob(f"{name}.*"))
        if not path.name.endswith(".expected.json")
    )
    return SAMPLES / file, wanted


def name_of(path: Path) -> str:
    return path.name.removesuffix(".expected.json")


def test_every_sample_is_looked_at() -> None:
    files = {path.name for path in SAMPLES.iterdir() if not path.name.endswith(".expected.json")}
    assert {sample(path)[0].name for path in EXPECTED} == files - {"README.md"}
    assert len(EXPECTED) == 16


@pytest.mark.parametrize("expected", EXPECTED, ids=name_of)
def test_a_sample_becomes_the_references_written_by_hand(expected: Path) -> None:
    path, wanted = sample(expected)
    result = read_library(path)
    assert [dict(reference.csl) for reference in result.references] == wanted["references"]
    assert [reference.occurrences[0].line for reference in result.references] == wanted["lines"]


@pytest.mark.parametrize("expected", EXPECTED, ids=name_of)
def test_every_problem_is_said_with_its_line(expected: Path) -> None:
    path, wanted = sample(expected)
    result = read_library(path)
    said = sorted((problem.line or 0, problem.message) for problem in result.problems)
    assert [line for line, _ in said] == sorted(line for line, _ in wanted["problems"])
    for line, part in wanted["problems"]:
        assert any(at == line and part in message for at, message in said), (line, part, said)
    assert len(result.unread) == wanted["unread"]
    assert result.records_in == len(result.references) + len(result.unread)


@pytest.mark.parametrize("expected", EXPECTED, ids=name_of)
@pytest.mark.parametrize("form", ["mark", "utf-16", "windows lines", "old mac lines"])
def test_the_form_of_the_file_changes_nothing(expected: Path, form: str, tmp_path: Path) -> None:
    path, wanted = sample(expected)
    text = path.read_text("utf-8")
    content = {
        "mark": codecs.BOM_UTF8 + text.encode(),
        "utf-16": text.encode("utf-16"),
        "windows lines": text.replace("\n", "\r\n").encode(),
        "old mac lines": text.replace("\n", "\r").encode(),
    }[form]
    other = tmp_path / path.name
    other.write_bytes(content)
    result = read_library(other)
    assert [dict(reference.csl) for reference in result.references] == wanted["references"]
    assert [reference.occurrences[0].line for reference in result.references] == wanted["lines"]


@pytest.mark.parametrize("name", ["cairn_hal", "endnote"])
def test_an_old_export_in_windows_1252_keeps_its_accents_and_says_so(
    name: str, tmp_path: Path
) -> None:
    path, wanted = sample(SAMPLES / f"{name}.expected.json")
    other = tmp_path / path.name
    other.write_bytes(path.read_text("utf-8").encode("cp1252"))
    result = read_library(other)
    assert [dict(reference.csl) for reference in result.references] == wanted["references"]
    assert any("Windows-1252" in problem.message for problem in result.problems)


def test_what_csl_has_no_place_for_is_kept_as_written() -> None:
    unplaced = read_library(SAMPLES / "zotero.bib").unplaced
    assert unplaced["berger_pairs_2012"]["file"].startswith(r"Texte int{\'e}gral:")
    assert read_library(SAMPLES / "endnote.ris").unplaced["41"] == {"L1": "internal-pdf://x.pdf"}
    assert read_library(SAMPLES / "zotero.json").unplaced["7"] == {"author": "X, Y"}


def test_doubts_stand_with_the_reference_they_concern() -> None:
    warnings = {
        reference.id: " ".join(reference.warnings)
        for reference in read_library(SAMPLES / "broken.bib").references
    }
    assert "'Two' was left out" in warnings["twice"]
    assert "left out: title" in warnings["unclosed"]
    assert "madeup" in warnings["odd"]
    assert "nobody" in warnings["orphan"]
    assert not warnings["after"]


@pytest.mark.parametrize(
    ("name", "content", "library"),
    [
        ("a.bib", "", True),
        ("a.RIS", "", True),
        ("a.nbib", "", True),
        ("a.json", "[]", True),
        ("a.txt", "TY  - JOUR\nER  -\n", True),
        ("a.txt", "PMID- 1\nTI  - x\n", True),
        ("a.txt", "10.5555/a\n10.5555/b\n", True),
        ("a.txt", "A dossier about peers.\n\n10.5555/a\nand more\n", False),
        ("a.md", "@book{a, title={b}}", False),
        ("a.pdf", "TY  - JOUR", False),
    ],
)
def test_a_library_is_known_by_its_name_or_its_content(
    name: str, content: str, library: bool, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    assert is_library(path) is library


def test_content_goes_before_the_name(tmp_path: Path) -> None:
    path = tmp_path / "export.bib"
    path.write_text("TY  - BOOK\nTI  - Named wrongly\nER  -\n", "utf-8")
    assert read_library(path).references[0].csl["title"] == "Named wrongly"


def test_a_file_that_is_not_there_or_no_library_is_a_problem(tmp_path: Path) -> None:
    missing = read_library(tmp_path / "missing.bib")
    assert missing.references == ()
    assert "Cannot be read" in missing.problems[0].message
    (tmp_path / "note.txt").write_text("Nothing of the kind.\n", "utf-8")
    assert "no library" in read_library(tmp_path / "note.txt").problems[0].message


def test_extract_reads_a_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(SAMPLES / "zotero.bib")]) == 0
    items = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in items] == ["berger_pairs_2012", "ngo_savoirs_2016"]
    assert items[0]["custom"]["occurrences"] == [{"line": 2, "section": None}]


def test_extract_gives_what_it_can_read_and_names_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["extract", str(SAMPLES / "broken.bib")]) == 1
    said = capsys.readouterr()
    assert len(json.loads(said.out)) == 9
    assert "broken.bib:22: The entry 'empty' has no fields." in said.err


def test_the_report_of_a_library_counts_its_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(SAMPLES / "broken.bib"), "--to", "report"]) == 1
    said = capsys.readouterr().out
    assert said.endswith("12 records in: 9 references, 3 that cannot be read.\n")
    assert "warning: Line 1: Entry 'twice' has the field 'title' twice" in said
    assert "kept as written, crossref: nobody" in said
