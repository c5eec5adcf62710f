"""Matching what people type: without case, accents, ligatures, hyphens or apostrophes.

SPARQL cannot fold accents. Answers that take words (`q`, `author`) therefore fetch the texts with
one light query, match them here, and then fetch what is told of the page of things that matched.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.folding import fold

__all__ = ["matches"]


def matches(words: str, texts: Iterable[str]) -> bool:
    """Whether each of the words stands, even inside a longer one, in one of the texts.

    Blanks ask for nothing, so that all matches; signs without a word (`?`, an emoji) match nothing.
    """
    wanted = fold(words).split()
    if not wanted:
        return not words.strip()
    found = [fold(text) for text in texts]
    return all(any(word in text for text in found) for word in wanted)
