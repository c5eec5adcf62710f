"""The small parts of an imprint: dates, page ranges, numbers of pages, volumes and issues."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

__all__ = [
    "MONTHS",
    "UNDATED",
    "apply_extent",
    "more_pages",
    "read_date",
    "read_issue",
    "rising",
    "with_page_lists",
]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "février fevrier févr fév fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "août aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "décembre decembre déc dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASONS = {"printemps": 21, "été": 22, "automne": 23, "hiver": 24}
UNDATED = re.compile(r"^\[?\(?s\.?\s?d\.?\)?\]?$", re.I)
_DATE = re.compile(
    rf"^[\[(]?(?:(?:le|du|cop\.?|c|©|dl|impr\.?|parution)\s?)?(?:(?P<day>\d{{1,2}})(?:er)?\s+)?"
    rf"(?:(?P<month>{_MONTH})\.?(?:\s?[-/]\s?(?P<month2>{_MONTH})\.?)?\s+"
    r"|(?P<season>printemps|été|automne|hiver)\s+)?"
    r"(?P<year>(?:1[5-9]|20)\d\d)(?:\s?[-/–]\s?(?P<year2>\d{4}|\d{2})(?!\d))?[\])]?$",
    re.I,
)
_ISO = re.compile(r"^((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?$")
_SPAN = re.compile(
    rf"^((?:{_MONTH})\.?\s(?:19|20)\d\d)\s?[-–/]\s?((?:{_MONTH})\.?\s(?:19|20)\d\d)$", re.I
)
_SLASHED = re.compile(r"^((?:19|20)\d\d)/(\d\d)(?:[-/](\d\d))?$")
_NUMERIC = re.compile(r"^(\d\d?)/(\d\d?)/((?:19|20)\d\d)$")
_COUNT = re.compile(
    r"^(?P<n>(?:[IVXLCDM]+\s?[-+,]\s?)?\d{1,5}(?:\s?[-+]\s?(?:[IVXLCDM]+|"
    r"\d{1,4}))?)\s?(?:p|pp|pages|f|ff)\.?$",
    re.I,
)
_RANGE = re.compile(
    r"^(?:pp?|pages?)\.?\s?(?P<p>[IVXLC]{1,7}(?:\s?[-–—]\s?[IVXLC]{1,7})?|[a-z]?\d[\w]*(?:(?:\s?[-–—]\s?|\sà\s)[a-z]?\d\w*)?"
    r"(?:\s?(?:,|et|&)\s?\d+(?:\s?[-–]\s?\d+)?)*)\.?$",
    re.I,
)
_FIRST_PAGES = re.compile(
    r"(?:(?:pp?|pages?)\.?\s?|(?=\d+\s?[-–—]\s?\d))\d{1,5}(?!\d)[\d\s,;–—-]*(?:(?:et|&|and)\s\d[\d\s–—-]*)?",
    re.I,
)
_NEXT_PAGES = re.compile(
    r"(?P<l>[A-Za-z]?)(?P<a>\d{1,5})(?P<b>\s?[-–—]\s?[A-Za-z]?\d{1,5})?(?:\s(?:et|&|and)\s\d{1,5}(?:\s?[-–—]\s?\d{1,5})?)?"
)
_BETWEEN = re.compile(r"\s?(?:[,;&]|\bet\b|\band\b)\s?")
_LONGEST_LIST = 200
_LAST_START = re.compile(r"(\d+)(?:\s?[-–—]\s?[A-Za-z]?\d+)?\s*$")
_YEAR_LIKE = re.compile(r"(?:1[5-9]|20)\d\d")
_BARE_RANGE = re.compile(
    r"^[a-z]?\d+[a-z]?(?:\s?[-–—]\s?[a-z]?\d+[a-z]?)?(?:\s?[,;]\s?\d+(?:\s?[-–]\s?\d+)?)*$", re.I
)
_VOLUMES = re.compile(r"^(\d+)\s?(?:vol|tomes?|t)\.?$", re.I)
_ISSUE = re.compile(
    r"^(?:n[o°º]s?|num\.?|numéros?|#)\s?(?P<n>(?:hs|spécial|"
    r"hors[- ]série)?\s?[\w/&–-]*(?:\s?(?:HS|bis|ter|spécial|hors[- ]série))?)\.?$",
    re.I,
)
_VOLUME = re.compile(r"^(?:vol\.?|volume|tome|t\.)\s?(?P<v>[\w/–-]+)\.?$", re.I)
_SPECIAL = re.compile(
    r"^(?:hors[- ]série|hs|suppl(?:ément|\.)?(?:\s\d+)?"
    r"(?:\s(?:au|to)\s(?:n[o°º]\s?|vol\.\s?)?\d+)?|"
    r"numéro spécial|n° spécial)(?:\s?(?:n[o°º]\s?)?[\w-]+)?\.?$",
    re.I,
)
_VOLUME_ISSUE = re.compile(r"^(?:vol\.?\s?)?(?P<v>\d+)\s?\((?P<n>[^()]{1,40})\)$", re.I)
_IGNORED = re.compile(
    r"^(?:\d{1,3}\s(?:diapositives|diapos|slides|vues|planches)|\d{1,3}\s?(?:min|mn|minutes|h)\b[\s\d.]*(?:min|s|sec)?|texte\s(?:n[o°º]\s?)?\d+(?:\s?/\s?\d+)?|"
    r"NOR\s?:\s?[A-Z0-9]{8,16}|"
    r"(?:ill|fig|tabl|graph|cart|phot|bibliogr|ann)(?:ogr)?\.?(?: en coul)?)$",
    re.I,
)
"""What an imprint says beside its numbers, and no field holds: how long, which text, pictures."""
_NO_PAGES = re.compile(r"^(?:n\.?\s?p\.?|non pag\w*\.?|pagination? multiple|pag\. mult\.)$", re.I)


def read_date(text: str) -> dict[str, Any] | None:  # noqa: PLR0911 - a return for each form
    """A printed date as CSL.

    >>> read_date("26 avril 2017")
    {'date-parts': [[2017, 4, 26]]}
    >>> read_date("s.d.")
    {'literal': 's.d.'}
    """
    text = text.strip(" .,;")
    if UNDATED.match(text):
        return {"literal": "s.d."}
    if spanned := _spanned(text):
        return spanned
    if match := _ISO.match(text):
        return _parts([int(part) for part in match.groups() if part])
    if match := _NUMERIC.match(text):
        return _parts([int(match[3]), int(match[2]), int(match[1])])
    match = _DATE.match(text)
    if match is None:
        return None
    year = int(match["year"])
    parts = [year]
    if match["month"]:
        parts.append(MONTHS[match["month"].lower()])
        if match["day"]:
            parts.append(int(match["day"]))
    elif match["day"]:
        return None
    if match["season"]:
        return {"date-parts": [[year]], "season": _SEASONS[match["season"].lower()] - 20}
    if match["month2"]:
        return {"date-parts": [parts, [year, MONTHS[match["month2"].lower()]]]}
    if match["year2"]:
        end = match["year2"]
        last = int(end if len(end) == 4 else str(year)[:2] + end)
        return {"date-parts": [parts, [last]]} if last > year else None
    return _parts(parts)


def _spanned(text: str) -> dict[str, Any] | None:
    """`2012/05-06` or `décembre 2012-janvier 2013`."""
    match = _SLASHED.match(text)
    if match is not None:
        dates = [_parts([int(match[1]), int(month)]) for month in match.groups()[1:] if month]
    elif (match := _SPAN.match(text)) is not None:
        dates = [read_date(match[1]), read_date(match[2])]
    else:
        return None
    found = [date for date in dates if date]
    if len(found) < len(dates):
        return None
    return {"date-parts": [date["date-parts"][0] for date in found]}


def _parts(parts: list[int]) -> dict[str, Any] | None:
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return None
    if len(parts) > 2 and not 1 <= parts[2] <= 31:
        return None
    return {"date-parts": [parts]}


def apply_extent(text: str, fields: dict[str, Any], *, bare_range: bool = False) -> bool:
    """Read one piece as pages, number of pages or volumes; whether it was one."""
    text = text.strip(" .,;:")
    if _NO_PAGES.match(text) or _IGNORED.match(text):
        return True
    if match := _COUNT.match(text):
        fields.setdefault("number-of-pages", re.sub(r"\s", "", match["n"]))
    elif match := _RANGE.match(text):
        fields.setdefault("page", _range(match["p"]))
    elif match := _VOLUMES.match(text):
        fields.setdefault("number-of-volumes", match[1])
    elif bare_range and _BARE_RANGE.match(text):
        fields.setdefault("page", _range(text))
    else:
        return False
    return True


def with_page_lists(pieces: Iterable[str]) -> list[str]:
    """Pieces that stood between commas, those of one list of pages put together.

    >>> with_page_lists(["n° 3", "p. 55", "60-61", "2012"])
    ['n° 3', 'p. 55, 60-61', '2012']
    """
    found: list[str] = []
    for piece in pieces:
        last = found[-1] if found and len(found[-1]) < _LONGEST_LIST else ""
        if _FIRST_PAGES.fullmatch(last) and more_pages(last, piece):
            found[-1] += f", {piece.strip()}"
        else:
            found.append(piece)
    return found


def more_pages(pages: str, more: str) -> bool:
    """Whether `more` can go on a list of pages: lists rise, and no year stands in them."""
    last, match = _LAST_START.search(pages), _NEXT_PAGES.fullmatch(more.strip(" ."))
    if (
        last is None
        or match is None
        or (not (match["b"] or match["l"]) and _YEAR_LIKE.fullmatch(match["a"]))
    ):
        return False
    return int(match["a"]) > int(last[1])


def rising(pages: str) -> str:
    """A list of pages up to where it stops rising: what follows is a year or another number."""
    end = 0
    for sign in _BETWEEN.finditer(pages):
        following = _BETWEEN.search(pages, sign.end())
        stop = following.start() if following else len(pages)
        if pages[sign.end() : stop].isdecimal() and not more_pages(
            pages[end : sign.start()], pages[sign.end() : stop]
        ):
            return pages[: sign.start()]
        end = sign.end()
    return pages


def _range(text: str) -> str:
    return re.sub(r"\s?[-–—]\s?|\sà\s", "-", text.strip())


def read_issue(text: str, fields: dict[str, Any]) -> bool:
    """Read one piece as a volume, an issue or both; whether it was one."""
    text = text.strip(" .,;:")
    if match := re.match(r"^\((?:n[o°º]\s?)?(\d[\w/–-]{0,12})\)$", text):
        fields.setdefault("issue", match[1])
        return True
    if _SPECIAL.match(text):
        fields.setdefault("issue", re.sub(r"^n[o°º]\s?", "", text))
    elif match := _VOLUME_ISSUE.match(text):
        fields.setdefault("volume", match["v"])
        fields.setdefault("issue", match["n"].removeprefix("n°").strip())
    elif match := _VOLUME.match(text):
        fields.setdefault("volume", match["v"])
    elif (match := _ISSUE.match(text)) and match["n"]:
        fields.setdefault("issue", match["n"].strip())
    else:
        return False
    return True
