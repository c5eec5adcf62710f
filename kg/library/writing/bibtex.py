"""Writes BibTeX.

Where BibTeX has no field or entry type of its own, those of biblatex are used, which BibTeX passes
over: `date` for days, ranges and doubts (with `year` beside it), `urldate`, `origdate`,
`eventdate`, `shorttitle`, `shortjournal`, `pagetotal`, `volumes`, `part`, `version`, `eventtitle`,
`venue`, `maintitle`, `origtitle`, `origpublisher`, `origlocation`, `translator`, `bookauthor`,
`eprint`, `library`; the entries @online, @thesis, @dataset, @software and their like; and
`entrysubtype` for the CSL type where no entry type says it. A key that BibTeX cannot take is put
in its letters, and the reference keeps its own under `pairkg-id`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.library.bibtex_fields import csl_of_entry
from kg.library.csljson import VARIABLES
from kg.library.writing.bibtex_parts import date_fields, names_field
from kg.library.writing.keys import Keys
from kg.library.writing.kinds import entry_kind
from kg.library.writing.latex import (
    braces_pair,
    encoded,
    lines_encoded,
    title_encoded,
    verbatim,
)
from kg.library.writing.loss import Loss, Unplaced, compared, modern, survivors, taken_twice
from kg.references import Reference

__all__ = ["HELD", "NOT_HELD", "losses", "write"]

_NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
    "director": "director",
}
_TITLES = {"title-short": "shorttitle", "collection-title": "series"}
_PLAIN = {
    "page": "pages",
    "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "part-number": "part",
    "chapter-number": "chapter",
    "publisher-place": "address",
    "container-title-short": "shortjournal",
    "edition": "edition",
    "version": "version",
    "event-title": "eventtitle",
    "event-place": "venue",
    "original-title": "origtitle",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "genre": "type",
    "language": "language",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "keyword": "keywords",
}
_LINES = {"abstract": "abstract", "note": "note", "annote": "annote"}
_DATES = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
_OTHERS = {
    "type", "title", "container-title", "volume-title", "volume", "issue", "number",
    "collection-number",
    "publisher", "archive", "archive_location", "DOI", "URL", "issued", "year-suffix",
}  # fmt: skip
HELD = {*_NAMES, *_TITLES, *_PLAIN, *_LINES, *_DATES, *_OTHERS}
"""The CSL variables that an entry can hold."""

_NO_FIELD = "BibTeX and biblatex have no field for it"
NOT_HELD = dict.fromkeys(
    (
        "archive-place", "archive_collection", "authority", "available-date", "call-number",
        "chair", "citation-key", "citation-label", "citation-number", "collection-editor",
        "compiler", "composer", "contributor", "curator", "dimensions", "division",
        "editorial-director", "executive-producer", "first-reference-note-number", "guest",
        "host", "illustrator", "interviewer", "jurisdiction", "locator", "medium", "narrator",
        "organizer", "original-author", "page-first", "part", "part-title", "performer",
        "printing", "producer", "recipient", "references", "reviewed-author", "reviewed-genre",
        "reviewed-title", "scale", "script-writer", "section", "series-creator", "source",
        "status", "submitted", "supplement", "volume-title-short",
    ),
    _NO_FIELD,
)  # fmt: skip
"""The CSL variables that an entry has no field for."""

_REASONS = NOT_HELD | {
    "collection-number": "biblatex numbers a series in books and their parts only",
    "number": "in an entry of this type, 'number' is the issue",
    "volume-title": "it needs the title of the whole work and, in a book, its own title",
    "archive_location": "it needs the name of the archive",
    "year-suffix": "it needs a year and no month",
    "author": "BibTeX tells a particle only by its small letter, and no dropping one",
    "editor": "BibTeX tells a particle only by its small letter, and no dropping one",
}
_IN_SERIES = {"book", "chapter"}
_NUMBERED = {"report", "patent", "standard", "legislation"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
_PUBLISHERS |= {"thesis": "institution"}
_HOSTS = {"article": "journal", "book": "maintitle", "review": "journal"}
_OWN_NAME = re.compile(r"[a-z][a-z0-9_:.+-]{2,}")
_LITERAL = re.compile(r"[a-z]{3}")
_PAGES = re.compile(r"(?<=[^\s-])-(?=[^\s-])")


def write(references: Iterable[Reference], unplaced: Unplaced | None = None) -> str:
    """The entries in order, an empty line between two."""
    keys = Keys()
    entries = []
    for reference in references:
        kind, fields = _fields(reference)
        key = keys.key(reference.id)
        if key != reference.id and not keys.stood(reference.id):
            fields["pairkg-id"] = encoded(reference.id)
        fields |= dict(_own(fields, (unplaced or {}).get(reference.id, {})))
        lines = [f"  {name} = {_value(name, value)}," for name, value in fields.items()]
        entries.append("\n".join([f"@{kind}{{{key},", *lines, "}", ""]))
    return "\n".join(entries)


def losses(references: Iterable[Reference], unplaced: Unplaced | None = None) -> list[Loss]:
    """What the entries do not hold."""
    references = list(references)
    found = list(taken_twice(references))
    for reference in references:
        kind, fields = _fields(reference)
        csl, _, _ = csl_of_entry(kind, fields)
        found += compared(reference.id, reference.csl, csl, _REASONS)
        own = (unplaced or {}).get(reference.id, {})
        kept = dict(_own(fields, own))
        reason = "it is no field of BibTeX, stands already, or has a brace without its pair"
        found += [Loss(reference.id, name, reason) for name in own if name not in kept]
    return found


def _fields(reference: Reference) -> tuple[str, dict[str, str]]:
    """The entry type and its fields, each as it stands between its braces."""
    item = modern(reference.csl)
    kind, subtype = entry_kind(item)
    found = dict(_pairs(item, kind))
    if subtype:
        found["entrysubtype"] = subtype
    return kind, {name: value for name, value in found.items() if value}


def _pairs(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """Fields in the order that people know."""
    for variable, field in _NAMES.items():
        if variable in item:
            yield field, names_field(item[variable])
    yield "title", title_encoded(item.get("title", ""))
    yield from _host(item, kind)
    yield from date_fields(item.get("issued") or {}, str(item.get("year-suffix", "")))
    yield from _numbers(item)
    for variable, field in (_PLAIN | _TITLES).items():
        text = str(item.get(variable, ""))
        yield field, _PAGES.sub("--", survivors(text)) if field == "pages" else encoded(text)
    yield _PUBLISHERS.get(kind, "publisher"), encoded(item.get("publisher", ""))
    yield from _links(item)
    for variable, field in _DATES.items():
        yield from date_fields(item.get(variable) or {}, "", field)
    for variable, field in _LINES.items():
        yield field, lines_encoded(item.get(variable, ""))


def _host(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    host, volume = item.get("container-title", ""), item.get("volume-title", "")
    if host and volume:
        yield "booktitle", title_encoded(volume)
        yield "maintitle", title_encoded(host)
    elif host:
        field = _HOSTS.get(kind, "booktitle")
        yield field, encoded(host) if field == "journal" else title_encoded(host)


def _numbers(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issue, number = (encoded(item.get(name, "")) for name in ("issue", "number"))
    kind = item.get("type")
    yield "volume", encoded(item.get("volume", ""))
    if kind in _IN_SERIES:
        yield "number", encoded(item.get("collection-number", ""))
        yield "issue", issue
    elif kind in _NUMBERED:
        yield "number", number
        yield "issue", issue
    else:
        yield "number", issue


def _links(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "doi", verbatim(item.get("DOI", ""))
    yield "url", verbatim(item.get("URL", ""))
    archive, place = item.get("archive", ""), item.get("archive_location", "")
    if archive and place and archive.lower() != "pubmed":
        yield "eprinttype", encoded(archive)
        yield "eprint", " ".join(verbatim(part) for part in place.split())
    else:
        yield "library", encoded(archive)


def _value(name: str, value: str) -> str:
    """A month is written by its BibTeX name, all else in braces."""
    return value if name == "month" and _LITERAL.fullmatch(value) else f"{{{value}}}"


def _own(fields: Mapping[str, str], unplaced: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Fields that CSL has no place for, as they were written; none that we would place."""
    for name, value in unplaced.items():
        known = name in fields or name in VARIABLES
        if _OWN_NAME.fullmatch(name) and not known and braces_pair(value):
            yield name, survivors(value)
