"""Imprints in pieces parted by commas, whose order differs from centre to centre."""

from __future__ import annotations

import re

from kg.extract.imprints import (
    CITIES,
    YEAR,
    Imprint,
    classify,
    is_part,
    last_sentence,
    without_notes,
)
from kg.extract.kinds import PRESS
from kg.extract.letters import CAPITAL
from kg.extract.names import looks_like_names
from kg.extract.parts import with_page_lists

__all__ = ["commas"]

_IN = re.compile(r"(?:^|(?<=[.»?!] ))[Ii]n\s?:\s+")
_COLLECTION = re.compile(r"^(?:coll\.|collection)\s+(.{2,120})$", re.I)
_ISSUE_OF_YEAR = re.compile(r"(?<=, )((?:19|20)\d\d)/(\d{1,2})(?=,|$)")
_THESIS = re.compile(r"^(?:thèse|mémoire|master|dea|dess|doctorat|diplôme)\b", re.I)


def commas(text: str) -> Imprint | None:  # noqa: PLR0912 - a branch for each order
    """`Journal, vol. 3, n° 2, 2014, p. 1-9`, `Place, Publisher, 2014, 120 p.`, `Issuer, 2014`."""
    start = _last_sentence_before_pieces(text)
    found = Imprint("issuer", start, {}, confidence=0.75)
    body = without_notes(text[start:], found).rstrip(". ")
    body = re.sub(r"(?<!série)(?<!HS)(?<!\sau)\s+(?=n[o°º]\s?\d)|\s+(?=vol\.\s?\d)", ", ", body)
    numbered = re.search(r", n[o°º]\s?\d", body)
    body = _ISSUE_OF_YEAR.sub(r"\1" if numbered else r"\1, n° \2", body)
    body = re.sub(rf"(?<=, )({YEAR})\s:\s(?=\w)", r"\1, ", body)
    pieces = with_page_lists(piece.strip() for piece in body.split(",") if piece.strip())
    named: list[str] = []
    while pieces and not is_part(pieces[0]):
        named.append(pieces.pop(0))
    if not named or not pieces or len(named) > 4 or not re.match(rf"[{CAPITAL}\d\[]", named[0]):
        return None
    if sum(len(name.split()) for name in named) > 14 or any(
        m in " ".join(named) for m in (" ; ", "?", "!")
    ):
        return None
    named, pieces = _series(named, found), _series(pieces, found)
    left = classify(pieces, found.fields)
    fields = found.fields
    if left or "issued" not in fields:
        return None
    if _THESIS.match(named[0]) and len(named) > 1:
        found.notes.append(named.pop(0))
        found.kind, found.confidence = "publisher", 0.9
        fields["publisher"] = ", ".join(named)
        return found
    issuer = ", ".join(named)
    parts = fields["issued"].get("date-parts", [[]])[0]
    if "volume" in fields or "issue" in fields:
        found.kind, found.confidence = "journal", 0.9
        if len(named) == 2 and PRESS.search(named[1]):  # as HAL cites: journal, publisher
            issuer, fields["publisher"] = named
        fields["container-title"] = issuer
    elif len(parts) == 3:
        found.kind, found.confidence = "press", 0.9
        fields["container-title"] = issuer
    elif re.search(r"\b(?:revue|journal|cahiers|bulletin|annales|magazine|lettre)\b", issuer, re.I):
        found.kind = "journal"
        fields["container-title"] = issuer
    else:
        if len(named) > 1:
            found.kind = "publisher"
            for place, rest in ((named[0], named[1:]), (named[-1], named[:-1])):
                if place.casefold() in CITIES:
                    fields["publisher-place"] = place
                    issuer = ", ".join(rest)
                    found.confidence = 0.9
                    break
        if " : " in issuer:
            return None
        fields["publisher"] = issuer
    return found


def _series(pieces: list[str], found: Imprint) -> list[str]:
    """The pieces without `collection X`, which goes to the fields."""
    rest = []
    for piece in pieces:
        if match := _COLLECTION.match(piece):
            found.fields["collection-title"] = match[1].strip('«»" ')
        else:
            rest.append(piece)
    return rest


def _last_sentence_before_pieces(text: str) -> int:
    head = re.split(
        rf",\s*(?:\d{{1,2}}\s+)?(?:[a-zéû]+\s+)?(?:{YEAR}|s\.?d)|,?\s(?:vol\.|n[o°º]\s?\d)",
        text,
        maxsplit=1,
    )[0]
    start = last_sentence(head)
    inside = [match.end() for match in _IN.finditer(head)]
    if inside and inside[-1] > start:
        return inside[-1]
    if not start and (dashes := list(re.finditer(rf"\s[–—]\s+(?=[{CAPITAL}])", head))):
        return dashes[-1].end()
    return start if start else _after_names(head)


def _after_names(head: str) -> int:
    """Where the journal begins in `Durand A., Petit B., Title, Journal`; else 0."""
    pieces = head.split(", ")
    if not 3 <= len(pieces) <= 12:
        return 0
    for count in range(len(pieces) - 2, 0, -1):
        if looks_like_names(", ".join(pieces[:count]), several=True):
            return len(head) - len(pieces[-1])
    return 0
