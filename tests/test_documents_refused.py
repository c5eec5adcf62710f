"""Documents that cannot be read are said to be so in one sentence, whatever they hold."""

from __future__ import annotations

import io
import json
import time
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fpdf.enums import AccessPermission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents import read_document
from kg.documents.pdf_process import SECONDS, answer_for, seconds_for
from kg.problems import PairkgError
from tests.conftest import ROOT
from tests.documents.compose import as_docx, as_odt, as_pdf
from tests.documents.parts import word, writer, zipped
from tests.documents.sheets import Sheet, read

FOLDER = ROOT / "tests" / "extract"
DOSSIERS = [FOLDER / f"{name}.md" for name in ("mixed",)]


def bomb() -> bytes:
    return word("<w:p/>" + " " * 70_000_000)


def scanned() -> bytes:
    sheet = Sheet()
    sheet.add_page()
    sheet.rect(10, 10, 100, 100)
    return sheet.made()


def locked() -> bytes:
    sheet = Sheet()
    sheet.set_encryption("a", user_password="b", permissions=AccessPermission.none())
    sheet.add_page()
    sheet.put(60, 60, "secret")
    return sheet.made()


def many() -> bytes:
    return zipped({f"word/{number}": "" for number in range(6_000)})


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NESTED = "<w:tbl><w:tr><w:tc>" * 90 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 90
DEEP = "<text:section>" * 400 + "</text:section>" * 400
REFUSED = [
    pytest.param("a.doc", lambda: OLE, "save it as .docx", id="old Word"),
    pytest.param(
        "a.docx",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "locked by a password",
        id="locked Word",
    ),
    pytest.param("a.rtf", lambda: b"{\\rtf1\\ansi x}", "save it as .docx", id="RTF"),
    pytest.param(
        "a.epub",
        lambda: zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<a/>"}),
        "EPUB",
        id="EPUB",
    ),
    pytest.param("a.pages", lambda: zipped({"Index/Document.iwa": "x"}), "Pages", id="Pages"),
    pytest.param("a.docx", lambda: zipped({"xl/a.xml": "<a/>"}), "sheets", id="sheets"),
    pytest.param("a.zip", lambda: zipped({"a.txt": "x"}), "unpack it", id="zip"),
    pytest.param("a.docx", lambda: b"\x89PNG\r\n\x1a\n", "image", id="image"),
    pytest.param("a.docx", lambda: word("<w:p/>"), "is empty", id="empty Word"),
    pytest.param("a.docx", lambda: word("<w:p>"), "damaged", id="broken XML"),
    pytest.param("a.docx", lambda: word("<w:p/>")[:-40], "damaged", id="cut off"),
    pytest.param("a.docx", lambda: word("<w:p/>", ENTITY), "entities", id="entities"),
    pytest.param("a.odt", lambda: writer("<text:p/>", head=ENTITY), "entities", id="odt entities"),
    pytest.param("a.docx", lambda: word(NESTED), "nested too deeply", id="nested tables"),
    pytest.param("a.odt", lambda: writer(DEEP), "nested too deeply", id="nested sections"),
    pytest.param("a.docx", bomb, "too much text", id="unpacks to much"),
    pytest.param("a.docx", many, "unpacks to more", id="many members"),
    pytest.param(
        "a.html",
        lambda: b"<html>" + b"<div>" * 5_000,
        "nested too deeply",
        id="nested page",
    ),
    pytest.param("a.html", lambda: b"<html><script>x</script>", "is empty", id="empty page"),
    pytest.param(
        "a.html",
        lambda: b"<html>" + b"<table><tr><td>" * 12 + b"x",
        "tables in tables",
        id="nested tables of a page",
    ),
    pytest.param("a.pdf", lambda: b"%PDF-1.7\n" + b"x" * 900, "damaged", id="broken PDF"),
    pytest.param("a.pdf", scanned, "OCR", id="scanned"),
    pytest.param("a.pdf", locked, "locked by a password", id="locked PDF"),
    pytest.param("a.txt", lambda: bytes(range(256)), "is not a text", id="no text"),
]


@pytest.mark.parametrize(("name", "data", "says"), REFUSED)
def test_what_cannot_be_read_is_one_sentence(
    name: str, data: Any, says: str, tmp_path: Path
) -> None:
    start = time.process_time()
    with pytest.raises(PairkgError) as raised:
        read(data(), tmp_path, name)
    said = str(raised.value)
    assert says in said
    assert said.startswith(str(tmp_path / name))
    assert "\n" not in said
    assert said.endswith(".")
    assert time.process_time() - start < 10


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(PairkgError, match="larger than 50 MB"):
        read_document(path)


def test_a_locked_odt_says_so(tmp_path: Path) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(writer("<text:p>x</text:p>"))) as made,
        zipfile.ZipFile(out, "w") as archive,
    ):
        for name in made.namelist():
            content = made.read(name)
            if name == "META-INF/manifest.xml":
                content = content.replace(b"/>", b"><manifest:encryption-data/></x>", 1)
            archive.writestr(name, content)
    with pytest.raises(PairkgError, match="locked by a password"):
        read(out.getvalue(), tmp_path, "a.odt")


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        pytest.param("a.txt", lambda: as_docx("Bonjour"), "docx", id="Word named text"),
        pytest.param("a.doc", lambda: as_odt("Bonjour"), "odt", id="odt named doc"),
        pytest.param("a.docx", lambda: as_pdf("Bonjour"), "pdf", id="PDF named Word"),
        pytest.param("a.doc", lambda: b"<html><p>Bonjour", "html", id="page named Word"),
        pytest.param("a.pdf", lambda: b"Bonjour", "text", id="text named PDF"),
        pytest.param("a.html", lambda: b"Bonjour", "text", id="text named page"),
        pytest.param("a.md", lambda: b"<div>Bonjour</div>", "markdown", id="tags in Markdown"),
    ],
)
def test_what_a_file_holds_decides(name: str, data: Any, form: str, tmp_path: Path) -> None:
    document = read(data(), tmp_path, name)
    assert document.format == form
    assert "Bonjour" in document.text


