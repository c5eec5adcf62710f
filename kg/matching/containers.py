"""Which known journal or publisher a printed name is.

A journal's ISSN decides first. A name is the same with other little words, `&`, accents or case;
its abbreviation in the manner of ISO 4 is the same when only one known journal fits; a subtitle
or a town is left out only where a mark shows it. Of publishers, one name within another
("Masson", "Elsevier Masson") and initials are for a person to decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kg.matching.journal_names import alike
from kg.matching.ranking import best_of
from kg.matching.verdicts import Match, Reason, Verdict, reason
from kg.matching.words import LITTLE, folded

__all__ = ["ContainerIndex", "PublisherIndex"]

_MOST = 50
_AFTER_MARK = re.compile(r"\s*(?:[(\[].*|\s[:=–-]\s.*|:\s.*)$")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")


class _Name(NamedTuple):
    whole: str
    short: str  # without what stands after a colon or in brackets


class _Names:
    """Names by identifier, found again by their first letters."""

    def __init__(self) -> None:
        self._names: dict[str, list[_Name]] = {}
        self._blocks: dict[str, list[str]] = {}

    def _put(self, id: str, names: Iterable[str], more: Iterable[str] = ()) -> None:
        keys = list(more)
        for name in names:
            read = _read(name)
            if read.whole:
                self._names.setdefault(id, []).append(read)
                keys += _keys(read)
        for key in keys:
            block = self._blocks.setdefault(key, [])
            if len(block) < _MOST and id not in block:
                block.append(id)

    def _near(self, name: _Name, more: Iterable[str] = ()) -> list[str]:
        keys = (*more, *_keys(name))
        return list({id: None for key in keys for id in self._blocks.get(key, ())})


class ContainerIndex(_Names):
    """Journals, and books that hold chapters."""

    def __init__(self) -> None:
        super().__init__()
        self._issns: dict[str, set[str]] = {}

    def add(self, id: str, names: Iterable[str], issns: Iterable[str] = ()) -> None:
        """Put a journal in with all its names and ISSNs."""
        numbers = _issns(issns)
        self._issns.setdefault(id, set()).update(numbers)
        self._put(id, names, (f"issn {number}" for number in numbers))

    def match(
        self,
        name: str,
        issns: Iterable[str] = (),
        apart: Callable[[str], bool] = lambda _: False,
    ) -> Match:
        """Which journal a printed name, or an ISSN, is, but for those it was held apart from."""
        read, numbers = _read(name), _issns(issns)
        found: dict[str, tuple[Verdict, tuple[Reason, ...]]] = {}
        for id in self._near(read, (f"issn {number}" for number in numbers)):
            if apart(id):
                continue
            known = self._issns.get(id, set())
            reasons: list[Reason] = []
            if common := known & numbers:
                reasons.append(reason("same ISSN", min(common)))
            elif known and numbers:
                reasons.append(reason("other ISSN"))
            names = self._names.get(id, [])
            verdict, said = max(
                (_journal(read, other) for other in names), key=_strength, default=("new", None)
            )
            if common:
                verdict = "uncertain" if verdict == "new" and read.whole and names else "same"
            elif said is None:
                continue
            found[id] = verdict, (*reasons, *([said] if said else ()))
        return best_of(found, "several names fit")


class PublisherIndex(_Names):
    """Publishers, and bodies that publish."""

    def add(self, id: str, names: Iterable[str]) -> None:
        """Put a publisher in with all its names."""
        self._put(id, names)

    def match(self, name: str, apart: Callable[[str], bool] = lambda _: False) -> Match:
        """Which publisher a printed name is, but for those it was held apart from."""
        read = _read(name)
        found: dict[str, tuple[Verdict, tuple[Reason, ...]]] = {}
        for id in self._near(read):
            if apart(id):
                continue
            verdict, said = max((_publisher(read, o) for o in self._names[id]), key=_strength)
            if said is not None:
                found[id] = verdict, (said,)
        return best_of(found, "several names fit")


Said = tuple[Verdict, Reason | None]


def _strength(said: Said) -> int:
    return ("new", "uncertain", "same").index(said[0])


def _journal(one: _Name, two: _Name) -> Said:
    likeness = alike(one.whole, two.whole)
    if likeness == "same":
        return "same", reason("same name")
    if likeness == "abbreviated":
        several = min(len(one.whole.split()), len(two.whole.split())) > 1
        return ("same" if several else "uncertain"), reason("abbreviated name")
    if one.short != one.whole or two.short != two.whole:
        short = alike(one.short, two.short)
        if short in ("same", "abbreviated") and not (
            one.short != one.whole and two.short != two.whole
        ):
            return "same", reason("part of the name", weight=0.4)
    return _maybe(likeness, one, two)


def _publisher(one: _Name, two: _Name) -> Said:
    likeness = alike(one.whole, two.whole)
    if likeness == "same":
        return "same", reason("same name")
    if likeness == "abbreviated":
        return "same", reason("abbreviated name")
    return _maybe(likeness, one, two)


def _maybe(likeness: str, one: _Name, two: _Name) -> Said:
    if likeness == "initials":
        return "uncertain", reason("initials of the name")
    a, b = set(_big(one.whole)), set(_big(two.whole))
    if likeness == "part" or a < b or b < a:
        return "uncertain", reason("part of the name")
    return "new", None


def _read(name: str) -> _Name:
    whole = folded(name[:500])
    return _Name(whole, folded(_AFTER_MARK.sub("", name[:500])) or whole)


def _big(name: str) -> list[str]:
    return [word for word in name.split() if word not in LITTLE] or name.split()


def _keys(name: _Name) -> list[str]:
    """First letters of the words, and each long word: what an abbreviation and a part keep."""
    keys = {f"letters {''.join(word[0] for word in _big(part))}" for part in name}
    keys |= {f"letters {''.join(word[0] for word in name.whole.split())}"}
    keys |= {f"letters {name.whole}", f"word {name.short}"}
    keys |= {f"word {word}" for word in _big(name.whole) if len(word) >= 5}
    return sorted(keys)


def _issns(printed: Iterable[str]) -> set[str]:
    return {
        found.replace("-", "").upper() for text in printed for found in _ISSN.findall(text or "")
    }
