"""Laws, decrees and circulars that a list prints by their title alone, without their gazette."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.imprints import Imprint
from kg.extract.lines import Line
from kg.extract.parts import MONTHS, read_date

__all__ = ["law_alone", "titled_as_law"]

_LAW = re.compile(
    r"^(?:Loi|Décret|Arrêté|Circulaire|Ordonnance|Instruction|Note d'information)\b"
    r"[^.;:?!«»]{0,120}?"
    r"\bn[o°º]\s?[\w/.-]{2,30}[^.;:?!«»]{0,40}?\bdu (?P<date>\d{1,2}(?:er)? (?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r") (?:19|20)\d\d)\b(?P<about>[^.;:?!]{12,300})\.?$",
    re.I,
)
_ABOUT = re.compile(
    r"^,?\s(?:relati[fv]e?s?|portant|visant|rénovant|pour|modifiant|fixant|tendant|"
    r"d'orientation|de modernisation|instituant|concernant|pris)\b"
)


def titled_as_law(text: str) -> bool:
    """Whether a text is the whole title of a law, with its number, date and matter."""
    match = _LAW.match(text)
    return match is not None and bool(_ABOUT.match(match["about"]))


def law_alone(lines: Sequence[Line], index: int) -> Imprint | None:
    """The date in the title of a law that is all of an item, of a bold line or of a heading.

    None where a gazette may follow: below a heading or bold line, or on the rest of an item.
    """
    line = lines[index]
    if not (line.item or line.bold or line.level) or len(line.text) > 500:
        return None
    match = _LAW.match(line.text)
    if match is None or not _ABOUT.match(match["about"]):
        return None
    below = next((other for other in lines[index + 1 : index + 4] if other.text), None)
    if below is not None and not (below.item or below.level) and len(below.text) < 100:
        return None
    date = read_date(match["date"])
    if date is None:
        return None
    return Imprint("gazette", len(line.text), {"issued": date}, confidence=0.85)
