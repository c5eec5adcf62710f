"""Where a value is printed: its columns in each line that prints it.

A value is read from text without marks, blanks and typographic variants, so it is looked for in
the same way: letters are compared one by one, and each keeps the column it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extract.lines import Line

__all__ = ["Printed", "Span"]

Span = tuple[int, int, int]
"""Index of a line, first column, column after the last."""

_SKIPPED = frozenset("*_\\\u00ad\ufeff\u200b")
_SAME = {"’": "'", "‘": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "“": '"', "”": '"'}
_LEAD = re.compile(r"^[\s#>|]*(?:[-*+•▪■►→–»]\s+)?")
_MOST = 40


class Printed:
    """The lines of a block, letter by letter."""

    def __init__(self, lines: Sequence[Line], places: Iterable[int]) -> None:
        letters: list[str] = []
        self._at: list[tuple[int, int]] = []
        for index in places:
            raw = lines[index].raw
            if not lines[index].text or len(raw) > 4000:
                continue
            lead = _LEAD.match(raw)
            for column in range(lead.end() if lead else 0, len(raw)):
                letter = raw[column]
                if letter in _SKIPPED or letter.isspace():
                    continue
                letters.append(_SAME.get(letter, letter))
                self._at.append((index, column))
            letters.append("\n")  # lines are parted, so that a number ends with its line
            self._at.append((index, len(raw)))
        self._text = "".join(letters)
        self._joined = self._text.replace("\n", "")
        self._back = [place for place, letter in enumerate(self._text) if letter != "\n"]

    def find(self, value: str, after: int = 0) -> tuple[list[Span], int]:
        """The columns of a value, line by line, and the place behind it; ([], 0) if not printed."""
        needle = _letters(value)
        if not needle:
            return [], 0
        start = after
        for _ in range(_MOST):
            start = self._joined.find(needle, start)
            if start < 0:
                break
            end = start + len(needle)
            if self._whole(start, end):
                return self._spans(start, end), end
            start += 1
        return [], 0

    def _whole(self, start: int, end: int) -> bool:
        """Whether no letter or digit of the same word stands before or behind."""
        for edge, other in ((start, start - 1), (end - 1, end)):
            if not 0 <= other < len(self._joined) or not self._joined[edge].isalnum():
                continue
            (line, column), (beside, next_column) = (
                self._at[self._back[edge]],
                self._at[self._back[other]],
            )
            touching = line == beside and abs(column - next_column) == 1
            same = self._joined[other].isdigit() == self._joined[edge].isdigit()
            if touching and same and self._joined[other].isalnum():
                return False
        return True

    def _spans(self, start: int, end: int) -> list[Span]:
        spans: list[Span] = []
        for place in range(start, end):
            index, column = self._at[self._back[place]]
            if spans and spans[-1][0] == index:
                spans[-1] = (index, spans[-1][1], column + 1)
            else:
                spans.append((index, column, column + 1))
        return spans


def _letters(value: str) -> str:
    return "".join(_SAME.get(c, c) for c in value if c not in _SKIPPED and not c.isspace())
