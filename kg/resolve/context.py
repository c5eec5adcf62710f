"""What every resolver needs: the known identifiers, the sources, and a place for problems."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from kg.dates import Span, span
from kg.entities import Figure, Period, Place, Source, Words
from kg.located import Read
from kg.locators import BadLocatorError, parse_locator
from kg.problems import Problem
from kg.records import FigureRecord, Text

__all__ = ["Concepts", "Context", "optional_words", "words"]

T = TypeVar("T")
Concepts = Mapping[str, frozenset[str]]
"""The identifiers of each concept scheme, by the scheme's name."""

_NAMES = {"programme-kind": "programme kind", "event-kind": "event kind"}


def words(text: Text) -> Words:
    """The entity of a bilingual text."""
    return Words(text.fr, text.en)


def optional_words(text: Text | None) -> Words | None:
    """The entity of a bilingual text that may be missing."""
    return None if text is None else words(text)


class Context:
    """Looks identifiers up, checks places, and collects what is wrong."""

    def __init__(self, concepts: Concepts) -> None:
        self.concepts = concepts
        self.known: dict[str, set[str]] = {}
        self.sources: dict[str, Source] = {}
        self.lengths: dict[str, int] = {}
        self.problems: list[Problem] = []

    def report(self, problem: Problem) -> None:
        """Keep a problem for the end."""
        self.problems.append(problem)

    def unique(self, kind: str, reads: Sequence[Read[T]], name: str = "id") -> list[Read[T]]:
        """The first record of each identifier; the others are reported. The ids become known."""
        first: dict[str, Read[T]] = {}
        for read in reads:
            identifier = str(getattr(read.value, name))
            if identifier in first:
                earlier = first[identifier]
                message = f"The {kind} {identifier!r} is there already, at "
                message += f"{earlier.file}:{earlier.line(name) or earlier.line()}"
                self.report(read.problem(message, "Merge the two or rename one", name))
            else:
                first[identifier] = read
        self.known.setdefault(kind, set()).update(first)
        return list(first.values())

    def thing(self, read: Read[Any], kind: str, identifier: str, *path: str | int) -> bool:
        """Whether a thing exists; reported where not."""
        return self._exists(read, kind, identifier, self.known.get(kind, ()), path)

    def things(
        self, read: Read[Any], kind: str, identifiers: Iterable[str], *path: str | int
    ) -> tuple[str, ...]:
        """Those of the things that exist, each once."""
        return tuple(
            dict.fromkeys(
                identifier
                for i, identifier in enumerate(identifiers)
                if self.thing(read, kind, identifier, *path, i)
            )
        )

    def concept(self, read: Read[Any], scheme: str, identifier: str, *path: str | int) -> bool:
        """Whether a concept stands in its scheme; reported where not."""
        name = _NAMES.get(scheme, scheme)
        return self._exists(read, name, identifier, self.concepts.get(scheme, ()), path)

    def selected(
        self, read: Read[Any], scheme: str, identifiers: Iterable[str], *path: str | int
    ) -> tuple[str, ...]:
        """Those of the concepts that stand in the scheme, each once."""
        return tuple(
            dict.fromkeys(
                identifier
                for i, identifier in enumerate(identifiers)
                if self.concept(read, scheme, identifier, *path, i)
            )
        )

    def _exists(
        self,
        read: Read[Any],
        kind: str,
        identifier: str,
        known: Collection[str],
        path: tuple[str | int, ...],
    ) -> bool:
        if identifier in known:
            return True
        near = difflib.get_close_matches(identifier, sorted(known), n=1)
        remedy = f"Did you mean {near[0]!r}?" if near else f"Add the {kind} or correct the name"
        message = f"There is no {kind} {identifier!r}"
        self.report(read.problem(message, remedy, *path, dangling=True))
        return False

    def place(self, read: Read[Any], text: str, *path: str | int) -> Place | None:
        """A checked place; None (and a problem) where the source has no such line."""
        try:
            locator = parse_locator(text)
        except BadLocatorError as error:  # of a citation, whose place is made of several columns
            self.report(read.problem(str(error), "Correct the line or the page", *path))
            return None
        if not self.thing(read, "source", locator.source, *path):
            return None
        length = self.lengths.get(locator.source)
        if length is not None and locator.last > length:
            message = f"{text!r} lies beyond the {length} lines of the source"
            self.report(read.problem(message, "Correct the line", *path))
            return None
        section = None
        for candidate in self.sources[locator.source].sections:
            if candidate.line <= locator.first:
                section = candidate.number
        return Place(locator, section)

    def places(self, read: Read[Any], texts: Iterable[str], *path: str | int) -> tuple[Place, ...]:
        """The checked places, each once."""
        found = (self.place(read, text, *path, i) for i, text in enumerate(texts))
        return tuple(dict.fromkeys(place for place in found if place is not None))

    def figures(
        self, read: Read[Any], records: Sequence[FigureRecord], *path: str | int
    ) -> tuple[Figure, ...]:
        """The figures of a finding or an event; slugs must differ."""
        seen: set[str] = set()
        found = []
        for i, record in enumerate(records):
            if record.slug in seen:
                message = f"Two figures are called {record.slug!r}"
                self.report(read.problem(message, "Rename one", *path, i, "slug"))
                continue
            seen.add(record.slug)
            self.concept(read, "measure", record.measure, *path, i, "measure")
            found.append(
                Figure(
                    record.slug,
                    words(record.label),
                    record.value,
                    record.measure,
                    record.unit,
                    record.group,
                    record.n,
                    record.time_point,
                    record.comparator,
                    record.record.name if record.record is not None else None,
                    record.record.url if record.record is not None else None,
                )
            )
        return tuple(found)

    def period(
        self, read: Read[Any], date: str | None, end: str | None, *path: str | int
    ) -> Period | None:
        """A date, perhaps with an end, and the days from the first to the last of both."""
        if date is None:
            if end is None:
                return None
            return Period("../" + end, None, span("../" + end))
        start = span(date)
        if end is None:
            return Period(date, None, start)
        last = span(end).last
        if start.first and last and last < start.first:
            message = f"The end {end!r} lies before the date {date!r}"
            self.report(read.problem(message, "Correct one of them", *path))
            return None
        return Period(date, end, Span(start.first, last))