SUFFIXES = ("md", "txt", "html", "docx", "odt", "doc", "rtf", "epub")
STARTS = (
    b"",
    b"PK\x03\x04",
    b"<html>",
    b"\xff\xfe",
    b"{\\rtf",
    OLE,
    b"<?xml version='1.0'?><html>",
)
quiet = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check_any(data: bytes, folder: Path, name: str) -> None:
    try:
        document = read(data, folder, name)
    except PairkgError as error:
        said = str(error)
    else:
        said = json.dumps([document.text, document.notes])
    assert "\n" not in said


@quiet
@given(
    start=st.sampled_from(STARTS), rest=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES)
)
def test_any_bytes_are_read_or_refused(
    start: bytes, rest: bytes, suffix: str, tmp_path: Path
) -> None:
    check_any(start + rest, tmp_path, f"a.{suffix}")


TAGS = st.sampled_from(
    [
        "p",
        "b",
        "i",
        "a",
        "sup",
        "li",
        "ol",
        "ul",
        "table",
        "tr",
        "td",
        "div",
        "h1",
        "br",
        "pre",
        "blockquote",
        "nav",
        "script",
        "style",
        "title",
    ]
)
PIECES = st.one_of(
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    st.sampled_from(
        ["<a href='#fn1'>1</a>", "<a href='#fnref1'>1</a>", "<li id=fn1>", "<!--", "&#0;", "&amp;"]
    ),
    st.text(max_size=8),
)


@quiet
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_page_is_read_or_refused(tmp_path: Path, page: str) -> None:
    check_any(b"<html>" + page.encode("utf-8", "replace"), tmp_path, "a.html")


MEMBERS = {
    "docx": ("word/document.xml", as_docx(DOSSIERS[0].read_text("utf-8"))),
    "odt": ("content.xml", as_odt(DOSSIERS[0].read_text("utf-8"))),
}
EDIT = st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 12))


def edited(data: bytes, edits: list[tuple[float, bytes, int]]) -> bytes:
    for place, new, gone in edits:
        at = int(place * len(data))
        data = data[:at] + new + data[at + gone :]
    return data


@quiet
@given(form=st.sampled_from(list(MEMBERS)), edits=st.lists(EDIT, min_size=1, max_size=3))
def test_damaged_archives_are_read_or_refused(
    form: str, edits: list[tuple[float, bytes, int]], tmp_path: Path
) -> None:
    check_any(edited(MEMBERS[form][1], edits), tmp_path, f"a.{form}")


@quiet
@given(form=st.sampled_from(list(MEMBERS)), edits=st.lists(EDIT, min_size=1, max_size=3))
def test_damaged_parts_are_read_or_refused(
    form: str, edits: list[tuple[float, bytes, int]], tmp_path: Path
) -> None:
    name, data = MEMBERS[form]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    members[name] = edited(members[name], edits)
    check_any(zipped(members), tmp_path, f"a.{form}")


PRINTED = as_pdf("# Un titre\n\nDurand Alice\nLe fil 2012 ; 3 : 1-9")


@settings(max_examples=60, deadline=None)
@given(st.lists(EDIT, min_size=1, max_size=4))
def test_damaged_pdfs_are_read_or_refused(edits: list[tuple[float, bytes, int]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as in the process that reads them
        answer = answer_for(edited(PRINTED, edits))
    assert isinstance(answer.get("text", answer.get("fault")), str)


def test_a_pdf_that_loops_ends(tmp_path: Path) -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length 8>>stream\n/X Do /X\nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 11"
        b"/Resources<</XObject<</X 5 0 R>>>>>>stream\n/X Do /X Do\nendstream",
    ]
    data = b"%PDF-1.4\n"
    for number, content in enumerate(objects, start=1):
        data += b"%d 0 obj" % number + content + b"endobj\n"
    data += b"trailer<</Root 1 0 R/Size 6/Prev 0>>\nstartxref\n0\n%%EOF"
    with pytest.raises(PairkgError):
        read(data, tmp_path, "a.pdf")


def test_time_grows_with_the_page(tmp_path: Path) -> None:
    def seconds(times: int) -> float:
        page = "<html>" + "<p>a <b>b<i>c</p><li><a href='#fn1'>1</a><table><td>x</table>" * times
        start = time.process_time()
        read(page.encode(), tmp_path, "a.html")
        return time.process_time() - start

    seconds(20)
    small, large = seconds(300), seconds(3_000)
    assert large < max(30 * small, 2.0)


def test_a_small_pdf_has_little_time() -> None:
    assert 20 <= seconds_for(600) < 21
    assert 20 < seconds_for(400_000) < 60
    assert seconds_for(1 << 30) == SECONDS
