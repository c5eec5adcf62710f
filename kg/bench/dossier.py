"""A made-up documentary dossier of the length of a real one, and how long its extraction takes."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass

from kg.bench.made_up_texts import JOURNALS, PUBLISHERS, made_up_person, made_up_title

__all__ = ["DossierTiming", "generated_dossier", "time_dossier"]

_HEADINGS = ("Définitions", "Programmes", "Évaluations", "Témoignages", "Textes officiels")
_LINES = 4  # of an annotation, on average


@dataclass(frozen=True)
class DossierTiming:
    """So many characters with so many notices: seconds to extract, the fastest of some runs."""

    characters: int
    notices: int
    references: int
    seconds: float


def generated_dossier(notices: int, seed: int = 1) -> str:
    """The text of a dossier: headings, notices of three lines, an address, and an annotation."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    parts = ["# Dossier documentaire\n"]
    for number in range(notices):
        if number % 40 == 0:
            parts.append(f"\n## {_HEADINGS[number // 40 % len(_HEADINGS)]}\n")
        parts.append(_notice(number, chance))
    return "\n".join(parts)


def time_dossier(notices: int, runs: int = 3) -> DossierTiming:
    """Extract the references of a generated dossier."""
    from kg.extract import extract_text

    text = generated_dossier(notices)
    times, found = [], 0
    for _ in range(runs):
        gc.collect()
        begun = time.perf_counter()
        found = len(extract_text(text).references)
        times.append(time.perf_counter() - begun)
    return DossierTiming(len(text), notices, found, min(times))


def _notice(number: int, chance: random.Random) -> str:
    people = ", ".join(_printed(made_up_person(chance)) for _ in range(chance.randrange(1, 4)))
    year = chance.randrange(1990, 2020)
    if number % 3:
        volume, issue, first = (chance.randrange(1, top) for top in (60, 9, 800))
        imprint = f"{chance.choice(JOURNALS)} {year} ; {volume}({issue}) : {first}-{first + 9}"
    else:
        imprint = f"Paris : {chance.choice(PUBLISHERS)}, {year}, {chance.randrange(40, 400)} p."
    lines = [
        f"\n**{made_up_title(french=True, chance=chance)}**",
        people,
        imprint,
        f"http://www.example.org/{number}",
        "",
        *(_said(chance) for _ in range(chance.randrange(2, 2 * _LINES))),
    ]
    return "\n".join(lines) + "\n"


def _printed(person: Mapping[str, str]) -> str:
    particle = person.get("non-dropping-particle", "")
    return f"{particle} {person['family'].upper()} {person['given'][0]}.".strip()


def _said(chance: random.Random) -> str:
    """A line of an annotation: sentences that name nothing."""
    told = made_up_title(french=True, chance=chance).replace(":", ",")
    return f"Les auteurs racontent {told[0].lower()}{told[1:]} et ce que les équipes en retiennent."
