"""EndNote libraries and plain lists: no record is left out, nothing expands, memory stays small."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.library import endnote_xml as reader
from kg.library import is_library, read_library
from kg.library.endnote_fields import ris_type
from kg.library.endnote_tagged import read_endnote_tagged
from kg.library.endnote_xml import read_endnote_xml
from kg.library.plain import read_plain
from kg.library.result import LibraryResult

SAMPLES = Path(__file__).parent / "library"
LOCAL = "file:" + "//"


def read(text: str) -> LibraryResult:
    return read_endnote_xml(io.StringIO(text), "a.xml")


def record(title: str, more: str = "") -> str:
    kind = '<ref-type name="Journal Article">17</ref-type>'
    return f"<record>{kind}<titles><title>{title}</title></titles>{more}</record>"


def titles(result: LibraryResult) -> list[str]:
    return [reference.csl.get("title", "") for reference in result.references]


def balanced(result: LibraryResult) -> bool:
    return result.records_in == len(result.references) + len(result.unread)


def test_the_fields_that_have_no_place_are_kept_under_their_ris_tags_or_names() -> None:
    unplaced = read_library(SAMPLES / "endnote_x9.xml").unplaced
    assert unplaced["12"] == {"L1": "internal-pdf://123/Berger.pdf", "C1": "read"}
    assert read_library(SAMPLES / "hal.enw").unplaced["record-25"] == {"L1": f"{LOCAL}/x.pdf"}
    odd = read(f"<records>{record('A', '<fresh-field>x</fresh-field>')}</records>")
    assert odd.unplaced["record-1"] == {"fresh-field": "x"}


def test_an_entity_of_a_document_type_does_not_expand() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "{LOCAL}/etc/passwd">]>'
    result = read(f"{text}<xml><records>{record('A &l9; &f;')}</records></xml>")
    assert titles(result) == ["A &l9; &f;"]


def test_a_document_type_inside_a_record_is_refused() -> None:
    result = read('<records><record><!DOCTYPE a [<!ENTITY b "c">]><x>&b;</x></record></records>')
    assert not result.references
    assert "broken" in result.problems[0].message
    assert balanced(result)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("caf&eacute; &laquo;&nbsp;ici&nbsp;&raquo;", "café « ici »"),
        ("R &amp; D &lt;b&gt; R & D; AT&T", "R & D <b> R & D; AT&T"),
        ("a\x0bb&#1;c&#x41;", "abcA"),
        ("<![CDATA[a <b> c]]>", "a <b> c"),
        ("<style>H</style><style face='subscript'>2</style><b>O</b>", "H2O"),
        ("&unheard;", "&unheard;"),
    ],
)
def test_what_xml_forbids_is_put_right(written: str, title: str) -> None:
    assert titles(read(f"<records>{record(written)}</records>")) == [title]


def test_names_may_have_a_namespace() -> None:
    text = record("A").replace("<records>", '<records xmlns="http://example.org/ns">')
    assert titles(read(text)) == ["A"]


@pytest.mark.parametrize("chunk", [1, 7, 64])
def test_where_the_stream_is_cut_changes_nothing(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = SAMPLES / "endnote_x9.xml"
    whole = read(path.read_text("utf-8"))
    monkeypatch.setattr(reader, "_CHUNK", chunk)
    pieces = read(path.read_text("utf-8"))
    assert pieces.references == whole.references
    assert pieces.problems == whole.problems
    assert len(whole.references) == 5


def test_a_record_that_is_too_large_is_said_and_not_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "_CHUNK", 1000)
    monkeypatch.setattr(reader, "_LARGEST", 5000)
    result = read(f"<records>{record('A')}\n<record><notes>{'x' * 20_000}")
    assert titles(result) == ["A"]
    assert [(problem.line, "larger" in problem.message) for problem in result.unread] == [(2, True)]
    assert balanced(result)


def test_evidence_gives_the_place_in_a_file_of_one_line() -> None:
    text = f"<records>{record('First')}{record('Second', '<volume>12</volume>')}</records>"
    result = read(text)
    spans = {span.field: span for span in result.references[1].evidence}
    assert (spans["title"].line, spans["title"].confidence) == (1, 1.0)
    assert text[spans["title"].start : spans["title"].end] == "<title>Second"
    assert text[spans["volume"].start : spans["volume"].end] == "<volume>12"


def test_a_large_library_is_read_in_little_memory() -> None:
    """Beyond the references themselves, no more than a few chunks are held."""

    class Endless(io.StringIO):
        left = 3000

        def read(self, size: int | None = -1, /) -> str:
            assert size
            if not self.left:
                return ""
            self.left -= 1
            return record(f"Title {self.left}", f"<abstract/><x>{' ' * 5000}</x>")

    tracemalloc.start()
    result = read_endnote_xml(Endless(), "a.xml")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(result.references) == 3000
    assert peak < 12_000_000  # the text alone is 15 MB


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("<records>{}</records>".encode("utf-16"), "Été"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><records>{}</records>', "Été"),
        (b"<records>{}</records>", "Été"),
        (b'<?xml version="1.0" encoding="unheard"?><records>{}</records>', "Été"),
    ],
    ids=["utf-16", "latin-1", "undeclared", "unknown"],
)
def test_the_encoding_is_found(raw: bytes, title: str, tmp_path: Path) -> None:
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "cp1252"
    path = tmp_path / "a.xml"
    path.write_bytes(raw.decode(encoding).replace("{}", record("Été")).encode(encoding))
    assert is_library(path)
    assert titles(read_library(path)) == [title]


def test_other_xml_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<html><body>No library</body></html>", "utf-8")
    assert not is_library(path)
    assert "no library" in read_library(path).problems[0].message


def test_an_export_without_records_says_so() -> None:
    result = read("<xml><records></records></xml>")
    assert [problem.message for problem in result.problems] == ["This XML holds no EndNote record"]


@pytest.mark.parametrize(
    ("written", "kind"),
    [("journal  article", "JOUR"), ("6", "BOOK"), ("Hardware", "Hardware"), ("", "")],
)
def test_a_type_is_a_name_or_a_number(written: str, kind: str) -> None:
    assert ris_type(written) == kind


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "<record>", "</record>", "<records>", "<titles>", "<title>", "</title>", "Title",
            "</titles>", "&", "&amp;", "&eacute;", "<", ">", "\n", "<record", "<record/>",
            "<!DOCTYPE a [", "]>", "<![CDATA[", "]]>", "<!--", "-->", "<author>X, Y</author>",
            "<ref-type name='Book'>6</ref-type>", "\x00", "é",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(FRAGMENTS)
def test_no_xml_makes_the_reader_fail_or_lose_a_record(text: str) -> None:
    result = read(text)
    assert balanced(result)
    assert result.records_in == sum(1 for _ in _starts(text))


def _starts(text: str) -> Iterator[int]:
    """Where a record begins by the plainest rule: its tag is complete."""
    place = text.find("<record")
    while place >= 0:
        if text[place + 7 : place + 8] in (" ", "\n", ">", "/"):
            yield place
        place = text.find("<record", place + 1)


TAGGED = st.lists(
    st.sampled_from(
        [
            "%0 Book",
            "%T A title",
            "%A Roe, R.",
            "%A",
            "",
            "more",
            "%Z note",
            "%% x",
            "%K a",
            " %D 1",
        ]
    ),
    max_size=25,
).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(TAGGED)
def test_no_tagged_text_makes_the_reader_fail_or_lose_a_record(text: str) -> None:
    result = read_endnote_tagged(text, "a.enw")
    assert balanced(result)
    if "%0" in text:
        assert result.records_in >= text.count("%0")


def test_a_line_without_a_tag_goes_on_with_the_one_above() -> None:
    text = "%0 Book\n%T A title\nthat goes on\n%X One.\n\nTwo.\n%A Roe, R.\n"
    csl = read_endnote_tagged(text, "a.enw").references[0].csl
    assert (csl["title"], csl["abstract"]) == ("A title that goes on", "One. Two.")


def test_text_before_the_records_is_reported() -> None:
    result = read_endnote_tagged("Exported today\n%0 Book\n%T A\n", "a.enw")
    assert "outside of the records" in result.problems[0].message
    assert len(result.references) == 1


ONE = "Berger Z, Roe R. Peer workers in imagined teams. J Imag Peers. 2012;12(3):123-31."
TWO = "Okafor N. Hope in the harbour towns. J Imag Peers. 2014;14(1):45-51."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(f"{ONE}\n{TWO}\n", [1, 2], id="one a line"),
        pytest.param(f"{ONE}\n\n{TWO}\n", [1, 3], id="empty lines between"),
        pytest.param(f"1. {ONE}\n2. {TWO}\n\n10.5555/a\n", [1, 2, 4], id="numbered"),
        pytest.param(f"{ONE}\n10.5555/a\n\n{TWO}\n", [1, 2, 4], id="a DOI below"),
        pytest.param(f"{ONE[:40]}\n  {ONE[40:]}\n\n{TWO}\n", [1, 4], id="wrapped"),
        pytest.param(f"# read\n\n{TWO}\nbananas\n", [3], id="rest"),
    ],
)
def test_a_plain_list_is_taken_apart(text: str, lines: list[int]) -> None:
    result = read_plain(text, "a.refs")
    assert [reference.occurrences[0].line for reference in result.references] == lines
    assert balanced(result)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([ONE, TWO, "10.5555/a", "", "bananas", "#", "- x"]), max_size=8))
def test_every_block_of_a_plain_list_is_a_reference_or_a_problem(lines: list[str]) -> None:
    result = read_plain("\n".join(lines), "a.refs")
    assert balanced(result)
    assert (result.records_in > 0) == any(line and line != "#" for line in lines)


def test_a_mixed_list_in_a_text_file_is_a_library_and_a_dossier_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{ONE}\n\n10.5555/a\n", "utf-8")
    assert is_library(path)
    assert len(read_library(path).references) == 2
    path.write_text(f"Notes of a meeting\n\nWe spoke of peers.\n\n{ONE}\n\n10.5555/a\n", "utf-8")
    assert not is_library(path)
