"""Words broken at the end of a line: mended only where that is sure.

`réfé-` and `rence` are one word if the document prints `référence` elsewhere; they keep their
hyphen if it prints `réfé-rence`. Where it prints neither, the hyphen goes only if both parts are
long enough, the second begins with a small letter, and neither is a word that the document prints
by itself (`pair-` `aidance`, `bien-` `être`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.documents.inline import Piece

__all__ = ["Words", "continued"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:[-‐][^\W\d_]+)*)[-‐]$")
_BEGIN = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_SOFT = "\u00ad"
_OWN = frozenset(
    [
        "anti",
        "auto",
        "avant",
        "bien",
        "bio",
        "celui",
        "celle",
        "ceux",
        "ci",
        "co",
        "contre",
        "demi",
        "entre",
        "ex",
        "grand",
        "haut",
        "inter",
        "là",
        "méta",
        "mi",
        "micro",
        "mal",
        "mieux",
        "moyen",
        "multi",
        "non",
        "nord",
        "outre",
        "ouest",
        "est",
        "sud",
        "pair",
        "peer",
        "peut",
        "péri",
        "post",
        "pré",
        "pro",
        "psycho",
        "quasi",
        "quelques",
        "rendez",
        "sans",
        "self",
        "semi",
        "soi",
        "socio",
        "sous",
        "sur",
        "très",
        "ultra",
        "vice",
        "vis",
        "well",
        "long",
        "short",
        "low",
        "high",
        "cross",
        "evidence",
    ]
)
_SURE = 3  # letters of the shorter part, where nothing else tells


class Words:
    """The words that a document prints inside its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            words = [word.lower().replace("‐", "-") for word in _WORD.findall(line)]
            last = -1 if line.rstrip().endswith(("-", "‐", _SOFT)) else None
            self._words.update(words[:last])

    def is_one(self, first: str, second: str) -> bool:
        """Whether `first-` at the end of a line and `second` on the next are one word."""
        first, second = first.lower().replace("‐", "-"), second.lower().replace("‐", "-")
        if f"{first}-{second}" in self._words:
            return False
        if first + second in self._words:
            return True
        last = first.rpartition("-")[2]
        if last in _OWN or last in self._words or min(len(last), len(second)) < _SURE:
            return False
        return second not in self._words


def continued(pieces: list[Piece], following: list[Piece], words: Words) -> list[Piece]:
    """The pieces of two lines of one paragraph as those of one line."""
    while pieces and not pieces[-1].text.strip():
        pieces = pieces[:-1]
    if not pieces:
        return following
    text, look = pieces[-1]
    text = text.rstrip()
    begin = "".join(piece.text for piece in following).lstrip()
    before = "".join(piece.text for piece in pieces[:-1]) + text
    if text.endswith(_SOFT):
        return [*pieces[:-1], Piece(text[:-1], look), *_from_left(following)]
    broken, match = _BROKEN.search(before[-80:]), _BEGIN.match(begin)
    if broken and match and begin[:1].islower():
        cut = 1 if words.is_one(broken[1], match[0]) else 0
        return [*pieces[:-1], Piece(text[: len(text) - cut], look), *_from_left(following)]
    if text.endswith(("-", "‐")) and not text.endswith((" -", " ‐")) and begin[:1].isalnum():
        return [*pieces[:-1], Piece(text, look), *_from_left(following)]  # 12-/15, Jean-/Marie
    return [*pieces[:-1], Piece(text + " ", look), *_from_left(following)]


def _from_left(pieces: list[Piece]) -> list[Piece]:
    """Without the blanks that they begin with."""
    for at, (text, look) in enumerate(pieces):
        if text.strip():
            return [Piece(text.lstrip(), look), *pieces[at + 1 :]]
    return []
