"""Dates as English and French reference lists print them, as CSL dates."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["DATE", "MONTH", "MONTHS", "UNDATED", "YEAR", "read_printed_date"]

_NAMES = (
    ("january", "jan", "janvier", "janv"),
    ("february", "feb", "février", "fevrier", "févr", "fév", "fev"),
    ("march", "mar", "mars"),
    ("april", "apr", "avril", "avr"),
    ("may", "mai"),
    ("june", "jun", "juin"),
    ("july", "jul", "juillet", "juil"),
    ("august", "aug", "août", "aout"),
    ("september", "sept", "sep", "septembre"),
    ("october", "oct", "octobre"),
    ("november", "nov", "novembre"),
    ("december", "dec", "décembre", "decembre", "déc"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
_SEASONS = {
    name: number
    for number, names in enumerate(
        (
            ("spring", "printemps"),
            ("summer", "été", "ete"),
            ("autumn", "fall", "automne"),
            ("winter", "hiver"),
        ),
        start=1,
    )
    for name in names
}
MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_SEASON = "(?:" + "|".join(_SEASONS) + r")\b"
_BOTH = rf"(?:{MONTH}|{_SEASON})"
YEAR = r"(?:1[5-9]|20)\d\d"
MONTHS = frozenset(_MONTHS) | frozenset(_SEASONS)
"""Every name of a month or a season, in small letters."""
_DAY = r"[0-3]?\d(?:er|st|nd|rd|th)?"
DATE = (
    rf"(?:{_DAY}\.? )?{_BOTH}(?:\s?[-–/]\s?{_BOTH})?,? (?:{_DAY}, )?{YEAR}[a-k]?\b"
    rf"|{YEAR}[a-k]?,? {_DAY} {MONTH}"
    rf"|{YEAR}[a-k]?,? {_BOTH}(?:\s?[-–/]\s?{_BOTH})?(?: {_DAY}\b(?:\s?[-–]\s?{_DAY}\b)?)?"
    rf"|{YEAR}[-/.][01]\d[-/.][0-3]\d\b|[0-3]?\d[/.][01]?\d[/.]{YEAR}\b"
    rf"|{YEAR}\s?[-–/]\s?(?:{YEAR}|\d\d)\b(?!\d)|\[?[c©]?{YEAR}[a-k]?\b\]?"
)
"""Regular expression of one date; to be used without regard to case."""
UNDATED = r"(?:n\.\s?d\.?|s\.\s?d\.?|n\.d|no date|sans date|undated|date inconnue)"

_WORD = re.compile(r"[^\W\d_]+")
_FOUR = re.compile(YEAR)
_SPAN = re.compile(rf"({YEAR})\s?[-–/]\s?({YEAR}|\d\d)$")
_ISO = re.compile(rf"({YEAR})[-/.](\d\d)[-/.](\d\d)$")
_SLASHED = re.compile(rf"(\d\d?)[/.](\d\d?)[/.]({YEAR})$")


def read_printed_date(  # noqa: PLR0911 - a return for each form
    text: str,
) -> tuple[dict[str, Any] | None, str]:
    """The CSL date and the letter printed behind the year ("" where there is none).

    >>> read_printed_date("2012, May 3")
    ({'date-parts': [[2012, 5, 3]]}, '')
    >>> read_printed_date("2007b")
    ({'date-parts': [[2007]]}, 'b')
    """
    text = text.strip(" .,;()[]")
    if re.fullmatch(UNDATED, text, re.I) or re.fullmatch(UNDATED, f"{text}.", re.I):
        return {"literal": text if text.endswith(("e", "d")) and "." not in text else f"{text}."}, (
            ""
        )
    if match := _ISO.match(text):
        return _checked([int(part) for part in match.groups()]), ""
    if match := _SLASHED.match(text):
        return _checked([int(match[3]), int(match[2]), int(match[1])]), ""
    if match := _SPAN.match(text):
        last = int(match[2]) if len(match[2]) == 4 else int(match[1][:2] + match[2])
        if last <= int(match[1]):
            return None, ""
        return {"date-parts": [[int(match[1])], [last]]}, ""
    year = _FOUR.search(text)
    if year is None:
        return None, ""
    suffix = re.match(r"[a-k]\b", text[year.end() :])
    rest = text[: year.start()] + " " + text[year.end() + (1 if suffix else 0) :]
    words = [word.casefold() for word in _WORD.findall(rest)]
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    seasons = [_SEASONS[word] for word in words if word in _SEASONS]
    day = re.search(r"\d{1,2}", rest)
    number, letter = int(year[0]), suffix[0] if suffix else ""
    if len(months) > 1:
        return {"date-parts": [[number, months[0]], [number, months[1]]]}, letter
    if months:
        return _checked([number, months[0], *([int(day[0])] if day else [])]), letter
    if seasons:
        return {"date-parts": [[number]], "season": seasons[0]}, letter
    return {"date-parts": [[number]]}, letter


def _checked(parts: list[int]) -> dict[str, Any] | None:
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return None
    if len(parts) > 2 and not 1 <= parts[2] <= 31:
        return None
    return {"date-parts": [parts]}
