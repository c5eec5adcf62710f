"""Names and the agents they stand for.

A name as printed on a work is one thing, the person it stands for another. By default a name
stands for the person whose identifier is its own slug; `people.csv` says where two spellings are
one person. A corporate name stands for the organisation of that name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from kg.entities import Contribution, Organisation, Person, Spelling, Thing, Words
from kg.iris import slug
from kg.located import Read
from kg.records import NameRecord, OrganisationRecord, PersonRecord, WorkRecord
from kg.resolve.context import Context, words

__all__ = ["People", "name_id", "resolve_organisations"]


def resolve_organisations(
    context: Context, reads: Sequence[Read[OrganisationRecord]]
) -> dict[str, Organisation]:
    """The organisations of the curated list."""
    found = {}
    for read in context.unique("organisation", reads):
        record = read.value
        if record.country is None or context.concept(read, "country", record.country, "country"):
            found[record.id] = Organisation(record.id, words(record.label), record.country)
    return found


class People:
    """Finds the agent of each name, and remembers every spelling."""

    def __init__(
        self,
        context: Context,
        aliases: Sequence[Read[PersonRecord]],
        organisations: dict[str, Organisation],
    ) -> None:
        self._context = context
        self._organisations = organisations
        self._aliases = {
            read.value.printed: read for read in context.unique("spelling", aliases, "printed")
        }
        self._labels: dict[str, str] = {}
        for organisation in organisations.values():
            for label in (organisation.label.fr, organisation.label.en):
                self._labels.setdefault(label, organisation.id)
        self._used: set[str] = set()
        self._names: dict[str, list[NameRecord]] = {}

    def contributions(self, work: WorkRecord) -> tuple[Contribution, ...]:
        """The authors and editors of a work in order, and the unnamed rest."""
        names = [("author", name) for name in work.author]
        names += [("editor", name) for name in work.editor]
        found = [
            Contribution(position, role, self._agent(name), name.family, name.given)
            for position, (role, name) in enumerate(names, 1)
        ]
        if work.others:
            found.append(Contribution(len(found) + 1, "others", None, "et al.", ""))
        return tuple(found)

    def see(self, works: Iterable[WorkRecord]) -> None:
        """Count the names of works that were merged into others as printed."""
        self._used.update(name.printed for work in works for name in (*work.author, *work.editor))

    def _agent(self, name: NameRecord) -> Thing:
        if name.corporate:
            return ("organisation", self._organisation(name.family))
        alias = self._aliases.get(name.printed)
        if alias is not None:
            self._used.add(name.printed)
        identifier = alias.value.person if alias is not None else name_id(name.printed)
        self._names.setdefault(identifier, []).append(name)
        return ("person", identifier)

    def _organisation(self, name: str) -> str:
        if name not in self._labels:
            identifier = name_id(name)
            self._organisations.setdefault(
                identifier, Organisation(identifier, Words(name, name), None)
            )
            self._labels[name] = identifier
        return self._labels[name]

    def persons(self) -> dict[str, Person]:
        """All persons met, each under the fullest spelling that gives its own identifier."""
        for printed, alias in self._aliases.items():
            if printed not in self._used:
                message = f"No work prints the name {printed!r}"
                remedy = "Correct it or take the line out"
                self._context.report(alias.problem(message, remedy, dangling=True))
        found = {}
        for identifier, names in sorted(self._names.items()):
            own = [name for name in names if name_id(name.printed) == identifier] or names
            best = max(own, key=lambda name: (len(name.given), name.printed))
            spellings = tuple(sorted({name.printed for name in names}))
            joined = tuple(
                Spelling(printed, self._aliases[printed].value.reason)
                for printed in spellings
                if printed in self._aliases
            )
            found[identifier] = Person(identifier, best.family, best.given, spellings, joined)
        self._context.known["person"] = set(found)
        self._context.known.setdefault("organisation", set()).update(self._organisations)
        return found


def name_id(name: str) -> str:
    """The slug of a name; of a name in another script, which has none, a digest of it.

    >>> name_id("Élie, Zoé"), name_id("王 小明")
    ('elie-zoe', 'name-c6d8d1cf0d')
    """
    return slug(name) or f"name-{hashlib.sha256(name.encode()).hexdigest()[:10]}"
