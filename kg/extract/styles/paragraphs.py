"""Lines of a list as paragraphs, and the marks that begin its entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.lines import Line

__all__ = ["ENDED", "MARKED", "NOTE", "cut", "in_order", "indent_of", "is_marked", "paragraphs"]

MARKED = re.compile(
    r"^\s*(?:[-*+•▪■►→˗]\s+|\[[A-ZÀ-ÞŒ][A-Za-zÀ-ÿ+&:._-]{0,24}\d{2,4}[a-z]?\]:?\s+|\[\^?\d{1,4}\]:?\s*|\(\d{1,4}\)\s+|\d{1,3}(?:[.)]|\s?[-–/](?=\s))\s+)"
)
NOTE = re.compile(r"^\s{0,3}\d{1,3}\s{1,3}(?=[A-ZÀ-ÞŒ\"“«])")
_DIGITS = re.compile(r"\s*[(\[^]{0,2}(\d{1,4})(?=[.)\]\s-])")
ENDED = re.compile(r"(?:[.\])>»”?!;]|\d|/|https?://\S+|10\.\d{4,9}/\S+)[*_]*\s*$")
_NEW = re.compile(r"(?!https?:|www\.|doi|pp?\.|e\d|vol|no?\.|in\b|dans\b)[a-zà-ÿ]{2}")


def paragraphs(lines: Sequence[Line], start: int, stop: int) -> list[list[int]]:
    """Lines that belong together: blanks part them, a page break inside a sentence does not."""
    found: list[list[int]] = []
    gap = True
    for index in range(start, stop):
        line = lines[index]
        if not line.text or line.contents:
            gap = gap or not line.text
            continue
        broken = (
            gap
            and found
            and not is_marked(line)
            and not ENDED.search(lines[found[-1][-1]].text)
            and index - found[-1][-1] < 8
            and line.text[0].islower()
        )
        new = bool(found) and not gap and _NEW.match(line.text) is not None
        if new and lines[found[-1][-1]].text.endswith("."):
            found.append([])
        if gap and not broken:
            found.append([])
        found[-1].append(index)
        gap = False
    return found


def in_order(lines: Sequence[Line], marked: list[int]) -> list[int]:
    """Marks whose numbers count up; a page or a volume at the head of a line does not."""
    kept: list[int] = []
    before: int | None = None
    for index in marked:
        match = _DIGITS.match(lines[index].raw)
        number = int(match[1]) if match else None
        if number is None or before is None or before < number <= before + 3:
            kept.append(index)
            before = number if number is not None else before
    return kept


def is_marked(line: Line) -> bool:
    """Whether a line begins with a bullet or a number."""
    return bool(MARKED.match(line.raw) or NOTE.match(line.raw))


def indent_of(line: Line) -> int:
    """The columns before the text of a line."""
    raw = line.raw.expandtabs(4)
    return len(raw) - len(raw.lstrip())


def cut(block: Sequence[int], starts: set[int]) -> list[list[int]]:
    """A block parted before each of the starts."""
    pieces: list[list[int]] = []
    for index in block:
        if index in starts or not pieces:
            pieces.append([])
        pieces[-1].append(index)
    return pieces
