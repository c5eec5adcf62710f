"""A CSL-JSON item as an entry of our bibliography, field by field.

What our entries have a field for goes there; what does not fit it (a date in words, a language
that is no code) goes to `note` under its name. All else that an item holds is kept as it came in,
beside the entry (`kg.ingest.folder`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kg.ingest.issued import edtf_of, printed_date
from kg.ingest.kinds import work_type
from kg.ingest.tags import language_tag

__all__ = ["Entry", "Name", "entry_of"]

_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/[^ ]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_PLAIN = {
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "publisher-place": "address",
    "collection-title": "series",
    "edition": "edition",
    "number-of-pages": "pagetotal",
    "genre": "type",
    "PMID": "pmid",
}
"""Fields that are taken over as they are."""
_FIRST = (("title", "title"),)
_ISSUERS = {"report": "institution", "thesis": "school"}
_IN_JOURNALS = ("article-journal", "article-newspaper")
_PARTS_OF_NAME = (
    *("literal", "dropping-particle", "non-dropping-particle", "family", "given", "suffix"),
)
_MOST_NAMES = 500
OTHERS = "et al."


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a body that has no given name and stays whole."""

    family: str
    given: str = ""
    corporate: bool = False

    @property
    def printed(self) -> str:
        """The name as `Family, Given`."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Entry:
    """A work as an entry of a `.bib` file; `fields` holds all but the names."""

    fields: dict[str, str]
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    others: bool = False
    year: int | None = None
    notes: tuple[str, ...] = field(default=())

    def description(self) -> dict[str, str]:
        """The fields that are compared with those of a work, names joined by `; `."""
        found = dict(self.fields)
        for role, names in (("author", self.authors), ("editor", self.editors)):
            if names:
                found[role] = "; ".join(name.printed for name in names)
        return found

    def says_something(self) -> bool:
        """Whether there is anything to know the work by."""
        known = ("title", "doi", "pmid", "url", "journal", "booktitle")
        return bool(self.authors or self.editors or any(name in self.fields for name in known))


def entry_of(csl: Mapping[str, Any]) -> Entry:
    """The entry of an item; nothing is filled in that the item does not say."""
    kind, said = work_type(csl.get("type"), has_container=bool(csl.get("container-title")))
    notes = [f"csl type: {said}"] if said else []
    fields: dict[str, str] = {}
    container = "journal" if kind in _IN_JOURNALS else "booktitle"
    named = {"container-title": container, "publisher": _ISSUERS.get(kind, "publisher")}
    for name, own in (*_FIRST, *named.items(), *_PLAIN.items()):
        if (value := csl.get(name)) is not None and (text := plain(value)):
            fields[own] = text
    year = _date(csl.get("issued"), fields, notes)
    _identifiers(csl, fields, notes)
    if accessed := csl.get("accessed"):
        _put(fields, "urldate", edtf_of(accessed)[0] or plain(printed_date(accessed)))
    if said := plain(csl.get("language")):
        tag = language_tag(said)
        _put(fields, "language", tag)
        if tag is None:
            notes.append(f"language: {said}")
    authors, others = _names(csl.get("author"))
    editors, more = _names(csl.get("editor"))
    if note := plain(csl.get("note")):
        notes.insert(0, note)
    _put(fields, "note", "; ".join(notes))
    fields["csltype"] = kind
    return Entry(fields, authors, editors, others or more, year, tuple(notes))


def plain(value: object) -> str:
    """A value as one line of text; empty where it is none.

    >>> plain("a  b "), plain(12), plain(["x"])
    ('a b', '12', '')
    """
    if isinstance(value, str):
        # Most values hold nothing but characters that print, which Python sees at a glance.
        return " ".join(value.split()) if value.isprintable() else _cleaned(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def _cleaned(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _put(fields: dict[str, str], name: str, value: str | None) -> None:
    if value:
        fields[name] = value


def _date(issued: object, fields: dict[str, str], notes: list[str]) -> int | None:
    date, year = edtf_of(issued)
    _put(fields, "year", date)
    if date is None and (text := plain(printed_date(issued))):
        notes.append(f"date: {text}")
    return year


def _identifiers(csl: Mapping[str, Any], fields: dict[str, str], notes: list[str]) -> None:
    doi, address = plain(csl.get("DOI")), plain(csl.get("URL"))
    if match := _DOI.fullmatch(doi):
        fields["doi"] = match[1]
    elif doi:
        notes.append(f"DOI: {doi}")
    if _ADDRESS.fullmatch(address):
        fields["url"] = address
    elif address:
        notes.append(f"URL: {address}")


def _names(value: object) -> tuple[tuple[Name, ...], bool]:
    """The names of a role, and whether more stand behind them unnamed."""
    found, others = [], False
    for item in value[:_MOST_NAMES] if isinstance(value, list) else ():
        name = _name(item) if isinstance(item, Mapping) else None
        if name is None:
            continue
        if name.corporate and name.family == OTHERS:
            others = True
        else:
            found.append(name)
    return tuple(found), others or (isinstance(value, list) and len(value) > _MOST_NAMES)


def _name(item: Mapping[str, Any]) -> Name | None:
    values = [item.get(part) for part in _PARTS_OF_NAME]
    return _read_name(*(value if isinstance(value, str) else plain(value) for value in values))


@lru_cache(maxsize=50_000)
def _read_name(body: str, *parts: str) -> Name | None:
    if body := plain(body):
        return Name(body, corporate=True)
    cleaned = [plain(part) for part in parts]
    family, given = (" ".join(filter(None, half)) for half in (cleaned[:3], cleaned[3:]))
    if family:
        return Name(family, given)
    return Name(given) if given else None
