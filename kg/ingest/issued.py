"""Dates of CSL as EDTF, where they are such; other dates stay the text they are."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence

from kg.dates import BadDateError, span

__all__ = ["edtf_of", "printed_date"]

FIRST, LAST = 1400, 2100
"""Years in which a work can have been issued, as the shapes ask."""


def edtf_of(date: object) -> tuple[str | None, int | None]:
    """A CSL date in EDTF with its first year; None for a date that EDTF cannot say.

    >>> edtf_of({"date-parts": [[2012, 9], [2013]]})
    ('2012-09/2013', 2012)
    >>> edtf_of({"literal": "in press"})
    (None, None)
    """
    if not isinstance(date, Mapping):
        return None, None
    parts = date.get("date-parts")
    if isinstance(parts, list) and 1 <= len(parts) <= 2:
        return _of_parts(parts, date)
    text = date.get("literal")
    if not isinstance(text, str) or not 4 <= len(text) <= 30:
        return None, None
    try:
        first = span(text.strip()).first
    except BadDateError:
        return None, None
    if first is None or not FIRST <= first.year <= LAST:
        return None, None
    return text.strip(), first.year


def printed_date(date: object) -> str:
    """A CSL date as text, whatever it holds."""
    if not isinstance(date, Mapping):
        return ""
    for name in ("literal", "raw"):
        if isinstance(date.get(name), str):
            return str(date[name])
    parts = date.get("date-parts")
    ends = parts if isinstance(parts, list) else []
    return "/".join("-".join(map(str, end)) for end in ends if isinstance(end, list))


def _of_parts(parts: list[object], date: Mapping[str, object]) -> tuple[str | None, int | None]:
    ends = [_numbers(part) for part in parts]
    known = [end for end in ends if end]
    if len(known) != len(ends) or (len(known) == 2 and not _in_order(*known)):
        return None, None
    first = known[0]
    season = date.get("season")
    if len(known) == 1 and len(first) == 1 and str(season) in ("1", "2", "3", "4"):
        return f"{first[0]}-2{season}", first[0]
    text = "/".join(_written(end) for end in known)
    if len(known) == 1 and date.get("circa"):
        text += "~"
    return text, first[0]


def _numbers(part: object) -> tuple[int, ...] | None:
    """Year, month and day as far as they can be; None without a year that can be."""
    if not isinstance(part, list):
        return None
    try:
        numbers = [int(number) for number in part[:3]]
    except (TypeError, ValueError):
        return None
    if not numbers or not FIRST <= numbers[0] <= LAST:
        return None
    if len(numbers) == 1 or not 1 <= numbers[1] <= 12:
        return (numbers[0],)
    if len(numbers) == 2 or not 1 <= numbers[2] <= monthrange(numbers[0], numbers[1])[1]:
        return tuple(numbers[:2])
    return tuple(numbers)


def _in_order(first: Sequence[int], last: Sequence[int]) -> bool:
    length = min(len(first), len(last))
    return tuple(first[:length]) <= tuple(last[:length])


def _written(numbers: Sequence[int]) -> str:
    return "-".join(
        f"{number:04}" if i == 0 else f"{number:02}" for i, number in enumerate(numbers)
    )
