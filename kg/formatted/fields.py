"""The item that citeproc-py is handed: only what it knows, and only in the forms it stands.

Values are text without the marks of HTML, which it escapes in some places and not in others: these
become noncharacters of Unicode and come back in the end. So do dates in words, since it prints
them whole wherever a year or a month is wanted, and "et al.", which it takes for a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.formatted.styles import LEAD

__all__ = ["ET_AL", "MARKS", "YEARS", "handed_over", "lead_of"]

MARKS = {"&": "\ufdd0", "<": "\ufdd1", ">": "\ufdd2"}
"""What stands for the marks of HTML while a reference is put together."""
ET_AL = "\ufdd3"
YEARS = {"issued": 7777700001, "accessed": 7777700002}
"""Years that stand for dates in words; five digits are the most that a date has."""

_HIDE = str.maketrans(MARKS)
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|77777000"
)
_PLAIN = (
    *("title", "container-title", "collection-title", "collection-number", "volume", "issue"),
    *("page", "publisher", "publisher-place", "genre", "medium", "number", "number-of-pages"),
    *("number-of-volumes", "event", "event-place", "authority", "section", "status", "version"),
    *("ISBN", "URL"),
)
_NAMES = ("author", "editor", "translator", "container-author", "collection-editor", "recipient")
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
_TYPES = {"presentation": "speech", "": "document"}
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_NO_DATE = re.compile(r"[\[(]?\s*(?:s\.?\s?d\.?|n\.?\s?d\.?|sans date|no date|undated)\s*[\])]?")
_LONGEST_YEAR = 9999


def handed_over(csl: Mapping[str, Any], style: str, lang: str) -> tuple[dict[str, Any], list[str]]:
    """An item for citeproc-py, and the words of its two dates (`issued`, `accessed`)."""
    kind = _text(csl.get("type")).lower()
    item: dict[str, Any] = {"id": "it", "type": _TYPES.get(kind, kind)}
    for field in _PLAIN:
        if text := _text(csl.get(field)):
            item[field] = text
    if "event" not in item and (event := _text(csl.get("event-title"))):
        item["event"] = event
    if doi := _DOI.sub("", _text(csl.get("DOI"))):
        item["DOI"] = doi
    if edition := _edition(_text(csl.get("edition")), lang):
        item["edition"] = edition
    for role in _NAMES:
        if names := _names(csl.get(role)):
            item[role] = names
    words = []
    for field, mark in YEARS.items():
        date, text = _date(csl.get(field), mark, lang)
        if style == "iso690" and len(date) == 1 and not text:
            date, text = [mark], str(date[0])  # so that it can be told from other numbers
        words.append(text)
        if date:
            item[field] = {"date-parts": [date]}
    # Without a language, citeproc-py takes every title for English and gives it capitals.
    item["language"] = _text(csl.get("language")).lower()[:2] or "zz"
    _for_style(item, style)
    return item, words


def lead_of(item: Mapping[str, Any]) -> LEAD:
    """What the reference of an item begins with."""
    if "author" in item:
        return "author"
    return "editor" if "editor" in item and "container-title" not in item else "title"


def _for_style(item: dict[str, Any], style: str) -> None:
    kind, pages, publisher = item["type"], item.get("number-of-pages", ""), item.get("publisher")
    if kind == "legislation" and item.get("number", " ") in item.get("title", ""):
        item.pop("number", None)
    if style == "vancouver":
        if pages.isdigit():
            item["number-of-pages"] = f"{pages} p"  # its label is lost on the way
        if kind == "paper-conference" and "container-title" not in item and "event" in item:
            item["type"] = "speech"
    if style == "iso690" and kind == "report" and pages:
        item.setdefault("page", pages)
    if style == "apa":
        if kind == "webpage" and publisher and not {"author", "editor"} & item.keys():
            item["author"] = [{"literal": publisher}]
        if publisher and item.get("author") == [{"literal": publisher}]:
            del item["publisher"]
        serial = {"volume", "issue"} & item.keys()
        if kind == "paper-conference" and "container-title" in item and not serial:
            item["type"] = "chapter"


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(_UNFIT.sub("", str(value)).translate(_HIDE).split())


def _names(value: object) -> list[dict[str, str]]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    names = []
    for name in value:
        if not isinstance(name, Mapping):
            continue
        parts = {part: text for part in _NAME_PARTS if (text := _text(name.get(part)))}
        if "family" not in parts:
            literal = _text(name.get("literal")) or " ".join(parts.values())
            if not literal:
                continue
            others = literal.casefold().strip(" .") in ("et al", "others", "et alii")
            parts = {"literal": ET_AL if others else literal}
        names.append(parts)
    return names


def _edition(edition: str, lang: str) -> str:
    if not edition.isdecimal() or len(edition) > 3 or not edition.isascii():
        return edition
    number = int(edition)
    if lang == "fr":
        return f"{number}{'re' if number == 1 else 'e'} éd."
    last = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else last} ed."


def _date(value: object, mark: int, lang: str) -> tuple[list[int], str]:
    """Date parts, or `mark` as the year and the words that it stands for."""
    if not isinstance(value, Mapping):
        return [], ""
    ends = value.get("date-parts")
    dates = []
    if isinstance(ends, Sequence) and not isinstance(ends, str):
        dates = [date for end in ends[:2] if (date := _parts(end))]
    if not dates:
        words = _text(value.get("literal") or value.get("raw"))
        return ([mark], words) if words and not _NO_DATE.fullmatch(words.lower()) else ([], "")
    years = list(dict.fromkeys(str(date[0]) for date in dates))
    if value.get("circa"):
        return [mark], f"{'vers' if lang == 'fr' else 'ca.'} {'–'.join(years)}"
    if len(years) > 1 or dates[0][0] < 1000:
        return [mark], "–".join(years)
    if len(dates) > 1 and dates[0] != dates[1]:
        return dates[0][:1], ""
    return dates[0], ""


def _parts(end: object) -> list[int]:
    """Year, month and day as far as they can be: `[2012, 13, 1]` is 2012."""
    parts: list[int] = []
    if not isinstance(end, Sequence) or isinstance(end, str):
        return parts
    for part, most in zip(end, (_LONGEST_YEAR, 12, 31), strict=False):
        text = str(part).strip()
        if not (text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= most):
            break
        parts.append(int(text))
    return parts
