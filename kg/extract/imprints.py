"""What every reader of imprints shares: the result, remarks in parentheses, pieces, cities."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kg.extract.letters import CAPITAL
from kg.extract.parts import UNDATED, apply_extent, read_date, read_issue

__all__ = [
    "CITIES",
    "YEAR",
    "Imprint",
    "classify",
    "is_part",
    "last_sentence",
    "without_notes",
]

YEAR = r"(?:1[5-9]|20)\d\d"
_NOTES = re.compile(r"\(([^()]{2,200})\)")
_NAMES = """
    paris lyon lille rennes marseille bordeaux toulouse nantes strasbourg montpellier dijon
    besançon grenoble nancy metz rouen caen tours orléans limoges poitiers amiens reims nice
    saint-denis vanves montrouge bruxelles liège louvain-la-neuve namur mons genève lausanne berne
    fribourg québec montréal ottawa sherbrooke londres london oxford cambridge new-york boston
    luxembourg copenhague toulon angers brest arles latresne ramonville issy-les-moulineaux"""
CITIES = frozenset(_NAMES.split())


@dataclass
class Imprint:
    """What an imprint says, where in its text it begins, and how sure that is."""

    kind: str  # gazette, journal, publisher, press, issuer
    start: int
    fields: dict[str, Any]
    notes: list[str] = field(default_factory=list)  # in parentheses: a series, a thesis, a remark
    confidence: float = 0.95
    left: str = ""  # what was not understood


def classify(pieces: list[str], fields: dict[str, Any]) -> list[str]:
    """Read each piece as date, volume, issue or pages; what is none of them is given back."""
    left = []
    for piece in pieces:
        date = read_date(piece)
        if date is not None:
            fields.setdefault("issued", date)
        elif not (read_issue(piece, fields) or apply_extent(piece, fields)):
            left.append(piece)
    return left


def is_part(piece: str) -> bool:
    """Whether a piece is a date, a volume, an issue or pages."""
    return bool(UNDATED.match(piece)) or not classify([piece], {})


def without_notes(text: str, found: Imprint) -> str:
    """The text without its remarks in parentheses, which are kept apart; `92(9)` is none."""

    def keep(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if before[-1:].isalnum() or len(match[1]) < 4:
            return match[0]
        if not before.strip() and (len(match[1]) < 12 and match[1][-1:].isdigit()):
            return match[0]  # `2010 ; (40) : 10`
        if (
            before.rstrip()[-1:].isdigit()
            and not re.search(rf"{YEAR}\s*$", before)
            and len(match[1]) < 12
        ):
            return match[0]
        found.notes.append(match[1].strip())
        return ""

    return _NOTES.sub(keep, text)


def last_sentence(head: str) -> int:
    """Where the last sentence of a text begins: after `. `, `? ` or `! ` before a capital."""
    start = 0
    for match in re.finditer(
        rf"(?:(?<=[\w»\")\]]{{2}})|(?<=[»”]))[.?!…]\s+(?:[-–—]\s+)?(?=[{CAPITAL}\"«])"
        rf"|(?<=[»”]),\s+(?=[{CAPITAL}])",
        head,
    ):
        start = match.end()
    return start
