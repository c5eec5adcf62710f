"""The imprint of a reference: who issued it, in what, when. It is what a reference is found by.

Layouts, tried in this order: the gazette of a law; the citation of a portal; the note of a
thesis; `Journal year ; vol(issue) : pages`; `Place : Publisher, year, N p.`; pieces parted by
commas, down to an issuer and a year alone. Hand-written, because published rule sets know none of
the layouts of French documentation centres.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from kg.extract.belief import believable
from kg.extract.commas import commas
from kg.extract.imprints import YEAR, Imprint, classify, last_sentence, without_notes
from kg.extract.parts import apply_extent, read_date, read_issue
from kg.extract.publishers import publisher
from kg.extract.theses import thesis

__all__ = ["Imprint", "find_imprint"]

_MOST = 12
"""No imprint has more dates than this; more are tried in no text."""
_IN_PARENTHESES = re.compile(
    r"(?<=[\w»])\s\(((?:19|20)\d\d)\)(?=\.?$|,\s(?:vol|n[o°º]|pp?\.|t\.|\d+\s?p|coll))"
)
_PAGES_LAST = re.compile(
    r"(?<=[\w».)]),\s(?:[IVXLC]+\s?[-+]\s?)?\d{1,4}\s?(?:p|pages|f)\b\.?(?:\s*\([^()]{2,100}\))?\.?$"
)
_GAZETTE = re.compile(
    r"(?:^|(?<=\. )|(?<=[,»)] )|(?<=[-–—] ))(?P<name>Journal officiel[^,;]{0,80}?|"
    r"J\.?O\.?(?:R\.?F\.?|U\.?E\.?)?|Bulletin officiel[^,;]{0,80}?|"
    r"B\.?O\.?(?:E\.?N\.?)?(?: (?:[–-] )?[A-ZÀ-ÞŒ][\w'-]{1,24}){0,4})"
    r"\s*[,;]?\s+(?P<rest>(?:n[o°º]|du\b|\d).{0,120})$"
)
_SEMICOLON = re.compile(
    rf"(?P<date>\[?(?:(?:\d{{1,2}}\s+)?[A-Za-zéûÉ]{{3,9}}\.?"
    rf"(?:[-/][A-Za-zéû]{{3,9}}\.?)?\s+)?{YEAR}(?:[-/–]\d{{2,4}})?\]?)\s*;\s*"
)
_PORTAL = re.compile(
    r"^(?P<c>.{3,140}?),?\s+(?P<y>(?:19|20)\d\d)/(?P<i>\d[\d-]*|HS\d*)\s*"
    r"(?:\((?P<n>[^()]{1,40})\))?\s*"
    r"(?:,\s*(?:pp?\.?|pages?)\s*(?P<f>\d+)(?:\s*(?:à|-|–)\s*(?P<l>\d+))?)?\.?$"
)


def find_imprint(text: str) -> Imprint | None:
    """The imprint that ends this text."""
    if not 6 <= len(text) <= 1500:
        return None
    readers: tuple[Callable[[str], Imprint | None], ...] = (
        _gazette,
        _portal,
        thesis,
        _journal,
        publisher,
        commas,
    )
    for reader in readers:
        found = reader(text)
        if found is not None and believable(found):
            return found
    return _year_in_parentheses(text) or _undated(text)


def _year_in_parentheses(text: str) -> Imprint | None:
    """`Place : Publisher (2015), 120 p.` or `Journal (2015), vol. 3, p. 4-9`."""
    match = _IN_PARENTHESES.search(text)
    if match is None:
        return None
    dated = f"{text[: match.start()]}, {match[1]}{text[match.end() :]}"
    for reader in (publisher, commas):
        found = reader(dated)
        if (
            found is not None
            and found.start < match.start()
            and (found.kind == "journal" or "publisher-place" in found.fields)
            and believable(found)
        ):
            return found
    return None


def _undated(text: str) -> Imprint | None:
    """`Place : Publisher, 120 p.`, whose date is not printed; the count of pages is wanted."""
    match = _PAGES_LAST.search(text)
    if match is None:
        return None
    found = publisher(f"{text[: match.start()]}, 2000{text[match.start() :]}")
    if found is None or found.left or not believable(found):
        return None
    del found.fields["issued"]
    found.confidence = 0.85
    return found


def _gazette(text: str) -> Imprint | None:
    match = _GAZETTE.search(text)
    if match is None:
        return None
    fields: dict[str, Any] = {"container-title": match["name"].strip()}
    rest = re.sub(r"\s+du\s+(?=\d)", ", ", " " + match["rest"].rstrip(".")).strip(" ,")
    left = classify([piece.strip() for piece in rest.split(",")], fields)
    if "issued" not in fields:
        return None
    return Imprint("gazette", match.start(), fields, left=", ".join(left))


def _portal(text: str) -> Imprint | None:
    """`Journal 2012/2 (n° 21), pages 23 à 34`, as the portal Cairn cites."""
    match = _PORTAL.match(text[(start := last_sentence(text.partition("/")[0])) :])
    if match is None or not (match["n"] or match["f"]):
        return None
    fields: dict[str, Any] = {
        "container-title": match["c"].strip(),
        "issued": {"date-parts": [[int(match["y"])]]},
    }
    if not (match["n"] and read_issue(match["n"], fields)) or "issue" not in fields:
        fields["issue"] = match["i"]
    if match["f"]:
        fields["page"] = match["f"] + (f"-{match['l']}" if match["l"] else "")
    return Imprint("journal", start, fields)


def _journal(text: str) -> Imprint | None:
    for match in islice(_SEMICOLON.finditer(text), _MOST):
        date = read_date(match["date"])
        begin = match.start()
        if date is None:  # a word before the year is the end of the journal's name
            year = re.search(YEAR, match["date"])
            if year is None:
                continue
            date, begin = read_date(match["date"][year.start() :]), begin + year.start()
        head = text[:begin].rstrip(" ,")
        start = last_sentence(head)
        container = re.sub(r"\s*\[[^\]]*\]\s*$", "", head[start:]).strip(" .,")
        if date is None or not container or len(container) > 140 or container[0].islower():
            continue
        if re.search(r"\s:\s[^,]+,\s", container):  # a place and a publisher
            continue
        fields: dict[str, Any] = {"container-title": container, "issued": date}
        found = Imprint("journal", start, fields)
        rest = without_notes(text[match.end() :], found)
        if not _volume_and_pages(rest, found):
            continue
        return found
    return None


def _volume_and_pages(rest: str, found: Imprint) -> bool:
    """Read what follows the year: `92(9) : 755-60`, `(40) : 10`, `4 : np`, `134 : 8 p.`, `8`."""
    rest = rest.strip().rstrip(".")
    match = re.match(
        r"(?i)^(?P<v>(?:vol\.?|n[o°º]s?|"
        r"t\.)?\s?[\w./&–-]*(?:\s?[-/&]\s?\w+)?)\s?(?:\((?P<n>[^()]{1,40})\))?"
        r"(?:\s(?P<s>(?:suppl|hors|spec|hs)[\w. -]{0,16}?))?"
        r"(?:\s?[,:]\s?(?P<p>.{1,60}))?$",
        rest,
    )
    if match is None or not (match["v"] or match["n"]):
        return False
    fields = found.fields
    volume = match["v"].strip()
    if volume and not read_issue(volume, fields):
        fields["volume"] = re.sub(r"\s", "", volume)
    if match["n"]:
        fields["issue"] = re.sub(r"^n[o°º]\s?", "", match["n"].strip())
    if match["s"]:
        fields.setdefault("issue", match["s"].strip())
    if match["p"]:
        for piece in re.split(r"\s?[,;]\s(?=\D)|\s:\s", match["p"]):
            if not apply_extent(piece, fields, bare_range=True) and not read_issue(piece, fields):
                found.left = piece.strip()
                found.confidence = 0.8
    return bool(re.search(r"\d|HS|suppl", rest, re.I))
