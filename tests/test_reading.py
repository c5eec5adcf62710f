"""What the readers make of well-formed files."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.bibtex import read_bibliography
from kg.read.blocks import read_blocks
from kg.read.folder import data_files, read_folder
from kg.read.tables import read_table
from tests.conftest import TOY


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "file"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_kind_of_record_is_read_from_the_toy_corpus() -> None:
    folder = read_folder(TOY)
    assert folder.problems == []
    counts = {name: len(found) for name, found in vars(folder.records).items()}
    assert counts == {
        "sources": 2,
        "organisations": 2,
        "people": 1,
        "programmes": 3,
        "disagreements": 1,
        "studies": 3,
        "claims": 2,
        "findings": 3,
        "citations": 3,
        "terms": 2,
        "works": 4,
        "occurrences": 2,
        "corrections": 1,
        "public_records": 2,
        "omissions": 2,
        "unprinted": 2,
        "spans": 2,
        "reviews": 1,
        # of imports and decisions, which tests/test_ingest.py makes
        "imports": 0,
        "imported": 0,
        "differences": 0,
        "uncertain": 0,
        "decisions": 0,
        "name_matches": 0,
        "cited": 0,
    }
    assert len(data_files(TOY)) == 19


def test_a_plain_scalar_stays_text_and_keeps_its_line(tmp_path: Path) -> None:
    path = _file(
        tmp_path, "- country: NO\n  year: 1986\n  none:\n  quoted: ''\n  list:\n    - 1e3\n"
    )
    ((content, lines),), problems = read_blocks(path)
    assert problems == []
    expected = {"country": "NO", "year": "1986", "none": None, "quoted": "", "list": ["1e3"]}
    assert content == expected
    assert lines["year",] == 2
    assert lines["list", 0] == 6


def test_an_alias_is_refused(tmp_path: Path) -> None:
    _, problems = read_blocks(_file(tmp_path, "- a: &x [1]\n  b: *x\n"))
    assert [(p.line, "alias" in p.message) for p in problems] == [(1, True)]


def test_a_table_keeps_the_line_of_a_row_that_runs_on(tmp_path: Path) -> None:
    rows, problems = read_table(_file(tmp_path, 'a,b\n"1\n2",3\n\n4,5\n'), ["a", "b"])
    assert problems == []
    assert rows == [({"a": "1\n2", "b": "3"}, 2), ({"a": "4", "b": "5"}, 5)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte-order mark"])
def test_line_endings_and_marks_make_no_difference(tmp_path: Path, ending: str, mark: str) -> None:
    text = f"{mark}- id: a{ending}  n: é{ending}"
    ((content, lines),), problems = read_blocks(_file(tmp_path, text))
    assert problems == []
    assert (content, lines["n",]) == ({"id": "a", "n": "é"}, 2)


def test_names_of_a_bibliography() -> None:
    works, problems = read_bibliography(TOY / "bibliography" / "all.bib")
    assert problems == []
    by_key = {work.value.key: work.value for work in works}
    article = by_key["marechal-2010"]
    assert [name.printed for name in article.author] == [
        "Maréchal, Léa",
        "de la Mer, Jean-Paul",
        "Maréchal, L",
    ]
    assert article.title == "Stays and PEERS: an étude"
    assert article.confidence == Decimal("0.9")
    assert article.url == "https://example.org/a?b=c&d=e"
    report = by_key["harbour-2012"]
    assert (report.author[0].family, report.author[0].corporate) == ("Harbour Health", True)
    assert report.others


def test_entries_in_are_entries_out_or_told(tmp_path: Path) -> None:
    entry = "@misc{%s, title={T}, csltype={book}, identification={in-source}}\n"
    text = "".join(entry % key for key in ("a", "b", "a", "c")) + "@misc{d, title={T\n"
    works, problems = read_bibliography(_file(tmp_path, text))
    assert len(works) + len(problems) == 5
    assert [work.value.key for work in works] == ["a", "b", "c"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_value_that_nests_too_deep_is_told(tmp_path: Path, opening: str) -> None:
    _, problems = read_blocks(_file(tmp_path, f"- b\n- {opening * 100_000}"))
    assert [(p.line, "stand in each other" in p.message) for p in problems] == [(2, True)]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("author = {A and {}}", "author.1.family"),
        ("title = {" + r"\a{" * 3000 + "}" * 3001, "nests"),
    ],
    ids=["a name without letters", "commands in each other"],
)
def test_a_field_that_cannot_be_read_is_told(tmp_path: Path, field: str, told: str) -> None:
    text = f"@misc{{a, csltype={{book}}, identification={{in-source}},\n{field}}}"
    works, problems = read_bibliography(_file(tmp_path, text))
    assert works == []
    assert [told in problem.message for problem in problems] == [True]


@given(st.binary(max_size=200))
def test_no_content_makes_a_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = _file(tmp_path_factory.mktemp("any"), raw)
    read_blocks(path)
    read_table(path, ["a"])
    read_bibliography(path)
