"""The parts of a page in reading order, as lines: columns one after the other, whole lines between.

Written by hand: pdfminer orders boxes by a distance that mixes columns as soon as a title spans
them. Here a gutter is looked for first (a recursive cut along x, as in the XY-cut of Nagy and
Seth); parts that cross it part the page into bands; each band is read column by column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.documents.inline import PLAIN, Piece
from kg.documents.pdf_pages import Part

__all__ = ["Row", "rows_of"]

GUTTER = 7.0
FEWEST = 4  # parts on each side of a gutter
MOST = 3_000  # parts; what prints more on one page is a map or a plan
COLUMNS = 2  # levels of cutting: four columns at most


@dataclass(slots=True)
class Row:
    """One line of text: its parts side by side, and its column's left and right edge."""

    part: Part
    left: float
    right: float
    page: int = 0


def rows_of(parts: Sequence[Part], depth: int = 0) -> list[Row]:
    """The lines of a page, in reading order."""
    if not parts:
        return []
    gutter = _gutter(parts) if depth < COLUMNS else None
    if gutter is None:
        left, right = min(p.x0 for p in parts), max(p.x1 for p in parts)
        return [Row(part, left, right) for part in _joined(parts)]
    rows: list[Row] = []
    sides: tuple[list[Part], list[Part]] = ([], [])
    for part in sorted(parts, key=lambda p: -(p.y0 + p.y1)):
        if part.x0 < gutter - 1 and part.x1 > gutter + 1:
            rows.extend(_band(sides, depth))
            sides = ([], [])
            rows.append(Row(part, part.x0, part.x1))
        else:
            sides[part.x0 >= gutter - 1].append(part)
    rows.extend(_band(sides, depth))
    return rows


def _band(sides: tuple[list[Part], list[Part]], depth: int) -> Iterator[Row]:
    for side in sides:
        yield from rows_of(side, depth + 1)


def _gutter(parts: Sequence[Part]) -> float | None:
    """Where a blank strip runs down between two columns of lines, if there is one."""
    left, right = min(p.x0 for p in parts), max(p.x1 for p in parts)
    width = right - left
    if not 2 * FEWEST <= len(parts) <= MOST or width < 100:
        return None
    best: tuple[int, float] | None = None
    starts = sorted({round(p.x0, 0) for p in parts if p.x0 > left + 0.2 * width})
    for start in starts:
        if start > right - 0.15 * width:
            break
        at = start - 1.5
        before = [p for p in parts if p.x1 <= at - GUTTER + 1.5]
        after = [p for p in parts if p.x0 >= at]
        crossing = len(parts) - len(before) - len(after)
        if min(len(before), len(after)) < FEWEST or crossing > len(parts) // 3:
            continue
        if not _side_by_side(before, after):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, at)
    return best[1] if best else None


def _side_by_side(before: Sequence[Part], after: Sequence[Part]) -> bool:
    """Whether two sets of lines are columns: as high, and both with lines of some length."""
    low = max(min(p.y0 for p in before), min(p.y0 for p in after))
    high = min(max(p.y1 for p in before), max(p.y1 for p in after))
    shared = [[p for p in side if p.y1 > low and p.y0 < high] for side in (before, after)]
    if min(map(len, shared)) < FEWEST:
        return False
    lengths = [sorted(len(p.text) for p in side)[3 * len(side) // 4] for side in shared]
    return min(lengths) >= 12  # else numbers of a list, pages of a table of contents, a form


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Parts from the top down; those on one line, as a tab leaves them, are one."""
    lines: list[list[Part]] = []
    for part in sorted(parts, key=lambda p: (-(p.y0 + p.y1), p.x0)):
        if lines:
            other = lines[-1][0]
            overlap = min(part.y1, other.y1) - max(part.y0, other.y0)
            if overlap > 0.6 * min(part.y1 - part.y0, other.y1 - other.y0):
                lines[-1].append(part)
                continue
        lines.append([part])
    return [_one(sorted(line, key=lambda p: p.x0)) for line in lines]


def _one(line: list[Part]) -> Part:
    if len(line) == 1:
        return line[0]
    main = max(line, key=lambda p: len(p.text))
    pieces: list[Piece] = []
    for part in line:
        pieces.extend([*part.pieces, Piece(" ", PLAIN)])
    return Part(
        min(p.x0 for p in line),
        main.y0,
        max(p.x1 for p in line),
        main.y1,
        main.size,
        pieces,
    )
