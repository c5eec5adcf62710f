"""What an entry takes over from others: `xdata` gives all its fields, `crossref` those of a host.

A parent may itself inherit; a ring of parents ends where it closes. Titles of a host become the
title of the book that the entry is in, as biber's rules and BibTeX's habits have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Known", "Parents"]

_PARTS = {"inbook", "incollection", "inproceedings", "conference", "bookinbook", "suppbook"}
_PARTS |= {"suppcollection", "inreference"}
_TITLES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_OWN = {"xref", "ids", "keywords", "label", "shorttitle", "abstract", "note", "annote", "doi"}
_OWN |= {"file", "groups", "timestamp", "owner", "entryset", "options", "url", "urldate"}
_OWN |= {"pages", "pagetotal", "sortkey", "sortname", "sorttitle", "creationdate"}
_WAYS = ("xdata", "crossref")
_DEEPEST = 30


@dataclass(frozen=True)
class Known:
    """An entry with its values unwrapped; field names in lower case, lines counted from 0."""

    key: str
    kind: str
    line: int
    fields: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


class Parents:
    """The entries of a file, each asked for what others inherit from it at most once."""

    def __init__(self, entries: list[Known]) -> None:
        self._known: dict[str, Known] = {}
        for entry in entries:
            self._known.setdefault(entry.key.lower(), entry)
        self._given: dict[str, Mapping[str, str]] = {}

    def inherited(self, entry: Known) -> tuple[Mapping[str, str], list[tuple[str, str]]]:
        """The fields of an entry with those it inherits, and pairs of field and missing parent."""
        if "crossref" not in entry.fields and "xdata" not in entry.fields:
            return entry.fields, []
        missing: list[tuple[str, str]] = []
        fields = self._gathered(entry, (entry.key.lower(),), missing)
        unmet = {name for name, _ in missing}
        for name in _WAYS:
            if name not in unmet:
                fields.pop(name, None)
        return fields, missing

    def _gathered(
        self, entry: Known, descent: tuple[str, ...], missing: list[tuple[str, str]]
    ) -> dict[str, str]:
        fields = dict(entry.fields)
        for way in _WAYS:
            for written in entry.fields.get(way, "").lower().split(","):
                key = written.strip()
                parent = self._known.get(key)
                if not key:
                    continue
                if parent is None:
                    missing.append((way, f"there is no entry {key!r}"))
                elif key in descent or len(descent) > _DEEPEST:
                    missing.append((way, f"the entry {key!r} leads back to this one, or too far"))
                else:
                    self._take_over(fields, entry, way, parent, descent)
        return fields

    def _take_over(
        self,
        fields: dict[str, str],
        entry: Known,
        way: str,
        parent: Known,
        descent: tuple[str, ...],
    ) -> None:
        key = parent.key.lower()
        if key not in self._given:
            self._given[key] = self._gathered(parent, (*descent, key), [])
        for name, value in self._given[key].items():
            if name in _WAYS or (way == "crossref" and name in _OWN):
                continue
            target = name
            if way == "crossref" and entry.kind in _PARTS:
                of_the_book = name == "author" and "author" in entry.fields
                target = "bookauthor" if of_the_book else _TITLES.get(name, name)
            fields.setdefault(target, value)
