"""What is fuzzed: each reader under a name, with what must hold of every answer.

A target takes bytes and raises when an answer is wrong; refusing bad input with a `PairkgError` is
an answer. The words are those of the format, which a fuzzer would take long to find. Readers are
imported when they are asked for, so that one can be fuzzed while another is being worked on.
"""

from __future__ import annotations

import importlib
import io
import json
import re
import signal
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.problems import PairkgError
from kg.references import to_csl_json
from tests.fuzz.words import WORDS

__all__ = ["TARGETS", "Target", "check"]

_ENDS = re.compile("\r\n|\r|\n")
_FILE = Path("any")
_PATIENCE = 0.4  # seconds


@dataclass(frozen=True)
class Target:
    """One reader: reads bytes, looks at the answer, raises when it is wrong."""

    read: Callable[[bytes], None]
    words: tuple[str, ...]


def check(name: str, data: bytes) -> None:
    """Read one input of a target; a clear refusal is as good as an answer."""
    try:
        TARGETS[name].read(data)
    except PairkgError as error:
        refusal = str(error)
    else:
        return
    assert refusal.strip()
    assert "\n" not in refusal


def _found(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


def _text(data: bytes) -> str:
    """The text of an input, lines ended as the reader of files ends them."""
    return _ENDS.sub("\n", data.decode("utf-8", errors="replace"))


def _library(place: str, *, stream: bool = False) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        text = _text(data)
        result = _found(place)(io.StringIO(text) if stream else text, "any")
        lines = text.count("\n") + 1
        assert result.records_in == len(result.references) + len(result.unread)
        assert set(result.unread) <= set(result.problems)
        ids = [reference.id for reference in result.references]
        assert len(set(ids)) == len(ids)
        assert set(result.unplaced) <= set(ids)
        for reference in result.references:
            assert reference.csl["id"] == reference.id
            assert reference.csl["type"]
            assert all(1 <= place.line <= lines for place in reference.occurrences)
            assert "" not in reference.csl.values()
        for problem in result.problems:
            assert problem.line is None or 1 <= problem.line <= lines
        json.dumps(to_csl_json(result.references), allow_nan=False)

    return read


def _dossier(data: bytes) -> None:
    text = _text(data)
    result = _found("kg.extract:extract_text")(text)
    lines = text.count("\n") + 1
    places = [place for reference in result.references for place in reference.occurrences]
    assert len(places) == result.printed
    assert all(1 <= place.line <= lines for place in places)
    ids = [reference.id for reference in result.references]
    assert len(set(ids)) == len(ids)
    json.dumps(to_csl_json(result.references), allow_nan=False)


def _intext(data: bytes) -> None:
    text = _text(data)
    lines = text.split("\n")
    calls = _found("kg.intext:read_citations")(text)
    for call in calls:
        assert 1 <= call.line <= call.end_line <= len(lines)
        assert 0 <= call.start <= len(lines[call.line - 1])
        assert 0 <= call.end <= len(lines[call.end_line - 1])
    notes = _found("kg.intext:footnotes")(text)
    assert all(1 <= note.line <= note.end_line <= len(lines) for note in notes)
    assert len(_found("kg.intext:match_calls")(calls, ())) >= len(calls)


def _marked(document: Any) -> None:
    assert document.format
    if document.origins is not None:
        lines = document.text.count("\n") + 1
        assert all(1 <= origin.line <= lines for origin in document.origins)
    document.text.encode()


def _html(data: bytes) -> None:
    text = _found("kg.documents.decoding:decoded_html")(data)
    _marked(_found("kg.documents.html:read_html")(_FILE, text))


def _zipped(place: str, parts: dict[str, str], part: str) -> Callable[[bytes], None]:
    """A reader of zipped XML: the input is what stands in the body of its one part."""

    def read(data: bytes) -> None:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for name, text in parts.items():
                filled = text.replace("BODY", _text(data)) if name == part else text
                archive.writestr(name, filled.encode("utf-8", errors="replace"))
        _marked(_found(place)(_FILE, held.getvalue()))

    return read


class _TooLong(BaseException):
    """The time of a reader is over that is ended from outside where it is used."""


def _pdf(data: bytes) -> None:
    """Its process is ended when its time is over, so here it may go round in a circle."""
    read = _found("kg.documents.pdf_process:answer_for")

    def over(*_: object) -> None:
        raise _TooLong

    usual = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
    try:
        answer = read(data)
    except _TooLong:
        return
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, usual)
    assert answer.keys() in ({"fault"}, {"text", "origins", "notes"})


_W = "http://schemas.openxmlformats.org/"
_DOCX = {
    "[Content_Types].xml": f'<Types xmlns="{_W}package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_W}package/2006/relationships"><Relationship Id="a" '
    f'Type="{_W}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>",
    "word/document.xml": f'<w:document xmlns:w="{_W}wordprocessingml/2006/main"><w:body>BODY'
    "</w:body></w:document>",
}
_O = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_O}manifest:1.0"><m:file-entry '
    'm:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry '
    'm:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
    "styles.xml": f'<office:document-styles xmlns:office="{_O}office:1.0"/>',
    "meta.xml": f'<office:document-meta xmlns:office="{_O}office:1.0"/>',
    "content.xml": f'<office:document-content xmlns:office="{_O}office:1.0" '
    f'xmlns:text="{_O}text:1.0" xmlns:table="{_O}table:1.0" xmlns:style="{_O}style:1.0">'
    "<office:body><office:text>BODY</office:text></office:body></office:document-content>",
}

TARGETS = {
    "bibtex": Target(_library("kg.library.bibtex:read_bibtex"), WORDS["bibtex"]),
    "ris": Target(_library("kg.library.ris:read_ris"), WORDS["ris"]),
    "medline": Target(_library("kg.library.medline:read_medline"), WORDS["medline"]),
    "csljson": Target(_library("kg.library.csljson:read_csl_json"), WORDS["csljson"]),
    "dois": Target(_library("kg.library.dois:read_identifiers"), WORDS["dois"]),
    "extract": Target(_dossier, WORDS["extract"]),
    "endnote_tagged": Target(
        _library("kg.library.endnote_tagged:read_endnote_tagged"), WORDS["endnote_tagged"]
    ),
    "endnote_xml": Target(
        _library("kg.library.endnote_xml:read_endnote_xml", stream=True), WORDS["endnote_xml"]
    ),
    "plain": Target(_library("kg.library.plain:read_plain"), WORDS["plain"]),
    "intext": Target(_intext, WORDS["intext"]),
    "html": Target(_html, WORDS["html"]),
    "docx": Target(
        _zipped("kg.documents.docx:read_docx", _DOCX, "word/document.xml"), WORDS["docx"]
    ),
    "odt": Target(_zipped("kg.documents.odt:read_odt", _ODT, "content.xml"), WORDS["odt"]),
    "pdf": Target(_pdf, WORDS["pdf"]),
}
