"""Where a field of a library record was read, and how sure that is.

A value that stands in the file as it is has confidence 1.0; one that was decoded, joined or put
in another form, or taken over from another record, less.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from kg.references import Evidence

__all__ = ["INHERITED", "PLAIN", "READ", "EntryEvidence", "PackedEvidence", "Place"]

Place = tuple[int, int, int]
"""A 1-based line, and the columns in it where a value begins and ends."""

PLAIN = 1.0
READ = 0.95
"""Decoded, or put in another form."""
INHERITED = 0.9
"""Taken over from another record that the line names."""

_FIELDS = {
    "abstract": ("abstract",), "accessed": ("urldate",), "annote": ("annote", "annotation"),
    "archive": ("library", "eprinttype", "archiveprefix"), "archive_location": ("eprint",),
    "author": ("author", "holder"), "chapter-number": ("chapter",),
    "collection-number": ("number",), "collection-title": ("series",),
    "container-author": ("bookauthor",),
    "container-title": ("maintitle", "journaltitle", "journal", "booktitle"),
    "container-title-short": ("shortjournal",), "director": ("director",), "DOI": ("doi",),
    "edition": ("edition",), "editor": ("editor",), "event-date": ("eventdate",),
    "event-place": ("venue",), "event-title": ("eventtitle",), "genre": ("type",),
    "ISBN": ("isbn",), "ISSN": ("issn",), "issue": ("number", "issue"),
    "issued": ("date", "year", "month", "day"), "keyword": ("keywords",),
    "language": ("language", "langid", "hyphenation"), "note": ("note",), "number": ("number",),
    "number-of-pages": ("pagetotal",), "number-of-volumes": ("volumes",),
    "original-date": ("origdate",), "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",), "original-title": ("origtitle",),
    "page": ("pages", "eid"), "part-number": ("part",), "PMCID": ("pmcid",),
    "PMID": ("pmid", "eprint"),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "publisher-place": ("location", "address"), "title": ("title", "booktitle"),
    "title-short": ("shorttitle",), "translator": ("translator",),
    "URL": ("url", "howpublished"), "version": ("version",), "volume": ("volume",),
    "volume-title": ("booktitle",), "year-suffix": ("year",),
}  # fmt: skip
_HOSTS = ("crossref", "xdata")


class PackedEvidence(Sequence[Evidence]):
    """Places held in a fourth of the room, for libraries of a hundred thousand records."""

    __slots__ = ("_fields", "_numbers")

    def __init__(self, spans: Sequence[Evidence]) -> None:
        self._fields = tuple(span.field for span in spans)
        self._numbers = array(
            "d",
            [number for s in spans for number in (s.confidence, s.line, s.start, s.end)],
        )

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Evidence]: ...
    def __getitem__(self, index: int | slice) -> Evidence | Sequence[Evidence]:
        """One, or several."""
        return tuple(self)[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._fields)

    def __iter__(self) -> Iterator[Evidence]:
        """All in order."""
        numbers = iter(self._numbers)
        for field, sure, line, start, end in zip(
            self._fields, numbers, numbers, numbers, numbers, strict=True
        ):
            yield Evidence(field, sure, int(line), int(start), int(end))

    def __eq__(self, other: object) -> bool:
        """The same places, in whatever kind of sequence."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class EntryEvidence(Sequence[Evidence]):
    """The places of the fields of a BibTeX entry, looked up when they are first asked for.

    A library has some ten fields an entry, whose places few ask for; finding them all at once
    would take a third of the time of reading. `places` has the 0-based line of each field of the
    entry itself. The columns are those of the value if it stands there as read; else they go to
    the end of the line, below which it may go on.
    """

    __slots__ = ("_csl", "_found", "_lines", "_places")

    def __init__(
        self, csl: Mapping[str, Any], places: Mapping[str, int], lines: Sequence[str]
    ) -> None:
        self._csl, self._places, self._lines = csl, places, lines
        self._found: tuple[Evidence, ...] | None = None

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Evidence]: ...
    def __getitem__(self, index: int | slice) -> Evidence | Sequence[Evidence]:
        """One, or several."""
        return self._all()[index]

    def __len__(self) -> int:
        """How many fields have a place."""
        return len(self._all())

    def __iter__(self) -> Iterator[Evidence]:
        """All in the order of the fields."""
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        """The same places, in whatever kind of sequence."""
        return isinstance(other, Sequence) and self._all() == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def _all(self) -> tuple[Evidence, ...]:
        if self._found is None:
            self._found = tuple(self._spans())
        return self._found

    def _spans(self) -> Iterator[Evidence]:
        places = self._places
        alone = len(set(places.values())) == len(places)
        host = next((places[name] for name in _HOSTS if name in places), None)
        for variable, value in self._csl.items():
            field = next((name for name in _FIELDS.get(variable, ()) if name in places), None)
            line = places[field] if field else host
            if line is None or variable in ("type", "id"):
                continue
            text = self._lines[line]
            start = text.find("=") + 1 if alone or not field else _value_of(field, text)
            sure, end = READ if field else INHERITED, len(text.rstrip())
            at = text.find(value, start) if field and isinstance(value, str) else -1
            if at >= 0:
                sure, start, end = PLAIN, at, at + len(value)
            yield Evidence(variable, sure, line + 1, start, end)


def _value_of(field: str, text: str) -> int:
    """The column behind `field =` in a line that holds several fields."""
    match = re.search(rf"\b{re.escape(field)}\s*=\s*", text, re.IGNORECASE)
    return match.end() if match else 0
