"""What people decided about pairs: the same, or not the same, with all that follows from it.

"The same" carries over: if A is B and B is C, A is C, and what is not B is neither A nor C.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.problems import PairkgError

__all__ = ["ContradictionError", "Decisions"]


class ContradictionError(PairkgError):
    """Two things were decided to be the same and not the same."""


class Decisions:
    """Pairs decided on, closed over "the same"; look-ups take constant time."""

    def __init__(
        self, different: Iterable[tuple[str, str]] = (), same: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._group: dict[str, list[str]] = {}
        for one, two in same:
            self._join(one, two)
        self._apart: set[frozenset[str]] = set()
        for one, two in different:
            a, b = self._root(one), self._root(two)
            if a == b:
                raise ContradictionError(
                    f"{one!r} and {two!r} are decided to be the same and to be different; "
                    "take one of the two decisions back."
                )
            self._apart.add(frozenset((a, b)))

    def apart(self, one: str, two: str) -> bool:
        """Whether two were decided to be different."""
        return bool(self._apart) and frozenset((self._root(one), self._root(two))) in self._apart

    def twins(self, one: str) -> list[str]:
        """All that were decided to be the same as this one, without it."""
        return [other for other in self._group.get(one, ()) if other != one]

    def _root(self, one: str) -> str:
        return self._group[one][0] if one in self._group else one

    def _join(self, one: str, two: str) -> None:
        mine, other = self._group.get(one) or [one], self._group.get(two) or [two]
        if mine is other:
            return
        if len(mine) < len(other):
            mine, other = other, mine
        for member in other:
            if member not in mine:
                mine.append(member)
            self._group[member] = mine
        for member in (mine[0],):
            self._group[member] = mine
