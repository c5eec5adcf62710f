"""Which lines head a section of the document, and which are the title of a reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extract.lines import Line
from kg.folding import fold

__all__ = ["Sections", "contents_of", "is_section"]

_NUMBER = re.compile(
    r"^(?:(?:chapitre|partie|section|fiche|annexe)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=\s*[-–—.):/]\s)|"
    r"[IVX]{1,5}(?:\.\d{1,2})*(?=\s*[-–—.):/]\s)"
    r"|[A-H](?=\s*[-–—.)]\s))\s*[-–—.):/]?\s+(?=\S)",
    re.I,
)
_DOTTED = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÀ-ÞŒ][^.:;»]{2,60}$")
"""`1.2 Articles` alone in its paragraph."""
_LEADERS = re.compile(r"[\s.…]*\d{1,4}\W*$")
_LABELS = re.compile(
    r"^(?:au )?(?:sommaire|table des matières|introduction|bibliographie|annexes?|contents)\b", re.I
)


def _printed(line: Line) -> str:
    """The text with its number, which a list item has lost."""
    return line.raw.strip().strip("*#_ ") if line.item else line.text


def contents_of(lines: Iterable[Line]) -> frozenset[str]:
    """The headings that a table of contents announces, folded."""
    return frozenset(fold(_LEADERS.sub("", line.text)) for line in lines if line.contents) - {""}


def is_section(line: Line, contents: frozenset[str]) -> bool:
    """Whether a line can only be the heading of a section."""
    if line.contents or not line.text:
        return False
    printed = _printed(line)
    if fold(printed) in contents and (line.level or line.bold or line.after_blank):
        return True
    if _LABELS.match(printed) and len(printed) < 40 and (line.level or printed.isupper()):
        return True
    numbered = bool(_NUMBER.match(printed))
    if line.level:
        return numbered
    if line.after_blank and _DOTTED.match(printed):
        return True
    return numbered and len(printed) < 100 and printed.upper() == printed


class Sections:
    """The section of each line: the last heading above it that is no title of a reference."""

    def __init__(self, lines: Sequence[Line], taken: set[int], contents: frozenset[str]) -> None:
        self._labels: list[str | None] = []
        current: str | None = None
        for index, line in enumerate(lines):
            self._labels.append(current)
            if index in taken or not line.text or line.contents:
                continue
            if line.level or is_section(line, contents):
                current = self._label(line)

    def of(self, index: int) -> str | None:
        """The number of the section, or its heading where it has none."""
        return self._labels[index]

    @staticmethod
    def _label(line: Line) -> str:
        printed = _printed(line)
        match = _NUMBER.match(printed)
        return match["number"] if match else printed
