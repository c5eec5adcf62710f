"""Where a field of a library was read, and what `pairkg extract` says of a library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.program import run
from kg.library import read_library
from kg.library.bibtex import read_bibtex
from tests.test_library_writing import SAMPLES


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_fields_of_every_sample_have_a_place(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = text.split("\n")
    references = read_library(path).references
    assert references
    for reference in references:
        spans = reference.evidence
        assert {span.field for span in spans} <= reference.csl.keys() - {"id"}
        inherited = {"type", "id", "year-suffix", "genre"}
        assert reference.csl.keys() - {span.field for span in spans} <= inherited
        for span in spans:
            part = lines[span.line - 1][span.start : span.end]
            assert 0 < span.confidence <= 1
            assert part
            value = reference.csl[span.field]
            if span.confidence == 1 and isinstance(value, str) and path.suffix != ".xml":
                assert part.strip('"') == value or value in part or part in value


def test_the_place_of_a_field_is_exact_where_it_is_plain() -> None:
    text = "@book{a, title = {One line}, year = {1999}, volume = {9}}\n"
    spans = {span.field: span for span in read_bibtex(text, "a").references[0].evidence}
    assert text[spans["title"].start : spans["title"].end] == "One line"
    assert text[spans["volume"].start : spans["volume"].end] == "9"
    assert text[spans["volume"].start - 1] == "{"
    assert spans["issued"].confidence < 1


def test_extract_writes_bibtex(capsys: pytest.CaptureFixture[str]) -> None:
    path = next(path for path in SAMPLES if path.name == "zotero.bib")
    assert run(["extract", str(path), "--to", "bibtex"]) == 0
    said = capsys.readouterr()
    assert "@article{berger_pairs_2012,\n" in said.out
    assert said.err == ""


def test_extract_names_what_ris_cannot_hold(capsys: pytest.CaptureFixture[str]) -> None:
    path = next(path for path in SAMPLES if path.name == "zotero.bib")
    assert run(["extract", str(path), "--to", "ris"]) == 1
    said = capsys.readouterr()
    assert said.out.count("TY  - ") == 2
    assert "field 'author' is not kept whole" not in said.err  # its particle is read back
    assert "field 'file' is not kept whole" in said.err


def test_extract_of_csl_json_keeps_what_has_no_place(capsys: pytest.CaptureFixture[str]) -> None:
    path = next(path for path in SAMPLES if path.name == "endnote_x9.xml")
    assert run(["extract", str(path), "--to", "csl-json"]) == 1  # some records are broken
    items = json.loads(capsys.readouterr().out)
    assert items[0]["custom"]["unplaced"]["C1"] == "read"
