"""Names and dates of CSL as the values of BibTeX fields.

Each is written in the plainest form that our own reader gives back the same; where no form is,
the nearest is taken, and the comparison that follows names the loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.library.dates import bibtex_date, edtf_date
from kg.library.names import OTHERS, bibtex_names
from kg.library.writing.latex import encoded

__all__ = ["date_fields", "edtf", "names_field"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIDY = re.compile(r"[\s,]")
_SEASONS = {"1": 21, "2": 22, "3": 23, "4": 24}
_NAMED_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def names_field(names: Sequence[Mapping[str, Any]]) -> str:
    """The value of a field of names.

    >>> names_field([{"family": "Berg", "given": "A.", "non-dropping-particle": "van"}, OTHERS])
    'van Berg, A. and others'
    """
    return " and ".join(filter(None, (_name(name) for name in names)))


def _name(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        if dict(name) == OTHERS:
            return "others"
        return f"{{{encoded(str(name['literal']))}}}"
    family, given, suffix = (_part(name, part) for part in ("family", "given", "suffix"))
    particles = [_part(name, f"{kind}-particle") for kind in ("dropping", "non-dropping")]
    particle = " ".join(filter(None, particles))
    if not family:
        return f"{{{given}}}" if given else ""
    forms = []
    for kept in (family, f"{{{family}}}"):
        whole = f"{particle} {kept}".strip()
        if suffix:
            forms.append(f"{whole}, {suffix}, {given or '{}'}")
            forms.append(f"{whole}, {{{suffix}}}, {{{given}}}")
        elif given:
            forms.append(f"{whole}, {given}")
            forms.append(f"{whole}, {{{given}}}")
        else:
            forms.append(f"{whole}," if _TIDY.search(whole) else whole)
    wanted = {part: " ".join(str(value).split()) for part, value in name.items() if value}
    for form in forms:
        if bibtex_names(form) == ([wanted], []):
            return form
    whole = f"{{{particle} {family}}}" if particle else f"{{{family}}}"
    return ", ".join([whole, *([f"{{{suffix}}}"] if suffix else []), f"{{{given}}}"])


def _part(name: Mapping[str, Any], part: str) -> str:
    return encoded(str(name.get(part) or ""))


def date_fields(
    date: Mapping[str, Any], suffix: str = "", field: str = "date"
) -> Iterator[tuple[str, str]]:
    """The fields of a date.

    Of the date of publication (`date`), a year or a month is written as BibTeX has it (`year`,
    `month`); more is written as EDTF, with the year beside it for those who know BibTeX only.

    >>> dict(date_fields({"date-parts": [[2012, 3]]}))
    {'year': '2012', 'month': 'mar'}
    >>> dict(date_fields({"date-parts": [[2003], [2006]]}))
    {'date': '2003/2006', 'year': '2003'}
    """
    text = edtf(date)
    own = field == "date"
    if text and own and re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text):
        bare = len(text) == 4
        yield "year", text[:4] + (suffix if bare and re.fullmatch("[a-z]", suffix) else "")
        if not bare:
            yield "month", _MONTHS[int(text[5:]) - 1]
    elif text:
        yield field, text
        if own and re.match(r"\d{4}", text):
            yield "year", text[:4]
    elif written := str(date.get("literal") or date.get("raw") or ""):
        if own and "literal" in bibtex_date(" ".join(written.split())):
            yield "year", encoded(written)
        else:
            yield field, encoded(written)


def edtf(date: Mapping[str, Any]) -> str:
    """A date of parts as EDTF; nothing if it has none that biblatex could read.

    >>> edtf({"date-parts": [[2001]], "circa": True}), edtf({"date-parts": [[2012]], "season": 2})
    ('2001~', '2012-22')
    """
    ends = date.get("date-parts") or []
    if not ends and (text := str(date.get("literal") or date.get("raw") or "")):
        return edtf(edtf_date(text)) if "date-parts" in edtf_date(text) else ""
    if not 1 <= len(ends) <= 2:
        return ""
    written = [_end(end) for end in ends]
    season = str(date.get("season") or "").lower()
    if season and len(ends) == 1 and len(ends[0]) == 1:
        number = _SEASONS.get(season) or _NAMED_SEASONS.get(season)
        written = [f"{written[0]}-{number}"] if number else written
    text = "/".join(end + "~" if date.get("circa") else end for end in written)
    return text if "date-parts" in edtf_date(text) else ""


def _end(parts: Sequence[int]) -> str:
    year, *rest = parts
    return "-".join([f"{'-' if year < 0 else ''}{abs(year):04}", *(f"{part:02}" for part in rest)])
