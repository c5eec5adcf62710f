"""Dates as libraries write them, as CSL dates.

What means a year, a month, a day or a range of these becomes `date-parts`; every other text
(`in press`, `199X`, `2006/..`) is kept as a literal, as printed. Hand-written: a library writes
years, month names in three languages and slashes, of which EDTF is a small part.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from kg.folding import unaccented

__all__ = ["bibtex_date", "edtf_date", "month_number", "slashed_date", "spoken_date"]

Date = dict[str, Any]

_MONTHS = (
    ("january", "janvier", "januar", "enero"),
    ("february", "fevrier", "februar", "febrero"),
    ("march", "mars", "marz", "marzo"),
    ("april", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "juin", "juni", "junio"),
    ("july", "juillet", "juli", "julio"),
    ("august", "aout", "agosto"),
    ("september", "septembre", "septiembre"),
    ("october", "octobre", "oktober", "octubre"),
    ("november", "novembre", "noviembre"),
    ("december", "decembre", "dezember", "diciembre"),
)
_SEASONS = {"spring": 1, "printemps": 1, "summer": 2, "ete": 2, "autumn": 3, "fall": 3}
_SEASONS |= {"automne": 3, "winter": 4, "hiver": 4}
_WORD = re.compile(r"[^\W\d_]+")
_EDTF = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.Z+-]*)?([?~%]?)")
_YEARS = re.compile(r"(\d{4})\s*[-/–]+\s*(\d{4})")
_NUMBERS = re.compile(r"\d{1,2}")
_LONGEST = 100


@lru_cache(maxsize=4096)
def month_number(word: str) -> int | None:
    """The month that a word names, whole or cut short; None for any other word.

    >>> month_number("Févr."), month_number("sept"), month_number("ma")
    (2, 9, None)
    """
    word = unaccented(word).rstrip(".")
    if word == "juil":
        return 7
    if len(word) < 3:
        return None
    found = {
        number
        for number, names in enumerate(_MONTHS, 1)
        if any(name.startswith(word) for name in names)
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def edtf_date(text: str) -> Date:
    """A biblatex date.

    >>> edtf_date("2012-09/2013")
    {'date-parts': [[2012, 9], [2013]]}
    """
    text = text.strip()
    ends, circa = [], False
    for end in text.split("/") if len(text) < _LONGEST else ():
        match = _EDTF.fullmatch(end.strip())
        parts = _parts(match) if match else None
        if not match or not parts:
            return _season(text) or {"literal": text}
        ends.append(parts)
        circa = circa or bool(match[4])
    if not 1 <= len(ends) <= 2:
        return {"literal": text}
    return {"date-parts": ends} | ({"circa": True} if circa else {})


@lru_cache(maxsize=4096)
def bibtex_date(year: str, month: str = "", day: str = "") -> Date:
    """A date of BibTeX, whose month may be a number, a name, a range or hold the day.

    >>> bibtex_date("2012", "10~jan")
    {'date-parts': [[2012, 1, 10]]}
    """
    if not month and not day:
        return _years(year)
    whole = {"literal": " ".join(part for part in (day, month, year) if part)}
    if not re.fullmatch(r"\d{4}", year) or max(len(month), len(day)) > _LONGEST:
        return whole
    season = _SEASONS.get(unaccented(month.strip(".")))
    if season and not day:
        return {"date-parts": [[int(year)]], "season": season}
    months, days = _months_and_days(month, day)
    known = 1 <= len(months) <= 2 and all(m and 1 <= m <= 12 for m in months)
    if known and not days:
        return {"date-parts": [[int(year), m] for m in months]}
    if known and len(months) == len(days) == 1 and 1 <= int(days[0]) <= 31:
        return {"date-parts": [[int(year), months[0], int(days[0])]]}
    return whole


def _years(year: str) -> Date:
    span = _YEARS.fullmatch(year)
    return {"date-parts": [[int(span[1])], [int(span[2])]]} if span else edtf_date(year)


def _months_and_days(month: str, day: str) -> tuple[list[int | None], list[str]]:
    """Months that a text names, or gives as numbers, and the days beside them."""
    days = _NUMBERS.findall(day)
    if words := _WORD.findall(month):
        return [month_number(word) for word in words], _NUMBERS.findall(month) or days
    return [int(found) for found in _NUMBERS.findall(month)], days


@lru_cache(maxsize=4096)
def slashed_date(text: str) -> Date:
    """A date of RIS: `2012/09/14/other`, any part but the year empty, or free text.

    >>> slashed_date("2012/09//Autumn issue"), slashed_date("2012//")
    ({'date-parts': [[2012, 9]]}, {'date-parts': [[2012]]})
    """
    text = text.strip()
    head = [part.strip() for part in text.split("/", 3)[:3]]
    if re.fullmatch(r"\d{4}", head[0]) and all(re.fullmatch(r"\d{0,2}", p) for p in head[1:]):
        parts = [int(head[0])]
        for part, most in zip(head[1:], (12, 31), strict=False):
            if int(part or 0) > most:
                return {"literal": text}
            if int(part or 0) == 0:
                break
            parts.append(int(part))
        return {"date-parts": [parts]}
    iso = edtf_date(text)
    return iso if "date-parts" in iso else spoken_date(text)


@lru_cache(maxsize=4096)
def spoken_date(text: str) -> Date:
    """A date in words: `2012 Sep 3` of MEDLINE, `3 septembre 2012`, `Sep-Oct 2012`."""
    text = text.strip()
    if len(text) > _LONGEST:
        return {"literal": text}
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    if len(years) != 1:
        return {"literal": text}
    rest = text.replace(years[0], " ", 1).strip(" ,;.")
    if rest and not _WORD.search(rest):
        return {"literal": text}
    found = bibtex_date(years[0], rest)
    return {"literal": text} if "literal" in found else found


def _parts(match: re.Match[str]) -> list[int] | None:
    parts = [int(part) for part in match.groups()[:3] if part]
    fits = all(1 <= part <= most for part, most in zip(parts[1:], (12, 31), strict=False))
    return parts if fits else None


def _season(text: str) -> Date | None:
    match = re.fullmatch(r"(\d{4})-2([1-4])", text)
    return {"date-parts": [[int(match[1])]], "season": int(match[2])} if match else None
