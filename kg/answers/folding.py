"""Matching what people type: without case, accents, ligatures, hyphens or apostrophes.

SPARQL cannot fold accents. Answers that take words (`q`, `author`) therefore fetch the texts with
one light query, match them here, and then fetch what is told of the page of things that matched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["fold", "matches"]

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The words of a text as they are compared.

    >>> fold("L'Œuvre déjà-vue")
    'l oeuvre deja vue'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain).strip()


def matches(words: str, texts: Iterable[str]) -> bool:
    """Whether each of the words stands, even inside a longer one, in one of the texts."""
    wanted = fold(words).split()
    found = [fold(text) for text in texts]
    return all(any(word in text for text in found) for word in wanted)
