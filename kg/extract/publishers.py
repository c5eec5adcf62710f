"""Imprints of books and reports: `Place : Publisher, year, N p. (Series)`."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from kg.extract.imprints import CITIES, YEAR, Imprint, without_notes
from kg.extract.letters import CAPITAL
from kg.extract.parts import apply_extent, read_date, read_issue, with_page_lists

__all__ = ["publisher"]

_AFTER_COMMA = re.compile(rf"(?<=, )(?P<place>[{CAPITAL}][\w'-]*)\s?:\s(?=\S)")
_ISSUER_DATE = re.compile(
    rf",\s*(?P<date>(?:(?:cop\.?|c|©|DL|\d{{1,2}}|"
    rf"[a-zéû]{{3,9}}\.?)\s*){{0,2}}\[?{YEAR}\]?(?:[-/–]\d{{2,4}})?|"
    rf"\[?s\.?\s?d\.?\]?)"
    r"(?=$|[\s,.;:()])",
)
_PLACE = re.compile(
    rf"(?:^|(?<=[.?!»\")\]] )|(?<=; ))(?P<place>(?!In\b)(?:Le |La |Les |L')?[{CAPITAL}][\w'.-]*"
    rf"(?:[ /-](?:[{CAPITAL}(][\w'.()-]*|de|du|des|la|le|les|l'\w+|d'\w+|sur|en|"
    rf"sous|aux?|lès|et|the))"
    rf"{{0,5}}(?: ; [{CAPITAL}][\w'-]*(?=\s?[:;])){{0,2}}|\[?[Ss]\.\s?l\.\]?)\s?:\s(?=\S)"
)
_STOPS = re.compile(r"\s*[.,;]\s*(?:[-–—]\s*)?|\s+[-–—]\s+", re.I)
_LOWER_ISSUER = re.compile(r"(?:érès|eres|éd|l'|les? |la |s\. ?n|chez |impr|inpes|auto|the )", re.I)
_COLLECTION = re.compile(r",\s*(?:coll\.|collection)\s+(.{2,120})$", re.I)
_ISBN = re.compile(r"\bISBN(?:-1[03])?\s*:?\s*([\d-]{9,17}[\dX])", re.I)
_MOST_DATES = 8
_MOST_PIECES = 24
_PAGE_STOP = re.compile(r"(?<!\d)(?<!\d\s)\b(pp?|vol|t)\.\s*(?=\d)", re.I)
_ILLUSTRATED = re.compile(
    r"^(?:ill|fig|tabl|couv|graph|cartes?|bibliogr|annexes?|isbn|\d+ min|mn)\b", re.I
)
_DASHES = re.compile(r"\.\s*[-–—]\s+")


def publisher(text: str) -> Imprint | None:
    """The imprint of a publisher, with its place, that ends this text."""
    spaced = _DASHES.sub(". ", text) if _DASHES.search(text) else text
    for date_match in islice(_ISSUER_DATE.finditer(spaced), _MOST_DATES):
        date = read_date(date_match["date"])
        head = spaced[: date_match.start()]
        places = list(_PLACE.finditer(head)) or [
            m for m in _AFTER_COMMA.finditer(head) if m["place"].casefold() in CITIES
        ]
        if date is None or not places:
            continue
        chain = [places[-1]]
        for earlier in reversed(places[:-1]):
            if not head[: chain[0].start()].endswith("; "):
                break
            chain.insert(0, earlier)
        ends = [m.start() for m in chain[1:]] + [len(head)]
        names = [head[m.end() : end].strip(" ;,.") for m, end in zip(chain, ends, strict=True)]
        if not all(_issuer(name) for name in names):
            continue
        tail = spaced[date_match.end() :]
        series = _COLLECTION.search(names[-1])
        if series:
            names[-1] = names[-1][: series.start()]
        fields: dict[str, Any] = {
            "publisher-place": " ; ".join(m["place"].strip() for m in chain),
            "publisher": " ; ".join(names),
            "issued": date,
        }
        if series:
            fields["collection-title"] = series[1].strip()
        found = Imprint("publisher", chain[0].start(), fields)
        if not _tail(tail, found):
            continue
        if spaced is not text:
            found.start = text.find(chain[0]["place"], max(chain[0].start() - 40, 0))
        return found
    return None


def _issuer(name: str) -> bool:
    """Whether a text can be the name of a publisher, and not the rest of a title."""
    if not 0 < len(name) <= 320 or " : " in name or "?" in name:
        return False
    return not name[0].islower() or bool(_LOWER_ISSUER.match(name))


def _tail(tail: str, found: Imprint) -> bool:
    """Read what follows the year of a publisher: pages, a series, a remark."""
    rest = re.sub(r"\[[^\[\]]*\]", " ", without_notes(tail, found)).strip()
    if isbn := _ISBN.search(rest):
        found.fields["ISBN"] = isbn[1]
        rest = rest.replace(isbn[0], " ")
    rest = _PAGE_STOP.sub(r"\1 ", rest)
    pieces = _STOPS.split(rest)
    if len(pieces) > _MOST_PIECES:
        return False
    left = [
        piece
        for piece in with_page_lists(part.strip(" .,;:") for part in pieces)
        if piece
        and not _ILLUSTRATED.match(piece)
        and not apply_extent(piece, found.fields)
        and not read_issue(piece, found.fields)
    ]
    found.left = ", ".join(left)
    if found.left:
        found.confidence = 0.8
    return len(found.left) < 120
