"""Names without a year before dated ones, led to works with doubt: `(Durand ; Petit, 2012)`.

They are authors of one work, parted by a semicolon, or the year of the first work was left out.
The list of works decides where it can: a work of all these authors in that year, a work of the
name in that year, the only work of the name. Whatever is found, the reason says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.intext.model import Call, MatchedCall

__all__ = ["DOUBTED", "led_together", "shared", "without_year"]

DOUBTED = 0.6
"""How sure a work is that all the names of a row agree with."""
_SAME_YEAR, _ALONE = 0.5, 0.4
_SURE = 0.75
"""A work of all of them agrees at least so well: two doubts at once are too many."""


def shared(calls: Sequence[Call]) -> dict[int, tuple[int, ...]]:
    """For each name without a year, and the dated one that ends their row: the whole row.

    Rows are positions among `calls`; a name without a year that nothing dated follows has itself.
    """
    rows: dict[int, tuple[int, ...]] = {}
    row: list[int] = []
    for position, call in enumerate(calls):
        if call.kind != "author-year":
            continue
        if row and calls[row[-1]].group != call.group:
            row = []
        row.append(position)
        if call.year is None:
            rows[position] = (position,)
            continue
        if len(row) > 1:
            rows.update(dict.fromkeys(row, tuple(row)))
        row = []
    return rows


def led_together(row: Sequence[Call], matched: Callable[[Call], MatchedCall]) -> MatchedCall | None:
    """The one work of all the authors of a row in the year that ends it; None if there is none."""
    names = tuple(name for call in row for name in call.authors)
    whole = replace(row[-1], authors=names, others=any(call.others for call in row))
    found = matched(whole)
    return found if found.confidence >= _SURE else None


def without_year(
    call: Call,
    row: Sequence[Call],
    together: MatchedCall | None,
    matched: Callable[[Call], MatchedCall],
    works: Sequence[str],
) -> MatchedCall:
    """A name without a year; `works` are the listed works of as many authors, it first."""
    missing = f"no year is printed for {call.authors[0]}"
    if together is not None:
        who = "both" if len(row) == 2 else "all"
        reason = f"{missing}; with {_after(call, row)} it is one work of {who}"
        return MatchedCall(call, together.work, DOUBTED, reason, together.rivals)
    dated = row[-1]
    if dated.year is not None:
        same = matched(replace(call, year=dated.year, suffix=None))
        if same.work is not None:
            reason = f"{missing}; with the year of {dated.authors[0]}, {dated.year}: {same.reason}"
            return MatchedCall(call, same.work, _SAME_YEAR, reason, same.rivals)
        if same.rivals and not works:
            return replace(same, call=call, reason=f"{missing}; {same.reason}")
        if "agree" in same.reason:
            return replace(same, call=call, reason=f"{missing}; {same.reason}")
    if len(works) == 1:
        reason = f"{missing}; the list has one work of that author"
        return MatchedCall(call, works[0], _ALONE, reason)
    listed = f"{len(works)} works of that author are listed" if works else "no listed work"
    return MatchedCall(call, None, 0.0, f"{missing}; {listed}", tuple(works)[:10])


def _after(call: Call, row: Sequence[Call]) -> str:
    rest = [one for one in row if one is not call]
    return ", ".join([*(name for one in rest for name in one.authors), row[-1].year or ""])
