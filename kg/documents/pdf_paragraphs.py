"""Lines of pages as paragraphs: which line goes on with the one before it.

A line goes on if the one before is so full that the first word would not have fitted, and nothing
else parts the two: a gap, another size or weight, the mark of a list, an indent, an address that
must be seen whole. A wrong join hides where a reference ends, so in doubt lines stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.documents.pdf_order import Row

__all__ = ["Paragraph", "Widths", "paragraphs_of"]

_ITEM = re.compile(r"(?:[-*•▪■►→–—]|\[?\d{1,3}[.\])])\s+\S")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.I)
_ENDED = re.compile(r"[.!?:;»\")\]]$")
LONGEST = 20_000  # letters of a paragraph


@dataclass(slots=True)
class Paragraph:
    """Lines that are one; `apart` says that a gap stands before them."""

    rows: list[Row]
    apart: bool

    @property
    def last(self) -> Row:
        """The line that another may go on from."""
        return self.rows[-1]


class Widths:
    """What is usual in the document: the distance of lines, and where lines of a column end."""

    def __init__(self, rows: Sequence[Row]) -> None:
        steps = [
            (a.part.y0 - b.part.y0) / b.part.size
            for a, b in pairwise(rows)
            if a.page == b.page
            and 0 < a.part.y0 - b.part.y0 < 3 * b.part.size
            and abs(a.part.size - b.part.size) < 0.3
        ]
        self.step = min(median(steps), 2.2) if steps else 1.2

    def is_near(self, above: Row, below: Row) -> bool:
        """Whether two lines stand at the usual distance."""
        gap = above.part.y0 - below.part.y0
        return 0 < gap <= 1.2 * self.step * max(above.part.size, below.part.size)


def paragraphs_of(rows: Sequence[Row], widths: Widths) -> list[Paragraph]:
    """All lines, in order, as paragraphs."""
    found: list[Paragraph] = []
    length = 0
    for row in rows:
        if found and length < LONGEST and _goes_on(found[-1], row, widths):
            found[-1].rows.append(row)
            length += len(row.part.text)
            continue
        beside = found and found[-1].last.page == row.page
        apart = not found or (bool(beside) and not widths.is_near(found[-1].last, row))
        found.append(Paragraph([row], apart))
        length = len(row.part.text)
    return found


def _goes_on(paragraph: Paragraph, row: Row, widths: Widths) -> bool:
    above = paragraph.last
    a, b = above.part, row.part
    if abs(a.size - b.size) > 0.06 * max(a.size, b.size) or a.bold != b.bold:
        return False
    if _ITEM.match(b.text) or _ADDRESS.search(a.text):
        return False
    word = b.text.split(" ", 1)[0]
    needed = (b.x1 - b.x0) * len(word) / len(b.text) + 0.6 * b.size
    hyphen = a.text.endswith(("-", "‐", "\u00ad")) and word[:1].islower()
    if above.right - a.x1 > needed and not hyphen:
        return False
    if above.page == row.page and a.y0 > b.y0:
        return widths.is_near(above, row) and not _is_outdented(paragraph, row)
    return hyphen or (word[:1].islower() and not _ENDED.search(a.text))


def _is_outdented(paragraph: Paragraph, row: Row) -> bool:
    """Whether an indent says that a new paragraph begins, in either way of indenting."""
    if len(paragraph.rows) < 2:
        return False
    shift = row.part.x0 - paragraph.last.part.x0
    return abs(shift) > 0.8 * row.part.size
