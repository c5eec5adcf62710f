"""In which fields two descriptions of one work differ; spelling alone is no difference.

A description maps the fields of a BibTeX entry to plain text; names are joined by `; `. Values are
compared as words without case, accents or punctuation; identifiers and addresses as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.folding import fold
from kg.records import WorkRecord

__all__ = ["description", "differing"]

_TEXTS = (
    *("title", "year", "journal", "booktitle", "volume", "number", "pages", "publisher"),
    *("institution", "school", "address", "series", "edition", "pagetotal", "type", "doi", "pmid"),
    *("url", "urldate", "language", "note", "csltype", "remark"),
)
_LISTS = ("countries", "programmes", "terms")
_AS_THEY_STAND = frozenset(("doi", "url", "pmid"))
_ONE_THING = {
    "journal": "container",
    "booktitle": "container",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
}
_OPEN_TYPE = "document"
_ADDRESS = re.compile(r"^https?://(?:www\.)?|/$")
_PAGES = re.compile(r"(\d+)\s*[-\u2010-\u2015]+\s*(\d+)")


def description(record: WorkRecord) -> dict[str, str]:
    """The fields of a work that a record of another library may have otherwise."""
    found = {name: value for name in _TEXTS if (value := getattr(record, name))}
    for role in ("author", "editor"):
        if names := [name.printed for name in getattr(record, role)]:
            found[role] = "; ".join(names)
    for name in _LISTS:
        if values := getattr(record, name):
            found[name] = "; ".join(values)
    return found


def differing(ours: Mapping[str, str], theirs: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Field, our value and theirs, where they differ; ours is empty where we have none."""
    held = {_ONE_THING.get(field, field): value for field, value in ours.items()}
    for field, value in theirs.items():
        own = held.get(_ONE_THING.get(field, field), "")
        if own == value or (own and _alike(field, own, value)):
            continue
        if field == "csltype" and value == _OPEN_TYPE:
            continue  # it says no more than that the form is not known
        yield field, own, value


def _alike(field: str, own: str, value: str) -> bool:
    if field in _AS_THEY_STAND:
        return _ADDRESS.sub("", own.lower()) == _ADDRESS.sub("", value.lower())
    if field == "pages":
        return _pages(own) == _pages(value)
    return fold(own) == fold(value)


def _pages(text: str) -> str:
    """Pages with the last one written out: `755-60` is `755-760`."""
    match = _PAGES.fullmatch(text.strip())
    if match is None:
        return fold(text)
    first, last = match[1], match[2]
    return f"{first}-{first[: max(0, len(first) - len(last))]}{last}"
