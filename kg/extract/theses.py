"""Imprints of theses: `Thèse de doctorat : droit. Université X, 2014, 388 f.`, and alike."""

from __future__ import annotations

import re

from kg.extract.imprints import CITIES, Imprint, classify
from kg.extract.letters import CAPITAL

__all__ = ["thesis"]

_SORT = re.compile(
    r"(?:^|(?<=[.»?!] )|(?<=[-–—] )|(?<=, )|(?<=[(\[]))(?P<note>(?:Thèse|Mémoire|Th\. |Master|"
    r"Maîtrise|DEA|DESS|Doctorat|Dissertation|Travail de (?:bachelor|fin d'études)|Diplôme|HDR|"
    r"Habilitation|TFE|thèse|mémoire)\b[^.;]{0,140}?)[\s.,:;)\]]+(?:[-–—]\s*)?"
    rf"(?=[{CAPITAL}])"
)
_SCHOOL = re.compile(
    r"^(?:(?P<place>[A-ZÀ-ÞŒ][\w' -]{1,30})\s:\s)?(?P<name>(?:(?:L')?Universit|Univ\b|Univ\.|École|"
    r"Ecole|Institut|Facult|EHESP|EHESS|ENSP|IRTS|IFSI|IEP|IAE|CNAM|Sciences Po|Haute école|HES|"
    r"Conservatoire|UFR|[A-Z][\w-]+ \d{1,2}\b|Aix|Centre)[^,;]{0,120})$",
    re.I,
)


def thesis(text: str) -> Imprint | None:
    """The note of a thesis, its school, date and pages, that end this text."""
    for match in list(_SORT.finditer(text))[:5]:
        tail = text[match.end() :].strip(" .)")
        pieces = [piece.strip(" .") for piece in re.split(r",\s|\.\s(?:[-–—]\s)?|\s;\s", tail)]
        fields: dict[str, object] = {}
        left = classify([piece for piece in pieces if piece], fields)
        if "issued" not in fields or not 1 <= len(left) <= 3:
            continue
        schools = [(piece, found) for piece in left if (found := _SCHOOL.match(piece))]
        if not schools:
            continue
        piece, school = schools[0]
        fields["publisher"] = school["name"]
        left.remove(piece)
        if school["place"]:
            fields["publisher-place"] = school["place"]
        elif left and left[0].casefold() in CITIES:
            fields["publisher-place"] = left.pop(0)
        if any(len(rest) > 80 for rest in left):
            continue
        said = match["note"].strip()
        if text[match.end("note") :].startswith(".") and len(said.split()[-1]) < 5:
            said += "."
        note = ", ".join([said, *left])
        return Imprint("publisher", match.start("note"), fields, [note], 0.93)
    return None
