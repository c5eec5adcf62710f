"""Which known person or body a printed name is; careful, because names are shared.

Two full names that agree are one person. An initial, a missing given name or a swapped name is
one person only with a co-author or a work in common; otherwise it is uncertain. A name spelt or
transliterated otherwise is always uncertain, and given names that differ are two persons. The
block keys are the surname, its sound without vowels and doubled letters (so that transliterations
of one name meet), the given name (for swapped ones) and the initials of a body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from kg.matching.authors import Author, acronym_of, fits, given_fits, read_name
from kg.matching.ranking import best_of
from kg.matching.verdicts import Match, Reason, Verdict, banded, reason

__all__ = ["PersonIndex"]

Said = tuple[Verdict, tuple[Reason, ...]]

_MOST = 20
_SOUNDS = (
    ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("cz", "c"), ("ph", "f"),
    ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"), ("kh", "h"), ("zh", "z"), ("dj", "j"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouyj\s]")
_DOUBLED = re.compile(r"(.)\1+")


class _Known(NamedTuple):
    author: Author
    coauthors: frozenset[str]
    works: frozenset[str]


class PersonIndex:
    """Persons and bodies by their identifiers, each with the names it was printed with."""

    def __init__(self) -> None:
        self._names: dict[str, list[_Known]] = {}
        self._blocks: dict[str, list[str]] = {}

    def add(
        self,
        id: str,
        name: Mapping[str, Any],
        coauthors: Iterable[Mapping[str, Any]] = (),
        works: Iterable[str] = (),
    ) -> None:
        """Put a printed CSL name in, with the co-authors and works it stands with."""
        author = read_name(name)
        if author is None:
            return
        new = _known(author, coauthors, works)
        names = self._names.setdefault(id, [])
        for place, known in enumerate(names):
            if known.author == author:
                names[place] = _Known(
                    author, known.coauthors | new.coauthors, known.works | new.works
                )
                return
        names.append(new)
        for key in _keys(author):
            block = self._blocks.setdefault(key, [])
            if len(block) < _MOST and id not in block:
                block.append(id)

    def match(
        self,
        name: Mapping[str, Any],
        coauthors: Iterable[Mapping[str, Any]] = (),
        works: Iterable[str] = (),
        apart: Callable[[str], bool] = lambda _: False,
    ) -> Match:
        """Who a printed name is among those put in, but for those it was held apart from."""
        author = read_name(name)
        if author is None:
            return Match("new", None, 0.0)
        own = _known(author, coauthors, works)
        candidates = {id: None for key in _keys(author) for id in self._blocks.get(key, ())}
        found: dict[str, Said] = {}
        for id in candidates:
            if apart(id):
                continue
            names = [known for known in self._names[id][:_MOST] if _may_be(author, known.author)]
            if not names and len(candidates) > 1:
                continue
            names = names or self._names[id][:1]
            results = [_compare(own, known) for known in names]
            found[id] = max(results, key=_by_band) if len(results) > 1 else results[0]
        return best_of(found, "several names fit")


def _known(author: Author, coauthors: Iterable[Mapping[str, Any]], works: Iterable[str]) -> _Known:
    others = [read_name(other) for other in coauthors]
    names = frozenset(
        f"{other.surname} {other.initials[:1]}" for other in others if other and other != author
    )
    return _Known(author, names, frozenset(works))


def _keys(author: Author) -> list[str]:
    if author.initials == "*":
        words = author.surname.split()
        return [
            f"body {author.surname}",
            f"head {' '.join(words[:2])}",
            f"short {''.join(word[0] for word in words)}",
            f"short {''.join(word[0] for word in words if len(word) > 3)}",
            f"short {author.surname}",
        ]
    keys = [f"name {author.surname}", f"sound {_sound(author.surname)}"]
    keys += [f"name {part}" for part in author.surname.split() if part != author.surname]
    if author.given:
        keys.append(f"name {author.given}")
    return keys


def _by_band(said: Said) -> float:
    return banded(*said)


def _may_be(a: Author, b: Author) -> bool:
    """Whether two names are worth a comparison: most that share a block differ at first sight."""
    if a.initials == "*" or b.initials == "*":
        return True
    return given_fits(a, b) or _swapped(a, b)


@lru_cache(maxsize=65_536)
def _sound(surname: str) -> str:
    for written, sound in _SOUNDS:
        surname = surname.replace(written, sound)
    return surname[:1] + _DOUBLED.sub(r"\1", _VOWELS.sub("", surname[1:]))


def _compare(one: _Known, two: _Known) -> Said:  # noqa: PLR0911
    a, b = one.author, two.author
    shared: list[Reason] = []
    if names := one.coauthors & two.coauthors:
        shared.append(reason("shared co-authors", str(len(names))))
    if works := one.works & two.works:
        shared.append(reason("same work", min(works)))
    if a.initials == "*" or b.initials == "*":
        return _bodies(a, b, shared)
    if a.surname != b.surname:
        if _swapped(a, b):
            swapped = reason("family and given name swapped")
            return ("same" if shared else "uncertain"), (swapped, *shared)
        near = given_fits(a, b) and (fits(a, b) or _sound(a.surname) == _sound(b.surname))
        written = (reason("name written otherwise", weight=0.1), *shared)
        return ("uncertain" if near and a.initials and b.initials else "new"), written
    if not given_fits(a, b):
        return "new", (reason("same name", weight=0.1), reason("other given name"))
    if not a.initials or not b.initials:
        reasons = (reason("name written otherwise"), reason("given name on one side only"))
        if not a.initials and not b.initials:
            reasons = (reason("same name", weight=0.2), reason("given name on one side only"))
        return ("same" if shared else "uncertain"), (*reasons, *shared)
    if a.given and b.given and a.given == b.given:
        return "same", (reason("same name"), *shared)
    fit = reason("initials fit the given name")
    if a == b and len(a.initials) > 1:
        return "same", (reason("same name"), fit, *shared)
    return ("same" if shared else "uncertain"), (reason("name written otherwise"), fit, *shared)


def _swapped(one: Author, two: Author) -> bool:
    return bool(one.given and two.given) and one.given == two.surname and two.given == one.surname


def _bodies(a: Author, b: Author, shared: list[Reason]) -> Said:
    if a == b:
        return "same", (reason("same name"), *shared)
    if a.initials != b.initials:
        near = fits(a, b)
        return ("uncertain" if near else "new"), (reason("name written otherwise", weight=0.1),)
    if acronym_of(a.surname, b.surname.split()) or acronym_of(b.surname, a.surname.split()):
        return "uncertain", (reason("initials of the name"), *shared)
    if fits(a, b):
        return "uncertain", (reason("part of the name"), *shared)
    return "new", ()
