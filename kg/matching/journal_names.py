"""Whether two names of a journal, a book or a publisher are one name: the rule alone.

Abbreviations follow ISO 4 as far as it goes without its list of words: each abbreviated word is
the beginning of a word of the full name (or its consonants), in the same order, little words left
out. Words are compared with `rapidfuzz` only for misspellings.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from kg.matching.authors import acronym_of
from kg.matching.words import LITTLE, misspelt

__all__ = ["Likeness", "alike"]

Likeness = Literal["same", "abbreviated", "part", "initials", "other", "unknown"]


@lru_cache(maxsize=50_000)
def alike(one: str, two: str) -> Likeness:  # noqa: PLR0911
    """How two folded names relate.

    >>> alike("psychiatr serv", "psychiatric services")
    'abbreviated'
    """
    if not one or not two:
        return "unknown"
    if one == two:
        return "same"
    a, b = _big(one), _big(two)
    if a == b or "".join(a) == "".join(b):
        return "same"
    short, long = (a, b) if (len(a), len(one)) <= (len(b), len(two)) else (b, a)
    if len(short) == len(long) and all(
        x == y or misspelt(x, y) for x, y in zip(short, long, strict=True)
    ):
        return "same"
    if _abbreviates(short, long) or (len(short) == len(long) and _abbreviates(long, short)):
        return "abbreviated"
    if len(short) < len(long) and long[: len(short)] == short:
        return "part"
    if len(short) == 1 and acronym_of(short[0], long):
        return "initials"
    return "other"


def _big(name: str) -> list[str]:
    words = [word for word in name.split() if word not in LITTLE]
    return words or name.split()


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether each word of `short` shortens the word of `long` in its place."""
    if len(short) != len(long):
        return False
    return all(
        word == full or (len(word) >= 1 and full[0] == word[0] and _shortens(word, full))
        for word, full in zip(short, long, strict=True)
    )


def _shortens(word: str, full: str) -> bool:
    if len(word) >= len(full):
        return False
    if full.startswith(word):
        return True
    letters = iter(full)  # contractions: "jnl" of "journal", "dept"
    return len(word) >= 3 and word[-1] == full[-1] and all(letter in letters for letter in word)
