"""Reads the XML that EndNote exports (X9, 20, 21), and that others write for it.

The file is read as a stream and cut into its `<record>` elements, each parsed by itself: a broken
record costs no other, memory holds one at a time, and what stands outside of records, such as a
document type with entities, is never parsed, so that nothing can expand. Names of HTML characters
(`&eacute;`), bare ampersands and control characters, which XML forbids, are put right first.
`database`, `source-app` and `foreign-keys` name the EndNote library, not the work: they are left
out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import escape
from html.entities import html5
from pathlib import Path
from typing import TextIO
from xml.parsers import expat

from kg.library.endnote_fields import Field, add_record, ris_type
from kg.library.result import Collector, LibraryResult

__all__ = ["is_endnote_xml", "read_endnote_file", "read_endnote_xml"]

_CHUNK = 1 << 20
_LARGEST = 20_000_000
_HEAD = 1 << 16
_START = re.compile(r"<record(?=[\s>/])")
_END = "</record>"
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']")
_AMPERSAND = re.compile(r"&(?:#(\d{1,7}|x[0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}
_SKIPPED = {"database", "source-app", "foreign-keys", "key"}
_TAGS = {
    "abbr-1": "J2", "abbr-2": "J2", "abstract": "AB", "access-date": "Y2", "accession-num": "AN",
    "alt-title": "J2", "auth-address": "AD", "call-num": "CN", "caption": "CA",
    "custom1": "C1", "custom2": "C2", "custom3": "C3", "custom4": "C4", "custom5": "C5",
    "custom6": "C6", "custom7": "C7", "custom8": "C8", "edition": "ET",
    "electronic-resource-num": "DO", "full-title": "JF", "isbn": "SN", "issue": "IS",
    "keyword": "KW", "keywords": "KW", "label": "LB", "language": "LA", "notes": "N1",
    "num-vols": "NV", "number": "IS", "orig-pub": "OP", "pages": "SP", "pub-location": "CY",
    "publisher": "PB", "rec-number": "ID", "ref-type": "TY", "remote-database-name": "DB",
    "remote-database-provider": "DP", "reprint-edition": "RP", "research-notes": "RN",
    "reviewed-item": "RI", "secondary-title": "T2", "section": "SE", "short-title": "ST",
    "tertiary-title": "T3", "title": "TI", "translated-title": "TT", "volume": "VL",
    "work-type": "M3", "year": "PY",
}  # fmt: skip
_INSIDE = {
    ("authors", "author"): "AU", ("secondary-authors", "author"): "A2",
    ("tertiary-authors", "author"): "A3", ("subsidiary-authors", "author"): "A4",
    ("translated-authors", "author"): "translated-author", ("editors", "editor"): "A2",
    ("pub-dates", "date"): "DA", ("copyright-dates", "date"): "copyright-date",
    ("web-urls", "url"): "UR", ("related-urls", "url"): "UR", ("urls", "url"): "UR",
    ("pdf-urls", "url"): "L1", ("text-urls", "url"): "L2", ("image-urls", "url"): "L4",
    ("alt-periodical", "full-title"): "J2",
}  # fmt: skip
_INLINE = {"style", "b", "i", "u", "sub", "sup"}
_GROUPS = {"record", "contributors", "titles", "periodical", "alt-periodical", "dates", "urls"}
_GROUPS |= {outer for outer, _ in _INSIDE}


def is_endnote_xml(path: Path) -> bool:
    """Whether a file begins as such XML does."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False
    text = head.decode(_encoding(head), errors="replace").lstrip("\ufeff \t\r\n")
    return text.startswith("<") and ("<records" in text or _START.search(text) is not None)


def read_endnote_file(path: Path, file: str) -> LibraryResult:
    """The records of a file; what is not in the encoding it should be is read as Windows-1252."""
    account = Collector(file)
    try:
        with path.open("rb") as raw:
            head = raw.read(_HEAD)
        try:
            return _read_as(path, file, _encoding(head))
        except UnicodeDecodeError:
            result = _read_as(path, file, "latin-1" if _CONTROL_1252.search(head) else "cp1252")
    except UnicodeDecodeError:
        result = _read_as(path, file, "latin-1")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        account.problem(None, f"Cannot be read: {reason}", "Check the file")
        return account.result()
    message = "Not in the encoding it says; read as Windows-1252, usual in older exports"
    account.problem(None, message, "Look at the accents, or save the file as UTF-8")
    problems = (*account.problems, *result.problems)
    return LibraryResult(
        result.references, problems, result.records_in, result.unread, result.unplaced
    )


