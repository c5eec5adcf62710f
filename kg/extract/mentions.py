"""Works that running text names without a reference: listed with their line, never invented."""

from __future__ import annotations

import re

__all__ = ["mentions"]

_MENTION = re.compile(
    r"\b(?P<sort>rapports?|ouvrages?|livres?|articles?|études?|enquêtes?|guides?|thèses?|mémoires?|"
    r"essais?|films?|documentaires?|podcasts?|romans?)\b[^«»“”\"().]{0,60}?"
    r"[«“\"]\s?(?P<title>[^»”\"]{8,200}?)\s?[»”\"]\s*,?\s*"
    r"\((?P<who>[^()]{0,80}?\b(?:19|20)\d\d)[a-h]?\)",
    re.I,
)
_LONGEST = 5000


def mentions(text: str) -> list[str]:
    """`rapport « Title » (Durand, 2014)`: each as printed, in order.

    >>> mentions("Le rapport « Une place à table » (Durand, 2014) le dit.")
    ['« Une place à table » (Durand, 2014)']
    """
    if not ("«" in text or '"' in text or "“" in text) or "(" not in text:
        return []
    return [re.sub(r"^[^«“\"]*", "", match[0]) for match in _MENTION.finditer(text[:_LONGEST])]
