"""Writes RIS in the tags that Zotero and EndNote read, one line a value, lines ended CR LF.

Tags that both know are taken before those of one: TI, T2, T3, J2, PY, DA, SP, EP. A note has one
N1 a line, keywords one KW each. A range of dates, a doubt or a text stands in PY or DA as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.library.ris_fields import csl_of_record
from kg.library.writing.bibtex_parts import edtf
from kg.library.writing.kinds import RIS_TYPES
from kg.library.writing.loss import Loss, Unplaced, compared, modern, survivors, taken_twice
from kg.references import Reference

__all__ = ["HELD", "NOT_HELD", "losses", "write"]

_NAMES = {"author": "AU", "editor": "ED", "collection-editor": "A3", "translator": "A4"}
_PLAIN = {
    "collection-title": "T3",
    "container-title-short": "J2",
    "title-short": "ST",
    "original-title": "OT",
    "edition": "ET",
    "genre": "M3",
    "number-of-volumes": "NV",
    "publisher": "PB",
    "publisher-place": "CY",
    "language": "LA",
    "DOI": "DO",
    "PMCID": "C2",
    "call-number": "CN",
    "archive": "DB",
    "archive_location": "AV",
    "source": "DP",
    "URL": "UR",
    "abstract": "AB",
}
_OTHERS = {
    "type", "title", "container-title", "volume", "issue", "number", "page", "number-of-pages",
    "ISBN", "ISSN", "PMID", "issued", "accessed", "keyword", "note",
}  # fmt: skip
HELD = {*_NAMES, *_PLAIN, *_OTHERS}
"""The CSL variables that a record can hold."""

_NO_TAG = "RIS has no tag for it that is read alike everywhere"
NOT_HELD = dict.fromkeys(
    (
        "annote", "archive-place", "archive_collection", "authority", "available-date", "chair",
        "chapter-number", "citation-key", "citation-label", "citation-number",
        "collection-number", "compiler", "composer", "container-author", "contributor",
        "curator", "dimensions", "director", "division", "editorial-director", "event-date",
        "event-place", "event-title", "executive-producer", "first-reference-note-number",
        "guest", "host", "illustrator", "interviewer", "jurisdiction", "locator", "medium",
        "narrator", "organizer", "original-author", "original-date", "original-publisher",
        "original-publisher-place", "page-first", "part", "part-number", "part-title",
        "performer", "printing", "producer", "recipient", "references", "reviewed-author",
        "reviewed-genre", "reviewed-title", "scale", "script-writer", "section",
        "series-creator", "status", "submitted", "supplement", "version", "volume-title",
        "volume-title-short", "year-suffix",
    ),
    _NO_TAG,
)  # fmt: skip
"""The CSL variables that a record has no tag for."""

_REASONS = NOT_HELD | {
    "type": "RIS has no such type; the nearest is written",
    "author": "RIS knows family, given name and suffix only, and parts them by commas",
    "editor": "RIS knows family, given name and suffix only, and parts them by commas",
    "number": "RIS numbers reports, patents, bills and standards only",
    "number-of-pages": "SP holds either the pages or their number",
    "ISSN": "SN holds one number",
    "ISBN": "SN holds one number",
    "abstract": "a value is one line",
    "container-title-short": "J2 needs the full title beside it",
}
_WHOLE = {"book", "report", "thesis", "pamphlet"}
_NUMBERED = {"report", "patent", "bill", "standard"}
_SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}
_RANGE = re.compile(r"\s*([^-–,\s]+)\s*[-–]+\s*([^-–,\s]+)\s*")
_OWN_TAG = re.compile(r"[A-Z][A-Z0-9]")
_ENDS = ("TY", "ER", "ID")


def write(references: Iterable[Reference], unplaced: Unplaced | None = None) -> str:
    """The records in order, an empty line between two."""
    records = []
    for reference in references:
        tags = _tags(reference)
        tags += _own(tags, (unplaced or {}).get(reference.id, {}))
        lines = [f"{tag}  - {value}" for tag, value in tags]
        records.append("\r\n".join([*lines, "ER  - ", ""]))
    return "\r\n".join(records)


def losses(references: Iterable[Reference], unplaced: Unplaced | None = None) -> list[Loss]:
    """What the records do not hold."""
    references = list(references)
    found = list(taken_twice(references))
    for reference in references:
        tags = _tags(reference)
        csl, _, _, _ = csl_of_record(tags)
        found += compared(reference.id, reference.csl, csl, _REASONS)
        own = (unplaced or {}).get(reference.id, {})
        kept = {tag for tag, _ in _own(tags, own)}
        found += [Loss(reference.id, name, _NO_TAG) for name in own if name not in kept]
    return found


def _tags(reference: Reference) -> list[tuple[str, str]]:
    """Tags and values, each on one line; what is empty is left out."""
    item = modern(reference.csl)
    kind = RIS_TYPES.get(str(item.get("type")), "GEN")
    found = [("TY", kind), ("ID", reference.id), *_pairs(item)]
    lines = ((tag, " ".join(survivors(value).split())) for tag, value in found)
    return [(tag, line) for tag, line in lines if line]


def _pairs(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    whole, numbered = item.get("type") in _WHOLE, item.get("type") in _NUMBERED
    for variable, tag in _NAMES.items():
        yield from ((tag, _name(name)) for name in item.get(variable, ()))
    yield "TI", item.get("title", "")
    # under T2, a book, a report and a thesis have their series
    yield "JF" if whole else "T2", item.get("container-title", "")
    yield from _dates(item)
    yield "VL", item.get("volume", "")
    # a report's number stands where other records have their issue or ISSN
    yield "IS", "" if numbered else item.get("issue", "")
    yield from _pages(item, whole)
    yield from ((tag, str(item.get(variable, ""))) for variable, tag in _PLAIN.items())
    numbers = ("number",) if numbered else ("ISBN", "ISSN")
    serial = next((item[name] for name in numbers if name in item), "")
    yield "SN", serial or (item.get("ISBN", "") if numbered else "")
    yield "AN", f"PMID:{item['PMID']}" if "PMID" in item else ""
    yield from (("KW", word) for word in item.get("keyword", "").split(", "))
    yield from (("N1", line) for line in item.get("note", "").split("\n"))


def _name(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    parts = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(str(name[part]) for part in parts if name.get(part))
    given, suffix = (str(name.get(part) or "") for part in ("given", "suffix"))
    if suffix:
        return f"{family}, {given}, {suffix}"
    return f"{family}, {given}" if family and given else family or given


def _dates(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issued = item.get("issued") or {}
    text = edtf(issued)
    season = str(issued.get("season") or "")
    if season and text:
        yield "PY", text[:4]
        yield "DA", _SEASONS.get(season, season)
    elif re.fullmatch(r"\d{4}(-\d\d)+", text):
        yield "PY", text[:4]
        yield "DA", text.replace("-", "/")
    elif re.match(r"\d{4}-", text):  # months in a range, or with a doubt
        yield "PY", text[:4]
        yield "DA", text
    else:
        yield "PY", text or str(issued.get("literal") or issued.get("raw") or "")
    yield "Y2", edtf(item.get("accessed") or {}).replace("-", "/")


def _pages(item: Mapping[str, Any], whole: bool) -> Iterator[tuple[str, str]]:
    page = item.get("page", "")
    if match := _RANGE.fullmatch(page):
        if match[1] == match[2]:
            yield "SP", page
        else:
            yield from (("SP", match[1]), ("EP", match[2]))
    else:
        yield "SP", page or (item.get("number-of-pages", "") if whole else "")


def _own(tags: Iterable[tuple[str, str]], unplaced: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Tags that CSL has no place for, as they were written."""
    taken = {tag for tag, _ in tags} | set(_ENDS)
    for tag, value in unplaced.items():
        line = " ".join(survivors(value).split())
        if _OWN_TAG.fullmatch(tag) and tag not in taken and line:
            yield tag, line
