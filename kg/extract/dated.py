"""References that print the year behind the authors: `Durand A. (2015). Title. Place : Publisher`.

Their imprint has no date, so that no other reader knows it. Here the year stands where the others
want it while the imprint is read; the same readers are used, and what they say is asked of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.extract.addresses import first_address, is_address_line
from kg.extract.imprint import Imprint, find_imprint
from kg.extract.imprints import is_part
from kg.extract.kinds import THESIS
from kg.extract.leads import Lead, lead_of_title
from kg.extract.letters import CAPITAL
from kg.extract.lines import Line
from kg.extract.names import corporate, looks_like_names
from kg.extract.parts import apply_extent, read_date

__all__ = ["Dated", "dated_at"]

_YEAR = re.compile(
    r"\s*[,.]?\s*[(\[](?P<date>(?:(?:\d{1,2}\s)?[a-zéûA-Z]{3,9}\.?\s)?(?:1[5-9]|20)\d\d"
    r"(?:[-/](?:\d{4}|\d{2}))?|s\.?\s?d\.?|n\.d\.)(?P<letter>[a-h])?"
    r"(?:,\s(?:\d{1,2}\s)?[a-zéû]{3,9})?[)\]]\s*(?P<stop>[.,:;]?)\s*(?:[–—-]\s+)?"
)
_NOTE = re.compile(r"\s*\((?P<note>[^()]{3,200})\)\s*[.,]?\s*(?P<rest>[^()]{0,40})$")
_QUOTED = re.compile(r"^[«“\"]\s?(?P<title>[^»”\"]{3,400}?)\s?[»”\"]\s*[,.:]?\s*")
_CUT = re.compile(rf"(?<=[\w»)\]!?…\"'])[.?!…]\s+(?:[-–—]\s+)?(?=[{CAPITAL}\[\"«])")
_TAIL = re.compile(r"\s*(?:\([^()]{2,120}\)|\[[^\[\]]{2,60}\])?\s*\.?$")
_MOST_LINES = 6
_MOST_CUTS = 12


@dataclass
class Dated:
    """A reference of this kind: its lines, its lead and the imprint with the year."""

    first: int
    last: int
    lead: Lead
    imprint: Imprint
    author_lines: list[int] = field(default_factory=list)
    title_lines: list[int] = field(default_factory=list)


def dated_at(lines: Sequence[Line], index: int) -> Dated | None:
    """The reference that begins on this line with authors and a year."""
    line = lines[index]
    if line.level or not 8 <= len(line.text) <= 1500:
        return None
    year = _YEAR.search(line.text[:400])
    if year is None or not (authors := _authors(line.text[: year.start()])):
        return None
    date = read_date(year["date"].replace("n.d.", "s.d."))
    if date is None:
        return None
    rest = line.text[year.end() :]
    pieces = [rest] if rest else []
    places = [index]
    while True:
        found = _read(pieces, date, comma=year["stop"] == ",")
        if found is not None:
            lead, imprint = found
            lead.authors = authors
            titled = places if rest or len(places) < 3 else places[1:-1]
            return Dated(index, places[-1], lead, imprint, [index], titled)
        following = places[-1] + 1
        if following >= len(lines) or len(places) >= _MOST_LINES:
            return None
        below = lines[following]
        if (
            not below.text
            or below.level
            or below.item
            or is_address_line(below)
            or len(below.text) > 400
            or _YEAR.search(below.text[:200])
        ):
            return None
        pieces.append(below.text)
        places.append(following)


def _authors(text: str) -> str:
    """What stands before the year, if it can only be those who wrote the work."""
    text = text.strip(" ,.;:") if not re.search(r"\b[A-ZÀ-ÞŒ]\.$", text.strip()) else text.strip()
    if not 3 <= len(text) <= 300 or text.endswith("»"):
        return ""
    if looks_like_names(text) or (corporate(text) and len(text.split()) <= 14 and "." not in text):
        return text
    return text if re.fullmatch(rf"[{CAPITAL}][\w'-]{{2,30}}", text) else ""


def _read(
    pieces: Sequence[str], date: dict[str, Any], *, comma: bool
) -> tuple[Lead, Imprint] | None:
    """Title and imprint: in one run of text, or the imprint on a line of its own."""
    text = " ".join(pieces)
    cut = first_address(text)
    if cut is not None:
        text = text[: cut.start()].rstrip(" <[(")
    text = re.sub(
        r"[.,]?\s*(?:en ligne|disponible|repéré à|url|doi)\b[^:]{0,40}:?\s*$", "", text, flags=re.I
    )
    if len(pieces) > 1 and (found := _undated(pieces[-1], date)) is not None:
        return lead_of_title(" ".join(pieces[:-1])), found
    if (quoted := _QUOTED.match(text)) and (rest := text[quoted.end() :]):
        inside = re.match(r"[Ii]n\s?:?\s", rest)
        found = _undated(rest, date) if not inside else None
        if found is not None:
            return lead_of_title(quoted["title"]), found
    for match in list(_CUT.finditer(text))[:_MOST_CUTS]:
        found = _undated(text[match.end() :], date)
        if found is not None:
            return lead_of_title(text[: match.end()].rstrip(" -–—")), found
    if (note := _NOTE.search(text)) and THESIS.search(note["note"]):
        found = Imprint("publisher", 0, {"issued": date}, [note["note"]], 0.9)
        apply_extent(note["rest"], found.fields)
        return lead_of_title(text[: note.start()]), found
    if comma:
        parts = text.split(", ")
        for count in range(1, min(len(parts), 8)):
            found = _undated(", ".join(parts[count:]), date)
            if found is not None and not is_part(parts[count]):
                return lead_of_title(", ".join(parts[:count])), found
    return None


def _undated(text: str, date: dict[str, Any]) -> Imprint | None:
    """An imprint without date that is all of this text; it says pages, numbers or a place."""
    text = text.strip()
    if not 4 <= len(text) <= 400 or not re.match(rf"[{CAPITAL}\[]", text):
        return None
    tail = _TAIL.search(text)
    end = tail.start() if tail else len(text)
    body, behind = text[:end].rstrip(" ,.;"), text[end:]
    parts = re.split(r"(?:,\s+|(?<=[^\W\d])\s*;\s*(?=\d)|\.\s[-–—]\s)", body)
    count = next((i for i, part in enumerate(parts) if i and _part(part)), len(parts))
    head, rest = ", ".join(parts[:count]), parts[count:]
    numbers = [part.strip() for part in rest]
    if numbers and re.fullmatch(r"(?:\w{0,2}\d+\s?[-–]\s?\w{0,2}\d+|\d{1,4})", numbers[-1]):
        numbers[-1] = f"p. {numbers[-1]}"
    dated = ", ".join([head, "2000", *numbers]) + behind
    found = find_imprint(dated)
    if found is None or found.start or found.left:
        return None
    placeless = found.kind == "publisher" and "publisher-place" not in found.fields
    if (found.kind == "issuer" or placeless) and not numbers:
        return None
    found.fields["issued"] = date
    return found


def _part(text: str) -> bool:
    return is_part(text) or bool(re.fullmatch(r"\w{0,2}\d+\s?[-–]\s?\w{0,2}\d+", text.strip(" .")))
