"""How alike two titles are, and whether a title is one that many works bear.

`rapidfuzz.fuzz.ratio` of the words sorted (normalised Indel similarity, as `token_sort_ratio`)
finds titles that deserve a look; it never makes two works one, because "... in women" and "... in
men" are nearly alike. What makes them one is spelling, word by word (`kg.matching.words`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from kg.matching.facts import Facts
from kg.matching.words import listed, spelling_distance

__all__ = [
    "GENERIC",
    "TitleLikeness",
    "in_other_tongues",
    "is_generic",
    "language",
    "title_likeness",
]

Kind = Literal["equal", "spelling", "subtitle", "like", "other", "none"]

_LIKE = 80.0

GENERIC = listed(
    """editorial editoriaux introduction avant propos avantpropos preface postface conclusion
    conclusions foreword presentation summary resume abstract sommaire peer support pair aidance
    aidant aidants pairs recovery retablissement empowerment stigma letter editor correspondence
    news book reviews comptes rendus rapport annuel annual report activite activites index contents
    actes proceedings bibliographie glossary glossaire discussion commentary interview entretien
    dossier programme program newsletter lettre numero special issue bilan edito hommage chronique
    opinion debate debat sante mentale mental health untitled sans titre 1 2 3 4"""
)
"""Words that make no title one work's own when it has no others."""

_TONGUES = {
    "fr": listed("le la les des du et en un une dans sur pour par avec au aux chez l d"),
    "en": listed("the of and in for with on to from an by at as"),
    "es": listed("el los las y del en una con para por"),
    "de": listed("der die das und von mit fur zur im eine den"),
    "pt": listed("o os as e da do das dos em uma com para"),
    "it": listed("il lo gli e della del dei nel una con per"),
    "nl": listed("het een van en voor met de op"),
}


class TitleLikeness(NamedTuple):
    """`kind`, the similarity 0 to 1, and whether numbers or parts in the titles differ."""

    kind: Kind
    similarity: float
    other_number: bool


_OTHER = TitleLikeness("other", 0.0, False)


def title_likeness(one: Facts, two: Facts) -> TitleLikeness:
    """Compare two titles."""
    a, b = one.words, two.words
    if not a or not b:
        return TitleLikeness("none", 0.0, False)
    if a == b:
        return TitleLikeness("equal", 1.0, False)
    short, long = (one, two) if len(a) <= len(b) else (two, one)
    if len(short.words) in long.cuts and len(a) != len(b):
        found = _without_subtitle(short, long)
        if found is not None:
            return found
    similarity = fuzz.ratio(one.ordered, two.ordered, score_cutoff=_LIKE) / 100
    if not similarity and (a[-1][-1] != b[-1][-1] or "".join(a) != "".join(b)):
        return _headed_alike(short, long)
    other_number = _other_numbers(one, two)
    edits = spelling_distance(a, b)
    if edits is not None and not other_number:
        return TitleLikeness("spelling", max(similarity, 0.9), False)
    return TitleLikeness("like", similarity, other_number)


def _without_subtitle(short: Facts, long: Facts) -> TitleLikeness | None:
    """The shorter title is the longer one without what comes after a colon, stop or dash."""
    size = len(short.words)
    if short.words[0][0] != long.words[0][0]:
        return None
    edits = spelling_distance(short.words, long.words[:size])
    if edits is None or edits > 2:
        return None
    kept = [n for n in long.numbers if n not in short.numbers]
    told = {str(short.year), str(long.year)} if short.year == long.year else set()
    if any(number not in told for number in kept) and _names_part(long.words[size:]):
        return TitleLikeness("like", 0.9, True)
    return TitleLikeness("subtitle", 0.95 if edits == 0 else 0.9, False)


def _names_part(words: tuple[str, ...]) -> bool:
    """Whether a subtitle says which part, year or issue this is: short, with a number in it."""
    numbered = [place for place, word in enumerate(words) if not word.isalpha()]
    if not numbered:
        return False
    after_part = any(words[place][0] == "#" for place in numbered)
    dated = any(len(words[place]) == 4 for place in numbered)
    return after_part or dated or len(words) <= 2


def _headed_alike(short: Facts, long: Facts) -> TitleLikeness:
    """Titles with one beginning and two endings, or with nothing in common."""
    if short.words[0] != long.words[0] or short.words[:2] != long.words[:2]:
        return _OTHER
    head = min((*short.cuts, len(short.words)))
    if head >= 2 and short.words[:head] == long.words[:head]:
        return TitleLikeness("like", 0.7, _other_numbers(short, long))
    return _OTHER


def _other_numbers(one: Facts, two: Facts) -> bool:
    if one.numbers == two.numbers:
        return False
    mine, other = sorted(one.numbers), sorted(two.numbers)
    if mine == other:
        return False
    if one.year is not None and one.year == two.year:  # "Rapport annuel 2016", printed in 2016
        year = str(one.year)
        mine, other = [n for n in mine if n != year], [n for n in other if n != year]
    return mine != other


def is_generic(facts: Facts) -> bool:
    """Whether many works bear such a title.

    One word, or only words of `GENERIC`.
    """
    return len(facts.words) <= 1 or all(word in GENERIC for word in facts.words)


def in_other_tongues(one: str, two: str) -> bool:
    """Whether two folded titles are in different languages, as far as little words tell."""
    a, b = language(one), language(two)
    if a and b:
        return a != b
    known, other = (a, two) if a else (b, one)
    return bool(known) and _TONGUES[known].isdisjoint(other.split())


def language(title: str) -> str:
    """The language that most little words of a folded title are of; empty where that is unclear."""
    words = title.split()
    counts = sorted(
        ((sum(word in little for word in words), tongue) for tongue, little in _TONGUES.items()),
        reverse=True,
    )
    (most, tongue), (next_most, _) = counts[0], counts[1]
    return tongue if most > next_most else ""
