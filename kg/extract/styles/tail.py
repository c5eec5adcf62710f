"""The numbers at the end of a reference: date, volume, issue, pages, in any order and spelling.

Every style prints them last, parted by commas, semicolons, colons or parentheses; so one grammar
of pieces reads them all, and the order and signs between them tell bare numbers apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kg.extract.parts import more_pages, rising
from kg.extract.styles.dates import DATE, MONTH, MONTHS, UNDATED, YEAR, read_printed_date

__all__ = ["Tail", "find_tail", "read_extents"]

_PAGE = r"(?:[A-Za-z]{0,2}\d{1,6}(?:\.e\d{1,3}|[A-Za-z])?|[ivxlc]{1,7}(?![a-z]))"
_RANGE = (
    rf"{_PAGE}(?:(?:\s?[-–—−‑]+\s?| à | to ){_PAGE})?"
    rf"(?:(?:,|;| ?&| et| and) ?(?:{_PAGE}\s?[-–—]\s?{_PAGE}"
    r"|\d{1,5}(?![\w(]|\s?\(|\s?pp?\b|\s?pages)))*"
    r"\+?"
)
_NUMBER = r"[A-Z]{0,3}\d[\w]*(?:\s?[-–/&]\s?\d\w*)?(?:\s?\(?suppl(?:\.|ement|ément)?(?:\s\w+)?\)?)?"
_SPECIAL = (
    r"(?:suppl(?:ement|ément)?s?\.?|special issue|spec(?:ial)?\.? (?:no|"
    r"issue)\.?|hors[- ]série|numéro spécial|"
    r"HS|pt\.?|part|spec no)(?:\s?(?:n[o°º]\.?\s?)?[A-Z]?\d+[\w/-]*)?"
)
_PIECES = (
    ("none", r"20\d\d\.\d\d\.\d\d\.\d{6,8}(?:v\d+)?"),
    ("lead", rf"\(\s?({DATE})\s?\)"),
    (
        "both",
        rf"(?:vol(?:ume)?\.?\s?)?(\d{{1,4}}(?:[-/]\d{{1,4}})?[A-Z]?|"
        rf"[IVXLC]{{1,7}})\s?\(\s?(?!(?:{YEAR})[a-k]?\s?\))(?:n(?:o|°|º|"
        rf"r)\.?\s?)?({_SPECIAL}|"
        rf"[A-Z]{{0,2}}\d[\w]*(?:\s?[-–/,&]\s?\d\w*)?(?:,? \(?{_SPECIAL}\)?)?|"
        rf"{MONTH}(?:[-/]{MONTH})?)\s?\)",
    ),
    ("both", r"(?-i:([IVXLC]{1,7})-(\d{1,3}))(?=,)"),
    ("both", r"\(\s?(\d{1,4})\.(\d{1,3}(?:\s?[-–/]\s?\d{1,3})?)\s?\)"),
    (
        "issue",
        rf"\(\s?(?:n[o°º]\.?\s?)?(?!{YEAR})({_SPECIAL}|\d{{1,4}}(?:\s?[-–/]\s?\d{{1,4}})?)\s?\)",
    ),
    ("issue", rf"({_SPECIAL})(?=[\s,;:.()\[\]]|$)"),
    (
        "issue",
        rf"(?:nos?|nrs?|n|n\.?[°º]s?|n\.os|num(?:ber)?s?|numéros?|issues?|iss)[.:]?\s?({_NUMBER})",
    ),
    (
        "volume",
        r"(?:vols?|volumes?|tomes?|t|v|jg|bd)\b[.:]?\s?(\d[\w]*(?:[-–/]\d+)?|[IVXLC]{1,7}\b)",
    ),
    (
        "number",
        r"(?:article|art\.?|article number|art\. no\.|article no\.|"
        r"article id)\s?(?:no\.?\s?)?([A-Za-z]?\d{1,10})",
    ),
    ("number-of-volumes", r"(\d{1,2})\s?vols?\b\.?(?!\s?\d)"),
    ("count", r"(\d{1,5}(?:\s?\+\s?\w+)?)\s?(?:pages|pp|p)\b\.?"),
    ("count", r"((?:[xvilc]+,\s?)\d{1,4})\s?(?:pages|pp|p)\b\.?"),
    ("count", r"((?:[XVILC]+[-+])\d{1,4})\s?(?:pages|pp|p)\b\.?"),
    ("count", r"(\d{1,4})\s?(?:ff?|feuillets)\b\.?"),
    ("none", r"\d{1,3}\s?(?:volets?|panneaux|planches|diapositives|slides|vues)\b\.?"),
    ("page", rf"(?:pages?|pp?g?s?|pp?)\b[.:]?\s?({_RANGE})"),
    (
        "range",
        r"((?:[A-Z]{1,2}|e)?\d{1,6}\s?[-–—−‑]+\s?(?:[A-Z]{1,2}|"
        r"e)?\d{1,6}(?:\.e\d{1,3})?(?:,\s?\d{1,5}\s?[-–]\s?\d{1,5})*)(?![\w-])",
    ),
    ("date", rf"({DATE})(?![\w])"),
    ("day", rf"([0-3]?\d {MONTH}|{MONTH} [0-3]?\d\b)"),
    ("page", r"((?-i:e|E|S|L|CD|A|D|F|R|P)\d{1,9})(?![\w])"),
    ("plain", r"(\d{1,8})(?![\w])"),
    ("undated", rf"\[?({UNDATED})(?![\w])\]?"),
    ("section", r"(?:sec|section)\.?\s([A-Z\d]{1,3})(?![\w])"),
    ("none", r"(?:cop|impr|dl)\.?(?=\s?\d)"),
    ("none", r"(?:n\.?\s?p\.?|non paginé|np)(?![\w])"),
)
_PIECE = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _PIECES)
_JOINED = re.compile(r"\s?,\s?-?|\s(?P<w>et|and|&)\s-?")
_SEP = re.compile(r"[\s,;:.)\]]+|[(\[]|(?:et|and|&)\s")
_BEGIN = re.compile(r"(?:(?<=[\s,;:.(\[])|^)(?=[\w(\[©])")
_YEARS = re.compile(rf"{YEAR}\s?[-–/]\s?(?:{YEAR}|\d\d)$")
_LIKELY = re.compile(r"[\d(\[]|[IVXLC]+[ (-]|n|v|p|t|i|s|h|a|j|b|m|f|d|o|w|é|e|l", re.I)
_WORD = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.I)
_PIECE_WORDS = """
    vols volume volumes tome tomes pages page suppl supplement supplements supplément suppléments
    special spécial spec issue issues part hors série numéro numéros number numbers nums article
    section feuillets volet volets panneaux planches diapositives slides vues
    undated date sans inconnue paginé impr"""
_WORDS = frozenset(_PIECE_WORDS.split()) | MONTHS
"""Every word of four letters or more that a piece can hold."""
_NUMBERED_BODY = re.compile(r"\b(?:Universit\w+|Univ\.)(?: [\w'’-]+){0,4} $")
LONGEST = 260
"""A tail is shorter than this (characters)."""


@dataclass
class Tail:
    """Numbers read; `start` is where they begin in the text."""

    start: int
    fields: dict[str, Any] = field(default_factory=dict)
    pieces: int = 0
    suffix: str = ""
    dated: bool = False
    journal: bool = False  # printed as journals' numbers are
    whole: bool = False  # a date with its day
    bare: bool = False  # the volume is a number without a word, alone
    day: list[int] = field(default_factory=list)  # month and day without a year
    left: list[str] = field(default_factory=list)


def find_tail(text: str) -> Tail | None:
    """The longest end of a text that holds nothing but numbers and their words."""
    text = text.rstrip()
    floor = max(0, len(text) - LONGEST)
    for word in _WORD.finditer(text, floor):  # no piece holds another word, so none goes over it
        if word[0].casefold() not in _WORDS and not _ROMAN.fullmatch(word[0]):
            floor = word.end()
    dead: set[int] = set()
    for match in _BEGIN.finditer(text, floor):
        at = match.start()
        if not _LIKELY.match(text, at) or text.count(")", at) > text.count("(", at) + 1:
            continue
        found = _lexed(text, at, dead)
        if found:
            if text.count(")", at) > text.count("(", at):
                continue
            if found[0][0] == "plain" and _NUMBERED_BODY.search(text, max(0, at - 60), at):
                continue
            return _read(found, at)
    return None


def read_extents(text: str) -> Tail | None:
    """A whole text as numbers, such as the inside of parentheses."""
    found = _lexed(text, 0, set())
    return _read(found, 0) if found else None


def _lexed(text: str, at: int, dead: set[int]) -> list[tuple[str, tuple[str, ...], str]] | None:
    """Pieces as kind, values and the signs before them; None where a word is something else.

    `dead` keeps the places from which the end is not reached, so that each is tried once.
    """
    seen: list[int] = []
    found: list[tuple[str, tuple[str, ...], str]] = []
    before = ""
    while at < len(text):
        if at in dead:
            dead.update(seen)
            return None
        seen.append(at)
        piece = next(((k, m) for k, p in _PIECE if (m := p.match(text, at))), None)
        if piece is not None:
            kind, match = piece
            values, at = tuple(value for value in match.groups() if value), match.end()
            if kind == "page" and (listed := rising(values[0])) != values[0]:
                values, at = (listed,), match.start(1) + len(listed)
            found.append((kind, values, before))
            before = ""
        elif sign := _SEP.match(text, at):
            before += sign[0]
            at = sign.end()
        else:
            dead.update(seen)
            return None
    if not found:
        dead.update(seen)
    return found or None


def _read(  # noqa: PLR0912 - a branch for each kind
    pieces: list[tuple[str, tuple[str, ...], str]], at: int
) -> Tail:
    tail = Tail(at, pieces=len(pieces))
    fields = tail.fields
    plain: list[tuple[str, str]] = []
    for kind, values, before in pieces:
        if kind == "both":
            fields.setdefault("volume", _plain(values[0]))
            fields.setdefault("issue", _plain(values[1]))
            tail.journal = True
        elif kind in ("lead", "date"):
            _dated(tail, values[0], plain, before)
        elif kind == "range":
            numbered = "volume" in fields and "issue" in fields
            if (
                _YEARS.fullmatch(values[0])
                and "issued" not in fields
                and not numbered
                and ":" not in before
            ):
                _dated(tail, values[0], plain, before)
            elif "page" in fields and "issue" not in fields:
                fields["issue"], tail.journal = _plain(values[0]), True
            else:
                plain.append((values[0], before + "-"))
        elif kind == "plain":
            plain.append((values[0], before))
        elif kind == "undated":
            fields.setdefault("issued", read_printed_date(values[0])[0])
        elif kind == "day":
            dated = read_printed_date(f"{values[0]} 2000")[0]
            tail.day = dated["date-parts"][0][1:] if dated else []
        elif kind == "count":
            fields.setdefault("number-of-pages", values[0])
        elif kind == "page":
            if (
                plain
                and values[0][0].isalpha()
                and _JOINED.fullmatch(before)
                and more_pages(plain[-1][0], values[0])
            ):
                plain[-1] = (f"{plain[-1][0]}, {_plain(values[0])}", plain[-1][1])  # `S21-30, S44`
                continue
            if plain and plain[-1][1].endswith("-") and "-" not in _plain(values[0]):
                fields["page"] = _plain(plain.pop()[0])  # the page behind it is the place cited
                continue
            fields.setdefault("page", _plain(values[0]))
        elif kind == "number-of-volumes":
            fields.setdefault(kind, values[0])
        elif kind != "none":
            if kind == "issue" and "issue" in fields:
                fields["issue"] += f" {values[0]}"
            fields.setdefault(kind, _plain(values[0]))
            tail.journal = tail.journal or kind in ("issue", "number") or "volume" in fields
    _place(tail, plain)
    tail.bare = len(plain) == 1 and fields.get("volume") == plain[0][0] and "issue" not in fields
    return tail


def _dated(tail: Tail, printed: str, plain: list[tuple[str, str]], before: str) -> None:
    date, suffix = read_printed_date(printed)
    if "issued" in tail.fields or date is None:
        if "issued" in tail.fields and printed.isdigit():
            plain.append((printed, before))
        elif date is not None and len(date.get("date-parts", [[0]])[0]) > 1:
            tail.fields["issued"] = date
        else:
            tail.left.append(printed)
        return
    tail.fields["issued"] = date
    tail.suffix, tail.dated = suffix, True
    tail.whole = len(date["date-parts"][0]) == 3


def _place(tail: Tail, plain: list[tuple[str, str]]) -> None:
    """Bare numbers by their order: volume, issue, pages; a range and what follows `:` are pages."""
    fields = tail.fields
    listing = False  # the number before was a page of this row
    for index, (value, before) in enumerate(plain):
        joined = _JOINED.fullmatch(before)
        if listing and joined and more_pages(fields["page"], _plain(value)):
            fields["page"] += (f" {joined['w']} " if joined["w"] else ", ") + _plain(value)
            continue
        ranged = before.endswith("-")
        last = index == len(plain) - 1
        if ("page" not in fields and "number" not in fields) and (
            (":" in before and ("volume" in fields or "issue" in fields))
            or (ranged and (last or "volume" in fields))
            or (last and ("volume" in fields))
        ):
            fields["page"], listing = _plain(value), True
            continue
        listing = False
        if len(value) > 5 and not ranged:
            tail.left.append(value)
        elif "volume" not in fields and not (ranged and last and "issue" in fields):
            fields["volume"] = _plain(value)
            tail.journal = True
        elif "issue" not in fields:
            fields["issue"] = _plain(value)
            tail.journal = True
        else:
            tail.left.append(value)


def _plain(value: str) -> str:
    return re.sub(r"\s?[-–—−‑]+\s?|\s(?:à|to)\s", "-", value.strip())
