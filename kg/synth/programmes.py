"""Made-up programmes with their events, and terms of the field."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from kg.dates import span
from kg.entities import Definition, Event, Naming, Period, Place, Programme, Term, Words
from kg.synth.words import sentence, topics

__all__ = ["programmes", "terms"]

Concepts = Mapping[str, Sequence[str]]
EVENTS = 4
TERMS = 30


def programmes(
    count: int, block: str, concepts: Concepts, place: Callable[[], Place], chance: random.Random
) -> dict[str, Programme]:
    """Programmes of a block, each after the first a part of the first."""
    found = {}
    for number in range(count):
        identifier = f"programme-{block}-{number}"
        begun = chance.randint(1980, 2010)
        words = Words(sentence(True, chance), sentence(False, chance))
        found[identifier] = Programme(
            identifier, Words(f"Programme {block}-{number}", f"Programme {block}-{number}"),
            (f"P{block}-{number}",), chance.choice(concepts["programme-kind"]),
            (chance.choice(concepts["country"]),), ("Ville imaginée",), (f"organisation-{block}",),
            f"programme-{block}-0" if number else None, words, _year(begun), False, (place(),),
            tuple(_event(f"event-{n}", begun + n, concepts, place, chance) for n in range(EVENTS)),
        )  # fmt: skip
    return found


def terms(concepts: Concepts, place: Callable[[], Place], chance: random.Random) -> dict[str, Term]:
    """The terms of the whole graph, with what the source of a block says of them."""
    french, english = topics()
    found: dict[str, Term] = {}
    for number in range(min(TERMS, len(french), len(english))):
        label = Words(french[number], english[number])
        definition = Definition(
            "first", Words(sentence(True, chance), sentence(False, chance)), None, place()
        )
        name = Naming(label.fr, "fr", chance.choice(concepts["country"]), None, place())
        identifier = f"term-{number}"
        broader = f"term-{number // 2}" if number else None
        found[identifier] = Term(identifier, label, (), broader, (), (), (name,), (definition,))
    return found


def _event(
    name: str, year: int, concepts: Concepts, place: Callable[[], Place], chance: random.Random
) -> Event:
    words = Words(sentence(True, chance), sentence(False, chance))
    kind = chance.choice(concepts["event-kind"])
    return Event(name, kind, _year(year), words, (), (place(),), ())


def _year(year: int) -> Period:
    return Period(str(year), None, span(str(year)))