_CONTROL_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""Bytes that mean nothing in Windows-1252."""


def _read_as(path: Path, file: str, encoding: str) -> LibraryResult:
    with path.open(encoding=encoding, newline=None) as stream:
        return read_endnote_xml(stream, file)


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.search(head[:400])
    name = declared[1].decode().lower() if declared else "utf-8"
    try:
        found = codecs.lookup(name)
    except LookupError:
        return "utf-8-sig"
    text = getattr(found, "_is_text_encoding", True)
    return found.name if text and found.name not in ("utf-8", "utf-16") else "utf-8-sig"


def read_endnote_xml(stream: TextIO, file: str) -> LibraryResult:
    """The records of a stream in order."""
    account = Collector(file)
    for raw, line, column, why in _records(stream):
        if why:
            account.lost(line, why, "Check the file from here", raw[:200])
        else:
            _add(raw, line, column, account)
    if not account.references and not account.unread:
        account.problem(None, "This XML holds no EndNote record", "Export it again from EndNote")
    return account.result()


def _records(stream: TextIO) -> Iterator[tuple[str, int, int, str]]:
    """The text of each record, the line and column where it begins, and why it cannot be read.

    A record that is not closed ends where the next one begins, or with the file.
    """
    held, line, column, searched = "", 1, 0, 0
    open_ = False
    while True:
        chunk = stream.read(_CHUNK)
        held += chunk
        while True:
            start = _START.search(held, 0 if open_ else searched)
            if start is None:
                break
            end = held.find(_END, max(searched, start.start()))
            after = _START.search(held, max(start.end(), searched))
            if after and (end < 0 or after.start() < end):
                stop = after.start()
            elif end >= 0:
                stop = end + len(_END)
            else:
                break
            line, column = _moved(held, 0, start.start(), line, column)
            yield held[start.start() : stop], line, column, ""
            line, column = _moved(held, start.start(), stop, line, column)
            held, searched, open_ = held[stop:], 0, False
        open_ = _START.search(held, 0) is not None
        if not open_:  # nothing but what stands between records
            kept = max(len(held) - len("<record "), 0) if chunk else len(held)
            line, column = _moved(held, 0, kept, line, column)
            held = held[kept:]
        searched = max(len(held) - len(_END), 0) if open_ else 0
        if not chunk or len(held) > _LARGEST:
            break
    if open_:
        start = _START.search(held)
        line, column = _moved(held, 0, start.start() if start else 0, line, column)
        too_large = "The record is larger than 20 MB" if len(held) > _LARGEST else ""
        yield held[start.start() if start else 0 :], line, column, too_large


def _moved(text: str, start: int, stop: int, line: int, column: int) -> tuple[int, int]:
    """The line and column behind a stretch of text."""
    ends = text.count("\n", start, stop)
    if not ends:
        return line, column + stop - start
    return line + ends, stop - text.rfind("\n", start, stop) - 1


def _add(raw: str, line: int, column: int, account: Collector) -> None:
    parsed = _Parsed(line, column)
    warnings = []
    if why := parsed.parse(_AMPERSAND.sub(_character, _CONTROL.sub("", raw))):
        if not parsed.fields:
            account.lost(line, f"The record is broken: {why}", "Check its tags", raw)
            return
        warnings.append(f"Line {line}: The record is broken: {why}; read up to there")
        account.problem(line, f"The record is broken: {why}", "It is read up to there", raw)
    add_record(parsed.fields, line, warnings, account)


def _character(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1][1:], 16) if match[1][0] == "x" else int(match[1])
        legal = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
        return match[0] if legal or 0x10000 <= code <= 0x10FFFF else ""
    if match[2] in _XML_NAMES:
        return match[0]
    if match[2] and (text := html5.get(f"{match[2]};")):
        return escape(text)
    return "&amp;" + match[0][1:]


class _Parsed:
    """The fields of one record, gathered while its elements open and close."""

    def __init__(self, line: int, column: int) -> None:
        self.fields: list[Field] = []
        self._line, self._column = line, column
        self._path: list[str] = []
        self._text: list[str] = []
        self._name = ""
        self._place = (line, column, column)
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed
        self._parser.CharacterDataHandler = self._text.append

    def parse(self, text: str) -> str:
        """Why the text cannot be parsed to its end; nothing if it can."""
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            if self._path and self._path[-1] not in _GROUPS:
                self._field(self._path.pop(), *self._where())
            return expat.errors.messages[error.code]
        finally:
            del self._parser
        return ""

    def _where(self) -> tuple[int, int]:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        return self._line + line - 1, column + (self._column if line == 1 else 0)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in _INLINE and self._path:
            return
        self._path.append(name)
        self._text.clear()
        line, column = self._where()
        self._place = (line, column, column)
        self._name = attributes.get("name", "") if name == "ref-type" else ""

    def _closed(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in _INLINE and self._path and self._path[-1] != name:
            return
        if self._path:
            self._path.pop()
        self._field(name, *self._where())

    def _field(self, name: str, end_line: int, end: int) -> None:
        text = "".join(self._text).replace("\r", "\n").strip()
        self._text.clear()
        if name in _SKIPPED or (not text and not self._name) or (name in _GROUPS and not text):
            return
        outer = self._path[-1] if self._path else ""
        tag = _INSIDE.get((outer, name)) or _TAGS.get(name) or name
        if tag == "TY":
            text = ris_type(self._name) if self._name else ris_type(text)
            self._name = ""
        line, column, _ = self._place
        place = (line, column, end if end_line == line else column)
        for part in text.split("\n") if tag == "KW" else [text]:
            self.fields.append((tag, part.strip(), place))
