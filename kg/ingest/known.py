"""Persons, journals and publishers that are known already, and who or what a new name is.

A name that is printed as a known one is that one and needs no word. Any other is held against the
known ones: certain ones join, uncertain ones are listed, and nothing that is printed changes.
What stands in one work may be a chance: a person's name joins only where every new work that
prints it says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.ingest.entry import Entry, Name
from kg.matching.containers import ContainerIndex, PublisherIndex
from kg.matching.persons import PersonIndex
from kg.matching.verdicts import Match
from kg.records import DecisionRecord, NameRecord, WorkRecord
from kg.records.imports import NameKind
from kg.resolve.people import name_id

__all__ = ["KnownNames", "Named"]

_WORKS = 3
"""Works of one name that are looked at, the first."""
_ISSUERS = ("publisher", "institution", "school")


@dataclass(frozen=True, slots=True)
class Named:
    """A printed name and what it is (`same`) or may be (`uncertain`), in the first such work."""

    kind: NameKind
    printed: str
    candidate: str
    work: str
    match: Match


@dataclass
class KnownNames:
    """What names are known; `people` leads from printed names to persons other than their own."""

    people: dict[str, str] = field(default_factory=dict)
    apart: set[tuple[str, str, str]] = field(default_factory=set)  # kind, candidate, printed
    persons: PersonIndex = field(default_factory=PersonIndex)
    journals: ContainerIndex = field(default_factory=ContainerIndex)
    publishers: PublisherIndex = field(default_factory=PublisherIndex)
    _known: set[str] = field(default_factory=set)  # persons
    _names: set[tuple[str, str]] = field(default_factory=set)  # journals and publishers

    def decide(self, decisions: Iterable[DecisionRecord]) -> None:
        """Remember what a person decided about names."""
        for decision in decisions:
            if decision.verdict == "different":
                self.apart |= {
                    (decision.kind, decision.a, decision.b),
                    (decision.kind, decision.b, decision.a),
                }
            elif decision.kind == "person":
                self.people[decision.b] = decision.a
            else:
                self.join(decision.kind, decision.a, decision.b)

    def join(self, kind: str, known: str, printed: str) -> None:
        """Take a printed name as another of a known journal's or publisher's."""
        if kind not in ("journal", "publisher"):
            return
        (self.journals if kind == "journal" else self.publishers).add(known, (known, printed))
        self._names |= {(kind, known), (kind, printed)}

    def see(self, work: WorkRecord) -> None:
        """Take in the names that a work of the folder prints."""
        names = [name for name in (*work.author, *work.editor) if not name.corporate]
        for name in names:
            self._add_person(self._person(name.printed), name, names, work.key)
        if work.journal:
            self._add_name("journal", work.journal)
        for issuer in _ISSUERS:
            if value := getattr(work, issuer):
                self._add_name("publisher", value)

    def read(self, entries: Iterable[tuple[str, Entry]]) -> Iterator[Named]:
        """What the names of new works are, by key; from then on they are known too."""
        people: dict[str, list[tuple[Name, list[Name], str]]] = {}
        for key, entry in entries:
            names = [name for name in (*entry.authors, *entry.editors) if not name.corporate]
            for name in names:
                if len(seen := people.setdefault(name.printed, [])) < _WORKS:
                    seen.append((name, names, key))
            if journal := entry.fields.get("journal"):
                yield from self._named("journal", journal, key)
            for issuer in _ISSUERS:
                if value := entry.fields.get(issuer):
                    yield from self._named("publisher", value, key)
        # Full names first: they are what initials may stand for.
        for printed in sorted(people, key=lambda printed: -len(people[printed][0][0].given)):
            yield from self._person_named(printed, people[printed])

    def _person(self, printed: str) -> str:
        return self.people.get(printed) or name_id(printed)

    def _person_named(
        self, printed: str, seen: list[tuple[Name, list[Name], str]]
    ) -> Iterator[Named]:
        own = self._person(printed)
        if own not in self._known and printed not in self.people:
            found = self._agreed(printed, seen)
            if found is not None and found.id is not None:
                yield Named("person", printed, found.id, seen[0][2], found)
                if found.verdict == "same":
                    self.people[printed] = own = found.id
        for name, names, key in seen:
            self._add_person(own, name, names, key)

    def _agreed(self, printed: str, seen: list[tuple[Name, list[Name], str]]) -> Match | None:
        """What the works say of a name: the same only where each does, with no rival."""
        best: Match | None = None
        for name, names, key in seen:
            match = self.persons.match(
                _csl(name), map(_csl, names), (key,), apart=self._apart(printed)
            )
            if match.id is None or match.verdict == "new":
                break
            if not _sure(match, printed) or (best is not None and match.id != best.id):
                best = match
                break
            best = match
        else:
            return best
        if best is None or best.verdict == "uncertain":
            return best
        return Match("uncertain", best.id, min(best.score, 0.89), best.reasons, best.rivals)

    def _apart(self, printed: str) -> Callable[[str], bool]:
        return lambda id: ("person", id, printed) in self.apart

    def _add_person(
        self,
        id: str,
        name: Name | NameRecord,
        names: Iterable[Name] | Iterable[NameRecord],
        key: str,
    ) -> None:
        self._known.add(id)
        self.persons.add(id, _csl(name), map(_csl, names), (key,))

    def _add_name(self, kind: NameKind, printed: str) -> None:
        if (kind, printed) not in self._names:
            self._names.add((kind, printed))
            (self.journals if kind == "journal" else self.publishers).add(printed, (printed,))

    def _named(self, kind: NameKind, printed: str, key: str) -> Iterator[Named]:
        if (kind, printed) in self._names:
            return
        index = self.journals if kind == "journal" else self.publishers
        match = index.match(printed, apart=lambda id: (kind, id, printed) in self.apart)
        if match.id is not None and match.verdict != "new":
            yield Named(kind, printed, match.id, key, match)
        if match.id is not None and match.verdict == "same":
            self.join(kind, match.id, printed)
        else:
            self._add_name(kind, printed)


def _sure(match: Match, printed: str) -> bool:
    """Whether a name is one person's: by another work, or with the same words in it."""
    if match.verdict != "same" or match.rivals:
        return False
    shared = any(reason.field in ("co-authors", "work") for reason in match.reasons)
    words = sorted(name_id(printed).split("-"))
    return shared or words == sorted((match.id or "").split("-"))


def _csl(name: Name | NameRecord) -> Mapping[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"family": name.family}
