"""Grey papers that a note names by what they are: `Communiqué de presse de X daté du 29/04/2016`.

Nothing but the words themselves marks them, so the first word has to be the name of such a paper.
"""

from __future__ import annotations

import re

from kg.extract.items import Item
from kg.extract.styles.breaks import tidy
from kg.extract.styles.dates import DATE, read_printed_date
from kg.extract.styles.draft import Draft
from kg.extract.styles.people import people_at
from kg.extract.styles.spans import spans_of

__all__ = ["read_grey"]

_KINDS = {
    "communiqué de presse": "article-newspaper",
    "press release": "article-newspaper",
    "fiche": "pamphlet",
    "intervention": "speech",
    "discours": "speech",
    "conférence": "speech",
    "communication": "speech",
    "circulaire": "legislation",
    "compte rendu": "report",
    "procès-verbal": "report",
    "courrier": "personal_communication",
    "lettre": "personal_communication",
}
_GREY = re.compile(
    r"(?P<g>" + "|".join(_KINDS) + r")\b(?: [a-zà-ÿ-]+)? (?:de|du|des|d['’]|by|of|from|pour)\b",
    re.I,
)
_DATED = re.compile(rf",?\s?\b(?:datée? du|en date du|dated|du|le)\s(?P<d>{DATE})", re.I)
_ONLINE = re.compile(r"[.,]\s?(?:disponible|consultable|available)\b.*$", re.I | re.S)
_SPEAKER = re.compile(r"\s(?:de|d['’]|by)\s?(?=[A-ZÀ-ÞŒ])")


def read_grey(text: str, *, line: int = 1) -> Item | None:
    """Read such a paper; None where it is not one, or prints neither a date nor where it is."""
    flat = re.sub(r"\s+", " ", re.sub(r"^\s*\d{1,3}[.)]?\s+", "", text)).strip()
    match = _GREY.match(flat)
    if match is None or len(flat) > 400 or re.search(r"[.?!] [A-ZÀ-ÞŒ]", _ONLINE.sub("", flat)):
        return None
    draft = Draft({"type": _KINDS[match["g"].lower()], "genre": match["g"]}, {})
    draft.sure = {"type": 0.7, "genre": 0.8}
    online = _ONLINE.search(flat)
    if online is not None:  # behind it the text of the page may go on
        flat = flat[: online.start()]
    dated = _DATED.search(flat)
    if dated is None and online is None:
        return None
    if dated is not None:
        draft.put("issued", read_printed_date(dated["d"])[0], 0.85)
        if "issued" not in draft.csl:
            return None
        flat = flat[: dated.start()] + flat[dated.end() :]
    draft.put("title", tidy(flat), 0.6)
    speaker = _SPEAKER.search(flat, match.start("g"), match.end() + 2)
    if draft.csl["type"] == "speech" and speaker:
        people = people_at(flat, speaker.end(), "forward")
        if people is not None:
            draft.put("author", people.csl(), 0.75)
    item = Item(line, line - 1, draft.csl)
    item.confidence = draft.sure
    item.warnings.append("the note names a paper by its kind; it prints no title of its own")
    item.evidence = spans_of(text, line, item)
    return item
