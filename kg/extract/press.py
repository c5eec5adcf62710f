"""Imprints that stand before their title, as press reviews print them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.addresses import first_address, is_address_line
from kg.extract.imprint import Imprint, find_imprint
from kg.extract.leads import Lead, lead_of_title
from kg.extract.lines import Line
from kg.extract.names import looks_like_names
from kg.extract.upward import Above

__all__ = ["below_imprint", "imprint_first"]

_FIRST = re.compile(
    r"^(?P<head>[^:«»?!]{3,70}?,?\s(?:\d{1,2}(?:er)?\s+[a-zéû]{3,9}\.?\s+(?:19|20)\d\d"
    r"|\d{1,2}/\d{1,2}/(?:19|20)\d\d)(?:,\s?pp?\.\s?\d+(?:\s?[-–]\s?\d+)?)?)"
    r"\s*(?:\s:|:|\s[–—-]|\.)\s+(?P<title>[«“\"]?\s?[A-ZÀ-ÞŒ0-9].{7,250})$"
)


def imprint_first(text: str) -> tuple[Imprint, Lead] | None:
    """`Le Figaro, 18 juin 2018 : Title` on one line."""
    match = _FIRST.match(text) if len(text) < 400 else None
    if match is None or find_imprint(match["title"]) is not None:
        return None
    imprint = find_imprint(match["head"])
    if imprint is None or imprint.kind != "press" or imprint.start or imprint.left:
        return None
    if len(match["head"].split(",")[0].split()) > 6 or re.search(r"\.\s", match["title"][:-1]):
        return None
    return imprint, lead_of_title(match["title"])


def below_imprint(lines: Sequence[Line], index: int) -> tuple[Above, int] | None:
    """Title, and perhaps authors, under an imprint that has no title above; the last line."""
    line = lines[index]
    reach = 3 if line.level or line.bold else 2
    below = [i for i in range(index + 1, min(index + 6, len(lines))) if lines[i].text][:2]
    if not below or below[0] - index >= reach:
        return None
    title = lines[below[0]]
    if (
        title.prose
        or title.item
        or title.level
        or is_address_line(title)
        or first_address(title.raw)
        or len(title.text) > 250
        or title.text.endswith((",", ":", ";"))
        or title.text.count(". ") > 1
        or looks_like_names(title.text, several=True)
        or find_imprint(title.text) is not None
    ):
        return None
    above = Above(lead_of_title(title.text), index, title_lines=[below[0]])
    above.guessed.append("the title is read under the imprint")
    if len(above.lead.title) < 8:
        return None
    last = below[0]
    if len(below) > 1 and below[1] - below[0] == 1 and looks_like_names(lines[below[1]].text):
        above.lead.authors, above.author_lines, last = lines[below[1]].text, [below[1]], below[1]
    return above, last
