"""Text as it is compared: without case, accents or ligatures, in one place.

`unaccented` keeps everything else, `fold` keeps the words alone.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "unaccented"]

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o"})
_NOT_WORD = re.compile(r"[\W_]+")


def unaccented(text: str) -> str:
    """The text in lower case, with accents taken off and ligatures opened.

    >>> unaccented("L'Œuvre déjà-vue")
    "l'oeuvre deja-vue"
    """
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """The words of a text, one blank between them.

    >>> fold("L'Œuvre déjà-vue")
    'l oeuvre deja vue'
    """
    return _NOT_WORD.sub(" ", unaccented(text)).strip()
