"""Which work of those known a reference is: the index that says same, uncertain or new.

Time is linear: a work is compared with at most `_COMPARED` others, those that share most keys
with it (`kg.matching.blocks`). What a person decided before wins over every rule: pairs known to
be the same are one work, with all that follows from it, and pairs known to be different are
never proposed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.matching.blocks import MOST, Keys, block_keys
from kg.matching.comparing import Comparison, compare
from kg.matching.decisions import Decisions
from kg.matching.facts import Facts, facts_of
from kg.matching.verdicts import Match, Reason, Verdict, banded, reason

__all__ = ["Match", "Reason", "Verdict", "WorkIndex"]

_COMPARED = 8
_CROWDED = 12
"""A loose key of so many works says too little to follow it."""
_FEW = 3
_RIVALS = 5


class WorkIndex:
    """Works by their identifiers in the project, each with its facts and keys."""

    def __init__(
        self,
        different: Iterable[tuple[str, str]] = (),
        same: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`different` and `same`: pairs of identifiers that a person decided on."""
        self._decisions = Decisions(different, same)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._facts: list[Facts] = []
        self._blocks: dict[int, int | list[int]] = {}
        self._last: tuple[dict[str, Any], tuple[Facts, Keys]] | None = None

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id: str, csl: Mapping[str, Any]) -> None:
        """Put a work in. An identifier that is there already gets one more form to be found by."""
        facts, keys = self._read(csl)
        place = len(self._ids)
        self._ids.append(id)
        self._places.setdefault(id, place)
        self._facts.append(facts)
        for key in (*keys.firm, *keys.loose):
            block = self._blocks.get(key)
            if block is None:
                self._blocks[key] = place
            elif isinstance(block, int):
                if block != place:
                    self._blocks[key] = [block, place]
            elif len(block) < MOST and block[-1] != place:
                block.append(place)

    def match(self, csl: Mapping[str, Any], id: str | None = None) -> Match:
        """What a work is among those put in; `id` is its own, for decisions made about it.

        A work is never matched with itself: entries under `id` are left out.
        """
        facts, keys = self._read(csl)
        if id is not None and (decided := self._decided(id)) is not None:
            return decided
        found: dict[str, Comparison] = {}
        for place in self._candidates(keys):
            other = self._ids[place]
            if other == id or (id is not None and self._decisions.apart(id, other)):
                continue
            comparison = compare(facts, self._facts[place])
            if not comparison.reasons:
                continue
            known = found.get(other)
            if known is None or comparison.score > known.score:
                found[other] = comparison
        return self._best(found)

    def _read(self, csl: Mapping[str, Any]) -> tuple[Facts, Keys]:
        """Facts and keys of a work; those of the last one are kept, since `add` follows `match`.

        Whoever changes a list within a work between the two calls gets the old ones.
        """
        if self._last is not None and self._last[0] == csl:
            return self._last[1]
        facts = facts_of(csl)
        read = facts, block_keys(facts)
        self._last = (dict(csl), read)
        return read

    def _decided(self, own: str) -> Match | None:
        """The work that a person said this one is, where it is in the index."""
        twins = [twin for twin in self._decisions.twins(own) if twin in self._places]
        if not twins:
            return None
        first = min(twins, key=self._places.__getitem__)
        return Match("same", first, 1.0, (reason("decided before to be the same"),))

    def _candidates(self, keys: Keys) -> list[int]:
        """Places that share keys with a work, those with most in common first."""
        shared: dict[int, int] = {}
        find, known = self._blocks.get, shared.get
        for key in keys.firm:
            if (block := find(key)) is not None:
                for place in (block,) if isinstance(block, int) else block:
                    shared[place] = known(place, 0) + 3
        for key in (*keys.loose, *keys.near):
            block = find(key)
            if block is None:
                continue
            if isinstance(block, int):
                shared[block] = known(block, 0) + 2
            elif len(block) < _CROWDED:
                weight = 2 if len(block) < 6 else 1
                for place in block:
                    shared[place] = known(place, 0) + weight
        if len(shared) > _FEW:  # one loose key in common is chance
            shared = {place: weight for place, weight in shared.items() if weight > 2}
        if len(shared) <= _COMPARED:
            return list(shared)
        return sorted(shared, key=lambda place: (-shared[place], place))[:_COMPARED]

    def _equals(self, ranked: list[tuple[str, Comparison]]) -> int:
        """How many works fit as well as the best and were decided to be different from it."""
        best, comparison = ranked[0]
        return 1 + sum(
            other.verdict == "same"
            and other.score == comparison.score
            and self._decisions.apart(best, id)
            for id, other in ranked[1:]
        )

    def _best(self, found: Mapping[str, Comparison]) -> Match:
        if not found:
            return Match("new", None, 0.0)
        ranked = sorted(found.items(), key=lambda item: (-item[1].score, self._places[item[0]]))
        best, comparison = ranked[0]
        rivals = tuple(
            (other, c.score) for other, c in ranked[1 : 1 + _RIVALS] if c.verdict != "new"
        )
        if comparison.verdict == "same" and (several := self._equals(ranked)) > 1:
            reasons = (*comparison.reasons, reason("several works fit equally", str(several)))
            return Match("uncertain", best, banded("uncertain", reasons), reasons, rivals)
        if comparison.verdict == "new":
            return Match("new", best, comparison.score, comparison.reasons)
        return Match(comparison.verdict, best, comparison.score, comparison.reasons, rivals)
