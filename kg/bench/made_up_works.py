"""A generated library of any size with labelled duplicates and lookalikes, the same for a seed.

Three records in ten are not new: two repeat a work seen shortly before, varied in one of the ways
of `VARIATIONS` (accents, misspelling, initials, ...), one is another work that looks like one
(`LOOKALIKES`: a second part, the next year's report, a reply, ...). Nothing in it is real.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from kg.bench.made_up_texts import JOURNALS, PUBLISHERS, made_up_person, made_up_title
from kg.bench.variations import LOOKALIKES, VARIATIONS

__all__ = ["Labelled", "made_up_works"]

Csl = dict[str, Any]
Chance = random.Random


class Labelled(NamedTuple):
    """A record: the number of its work, how it was varied (empty: not at all), its fields."""

    work: int
    variation: str
    csl: Csl


def made_up_works(records: int, seed: int = 1) -> Iterator[Labelled]:
    """Records one after the other, so that none but the last thousand works are kept."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    recent: list[tuple[int, Csl]] = []
    works = 0
    variations, lookalikes = sorted(VARIATIONS), sorted(LOOKALIKES)
    for _ in range(records):
        turn = chance.random()
        if recent and turn < 0.2:
            number, csl = chance.choice(recent)
            name = chance.choice(variations)
            varied = VARIATIONS[name](deepcopy(csl), chance)
            if varied is not None:
                yield Labelled(number, name, varied)
                continue
        if recent and turn > 0.9:
            place = chance.randrange(len(recent))
            name = chance.choice(lookalikes)
            other = LOOKALIKES[name](deepcopy(recent[place][1]), chance)
            if other is not None:
                works += 1
                del recent[place]  # else two lookalikes of it might be one work
                yield Labelled(works, name, other)
                continue
        works += 1
        csl = _work(works, chance)
        if len(recent) < 1000:
            recent.append((works, csl))
        else:
            recent[chance.randrange(1000)] = (works, csl)
        yield Labelled(works, "", csl)


def _work(number: int, chance: Chance) -> Csl:
    french = chance.random() < 0.5
    kind = chance.choices(("article-journal", "book", "report", "chapter"), (7, 1, 1, 1))[0]
    csl: Csl = {
        "type": kind,
        "title": made_up_title(french, chance),
        "author": [made_up_person(chance) for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6)))],
        "issued": {"date-parts": [[chance.randrange(1985, 2024)]]},
    }
    if kind in ("book", "report"):
        csl["publisher"] = chance.choice(PUBLISHERS)
        csl["number-of-pages"] = str(chance.randrange(40, 400))
        return csl
    first = chance.randrange(1, 900)
    csl["page"] = f"{first}-{first + chance.randrange(4, 20)}"
    if kind == "chapter":
        csl["container-title"] = made_up_title(french, chance)
        csl["publisher"] = chance.choice(PUBLISHERS)
        return csl
    csl |= {
        "container-title": chance.choice(JOURNALS),
        "volume": str(chance.randrange(1, 80)),
        "issue": str(chance.randrange(1, 7)),
    }
    if chance.random() < 0.6:
        csl["DOI"] = f"10.5555/made.{number}"
    return csl
