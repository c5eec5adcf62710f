"""Imprints in pieces parted by commas, whose order differs from centre to centre."""

from __future__ import annotations

import re

from kg.extract.imprints import (
    CAPITAL,
    CITIES,
    YEAR,
    Imprint,
    classify,
    is_part,
    last_sentence,
    without_notes,
)

__all__ = ["commas"]

_THESIS = re.compile(r"^(?:thèse|mémoire|master|dea|dess|doctorat|diplôme)\b", re.I)


def commas(text: str) -> Imprint | None:  # noqa: PLR0912 - a branch for each order
    """`Journal, vol. 3, n° 2, 2014, p. 1-9`, `Place, Publisher, 2014, 120 p.`, `Issuer, 2014`."""
    start = _last_sentence_before_pieces(text)
    found = Imprint("issuer", start, {}, confidence=0.75)
    body = without_notes(text[start:], found).rstrip(". ")
    body = re.sub(r"(?<!série)(?<!HS)\s+(?=n[o°º]\s?\d)|\s+(?=vol\.\s?\d)", ", ", body)
    pieces = [piece.strip() for piece in body.split(",") if piece.strip()]
    named: list[str] = []
    while pieces and not is_part(pieces[0]):
        named.append(pieces.pop(0))
    if not named or not pieces or len(named) > 4 or not re.match(rf"[{CAPITAL}\d\[]", named[0]):
        return None
    if sum(len(name.split()) for name in named) > 14 or any(
        m in " ".join(named) for m in (" ; ", "?", "!")
    ):
        return None
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


def _last_sentence_before_pieces(text: str) -> int:
    head = re.split(
        rf",\s*(?:\d{{1,2}}\s+)?(?:[a-zéû]+\s+)?(?:{YEAR}|s\.?d)|,?\s(?:vol\.|n[o°º]\s?\d)",
        text,
        maxsplit=1,
    )[0]
    return last_sentence(head)
