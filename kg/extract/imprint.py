"""The imprint of a reference: who issued it, in what, when. It is what a reference is found by.

Five layouts, tried in this order: the gazette of a law; `Journal year ; vol(issue) : pages`;
`Place : Publisher, year, N p.`; pieces parted by commas; an issuer and a year alone. Hand-written,
because published rule sets know none of the layouts of French documentation centres.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kg.extract.commas import commas
from kg.extract.imprints import YEAR, Imprint, classify, last_sentence, without_notes
from kg.extract.parts import apply_extent, read_date, read_issue
from kg.extract.publishers import publisher

__all__ = ["Imprint", "find_imprint"]

_GAZETTE = re.compile(
    r"(?:^|(?<=\. ))(?P<name>Journal officiel[^,;]{0,80}?|J\.?O\.?(?:R\.?F\.?)?|"
    r"Bulletin officiel[^,;]{0,80}?|B\.?O\.?(?:E\.?N\.?)?)"
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
        _journal,
        publisher,
        commas,
    )
    for reader in readers:
        found = reader(text)
        if found is not None:
            return found
    return None


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
    for match in _SEMICOLON.finditer(text):
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
