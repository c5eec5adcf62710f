r"""Plain text as LaTeX that BibTeX files hold, so that `kg.library.decoding` gives it back.

Letters stay as they are, in UTF-8. Braces are written by their names, since BibTeX counts them
even behind a backslash. Hand-written: it is the inverse of our own decoder.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from kg.library.writing.loss import survivors

__all__ = ["braces_pair", "encoded", "lines_encoded", "title_encoded", "verbatim"]

_SPECIAL = {character: f"\\{character}" for character in "&%$#_"}
_SPECIAL |= {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SPECIAL |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TABLE = str.maketrans(_SPECIAL)
_LIGATURE = re.compile(r"-(?=-)|'(?=')|`(?=`)")
_UNSAFE = re.compile(r"[\\{}\s]")
_SENTENCE_CASE = 0.5


def encoded(text: str) -> str:
    r"""A text on one line.

    >>> encoded("50 % of R&D -- {x}")
    '50 \\% of R\\&D -{}- \\textbraceleft{}x\\textbraceright{}'
    """
    if not text or text.isalnum():  # most fields are not there, most words hold no mark
        return text
    text = " ".join(survivors(text).split())
    return _LIGATURE.sub(r"\g<0>{}", text.translate(_TABLE))


def lines_encoded(text: str) -> str:
    r"""A text of several lines; each line end is a `\par`.

    >>> lines_encoded("one\ntwo")
    'one \\par two'
    """
    return r" \par ".join(encoded(line) for line in text.strip().split("\n"))


def title_encoded(title: str) -> str:
    """A title whose capitals a style must not make small, in braces.

    >>> title_encoded("Peers in the NHS of Évry")
    'Peers in the {NHS} of {Évry}'
    """
    words = survivors(title).split()
    later = [word for word in words[1:] if word[:1].isalpha() and len(word) > 3]
    capitals = sum(word[:1].isupper() for word in later)
    sentence = capitals < _SENTENCE_CASE * len(later) if later else True
    written = [encoded(word) for word in words]
    for place, word in enumerate(words):
        inner = any(character.isupper() for character in word[1:])
        # a group that begins with a backslash would be one letter to BibTeX
        if (inner or (sentence and place and word[:1].isupper())) and written[place][0] != "\\":
            written[place] = f"{{{written[place]}}}"
    return " ".join(written)


def verbatim(text: str) -> str:
    r"""An address, which BibTeX files hold as it is; what would break the field is escaped by %.

    >>> verbatim("https://example.org/a_b?c={d}")
    'https://example.org/a_b?c=%7Bd%7D'
    """
    return _UNSAFE.sub(lambda match: quote(match[0]), survivors(text).strip())


def braces_pair(text: str) -> bool:
    r"""Whether each brace that opens is closed, counted as BibTeX counts them.

    >>> braces_pair("{a}"), braces_pair("}{"), braces_pair(r"\{")
    (True, False, False)
    """
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
