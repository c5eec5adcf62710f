"""Text as it is compared: without case, accents or ligatures, in one place.

`unaccented` keeps everything else, `fold` keeps the words alone.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "unaccented"]

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o"})


class _Marks(dict[int, int | None]):
    """Combining marks lead to nothing, other characters to themselves; learnt as they come."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_MARKS = _Marks()
_NOT_WORD = re.compile(r"[\W_]+")


def unaccented(text: str) -> str:
    """The text in lower case, with accents taken off and ligatures opened.

    >>> unaccented("L'Œuvre déjà-vue")
    "l'oeuvre deja-vue"
    """
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES)).translate(_MARKS)


def fold(text: str) -> str:
    """The words of a text, one blank between them.

    >>> fold("L'Œuvre déjà-vue")
    'l oeuvre deja vue'
    """
    return _NOT_WORD.sub(" ", unaccented(text)).strip()
