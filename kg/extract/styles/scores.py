"""How well a way to read a reference explains it, and what speaks against it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.bodies import served
from kg.extract.given_names import FIRST_NAMES, GIVEN_NAMES
from kg.extract.styles.draft import Draft
from kg.extract.styles.people import People, body_word, read_people

__all__ = ["Reading", "doubt_of", "scored"]

_HELD = re.compile(r"\((?:dirs?|eds?|éds?|coords?)\.?\)")


@dataclass
class Reading:
    """The fields of one way to read, and how good it is (1 at best)."""

    draft: Draft
    score: float


def doubt_of(people: People) -> float:
    """What speaks against a way to read names: an order that titles have too, double families."""
    doubt = 0.02 if people.way in ("forward", "documentary") and len(people.names) == 1 else 0.0
    if people.way == "forward":
        turned = [n for n in people.names if n.get("family", "").casefold() in GIVEN_NAMES]
        doubt += 0.1 if turned else 0.0
        shouted = [
            n
            for n in people.names
            if n.get("family", "").isupper() and len(n["given"]) > 2 and n["given"].isupper()
        ]
        doubt += 0.1 if shouted else 0.0
    if people.way == "run-on" and people.names[0]["family"].casefold() in FIRST_NAMES:
        doubt += 0.12  # `John C. Mitchell`
    if people.way == "full":
        first = people.names[0]
        plain = (
            " " in first["family"]
            and not first["family"].isupper()
            and not re.match(r"(?:Le|La|De|Du|Van|Von|Di|Da|El|Ben|Mac|St\.?) ", first["family"])
        )
        doubt += 0.06 if plain and not re.search(r"\b[a-z]", first["family"]) else 0.0
        doubt += 0.06 if plain and " " in first["given"] and "." not in first["given"] else 0.0
    return doubt


def scored(draft: Draft, total: int) -> Reading:
    """How much of `total` characters the fields explain, less what speaks against them."""
    csl = draft.csl
    title = csl.get("title", "")
    score = min(draft.explained / total, 1.0) - draft.penalty
    left = sum(len(piece) for piece in draft.left)
    score -= 0.5 * left / total
    if len(title) < 4 or title[0] in "&,;:)" or re.match(r"(?:In|Dans)\s?:", title):
        score -= 0.3
    elif title[0].islower() and not re.match(r"e-|l'|d'", title):
        score -= 0.1
    ways = read_people(title)
    if re.match(r"(?:et|and|&) ", title) or any(p.end > 3 and len(p.names) > 1 for p in ways):
        score -= 0.15
    if any((p.way != "forward" or len(p.names) > 2) and p.end >= len(title) - 1 for p in ways):
        score -= 0.25
    if _HELD.search(title):
        score -= 0.3
    if re.search(r"[.,] ?[“\"«]|\([12]\d{3}[a-z]?\)", title):
        score -= 0.2
    people = [*csl.get("author", ()), *csl.get("editor", ())]
    named = [name for name in people if "family" in name]
    if re.match(r"[A-ZÀ-ÞŒ][\w'-]+ [A-Z]{1,3}\. ", title) and "author" not in csl:
        score -= 0.08
    if re.match(r"[A-Z]\.[ ,]", title):
        score -= 0.2
    printed = [f"{name.get('given')} {name['family']}" for name in named]
    score -= 0.15 * any(body_word(name) or served(name) for name in printed)
    if "issued" not in csl and "status" not in csl:
        score -= 0.06
    if csl.get("container-title") and (
        csl["container-title"][0].islower() and not csl["container-title"].startswith("e")
    ):
        score -= 0.05
    return Reading(draft, score)
