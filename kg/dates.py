"""Dates as the Extended Date/Time Format (EDTF) writes them, and the days they span.

Parsing is the `edtf` library's. It fails on open intervals (`2006/..`), which we resolve here to
the day that is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

__all__ = ["BadDateError", "Span", "span"]


class BadDateError(ValueError):
    """The text is not an EDTF date."""


@dataclass(frozen=True)
class Span:
    """The first and the last day that a date may mean; None where it is open."""

    first: date | None
    last: date | None


@lru_cache(maxsize=4096)
def span(text: str) -> Span:
    """The days that an EDTF date spans.

    >>> span("1986/1988")
    Span(first=datetime.date(1986, 1, 1), last=datetime.date(1988, 12, 31))
    >>> span("193X").last
    datetime.date(1939, 12, 31)
    >>> span("2006/..").last is None
    True
    """
    start, slash, end = text.partition("/")
    if slash and (start in ("", "..") or end in ("", "..")):
        if start in ("", "..") and end in ("", ".."):
            raise BadDateError(f"{text!r} has neither a start nor an end")
        known = span(end if start in ("", "..") else start)
        return Span(None, known.last) if start in ("", "..") else Span(known.first, None)
    try:
        parsed = parse_edtf(text)
        first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, ValueError, TypeError, AttributeError) as error:
        raise BadDateError(f"{text!r} is not an EDTF date") from error
    if last < first:
        raise BadDateError(f"{text!r} ends before it begins")
    return Span(first, last)


def _day(moment: struct_time) -> date:
    return date(max(moment.tm_year, 1), moment.tm_mon, moment.tm_mday)
