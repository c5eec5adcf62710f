"""Running heads, feet and page numbers: outermost lines of a page that other pages repeat.

A line is furniture if it stands at the same height on pages close to each other and says the same,
but for one number that counts with the pages. References at the top of pages look alike too; their
numbers do not count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.documents.pdf_pages import Page, Part

__all__ = ["without_furniture"]

EDGE = 3  # lines from the top and from the bottom
OUTER = 0.14  # of the height of the page
DENSE = 0.3  # of the pages from the first to the last that print the line
LONGEST = 160
_ALONE = re.compile(
    r"(?:[-–—|]\s*)?(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|sur|of|de)\s*\d{1,4})?"
    r"(?:\s*[-–—|])?",
    re.I,
)
_DIGITS = re.compile(r"\d+")
_Key = tuple[str, int]


def without_furniture(pages: Sequence[Page]) -> list[str]:
    """Take furniture out of the pages; the answer names the repeated lines that were taken out."""
    edges = [(_lines(page), page) for page in pages]
    places: dict[_Key, list[tuple[int, str]]] = defaultdict(list)
    for lines, page in edges:
        for line in [*lines[:EDGE], *lines[-EDGE:]]:
            for part in line:
                text = _DIGITS.sub("#", part.text)
                for height in _heights(part):
                    places[text, height].append((page.number, part.text))
    repeated = {key for key, found in places.items() if _repeats(found)}
    dropped: Counter[str] = Counter()
    for lines, page in edges:
        gone: set[int] = set()
        tall = page.height or 1.0
        top = [line for line in lines[:EDGE] if line[0].y0 > (1 - OUTER) * tall]
        foot = [line for line in lines[::-1][:EDGE] if line[0].y1 < OUTER * tall]
        for side in (top, foot):
            for line in side:
                if not all(_is_furniture(part, repeated, len(pages)) for part in line):
                    break
                gone.update(map(id, line))
                dropped.update(
                    _DIGITS.sub("#", part.text) for part in line if not _ALONE.fullmatch(part.text)
                )
        if gone:
            page.parts = [part for part in page.parts if id(part) not in gone]
    return [
        f"left out as a running head or foot: {text!r} ({count} times)"
        for text, count in sorted(dropped.items(), key=lambda pair: (-pair[1], pair[0]))[:20]
    ]


def _lines(page: Page) -> list[list[Part]]:
    """The parts of a page by their lines, from the top."""
    lines: list[list[Part]] = []
    for part in sorted(page.parts, key=_middle, reverse=True):
        if lines and _middle(lines[-1][0]) - _middle(part) <= 3:
            lines[-1].append(part)
        else:
            lines.append([part])
    return lines


def _middle(part: Part) -> float:
    return (part.y0 + part.y1) / 2


def _heights(part: Part) -> tuple[int, int]:
    """The height to four points, in two ways, so that a near one is the same in one of them."""
    return int(_middle(part) // 4) * 2, int((_middle(part) + 2) // 4) * 2 + 1


def _repeats(found: list[tuple[int, str]]) -> bool:
    """Whether lines that are alike but for their numbers are one line of furniture."""
    pages = {number for number, _ in found}
    span = max(pages) - min(pages) + 1
    if len(pages) < (3 if span > 3 else 2) or len(pages) < DENSE * span:
        return False
    if len({text for _, text in found}) == 1:
        return span > 2 or not _DIGITS.search(found[0][1])
    if span < 3:  # two pages count up by chance
        return False
    offsets: Counter[tuple[int, int]] = Counter()
    for page, text in found:
        for place, number in enumerate(_DIGITS.findall(text)):
            if len(number) < 6:
                offsets[place, int(number) - page] += 1
    return bool(offsets) and max(offsets.values()) >= 0.8 * len(found)


def _is_furniture(part: Part, repeated: set[_Key], pages: int) -> bool:
    if pages > 1 and _ALONE.fullmatch(part.text):
        return True
    text = _DIGITS.sub("#", part.text)
    return len(part.text) < LONGEST and any((text, at) in repeated for at in _heights(part))
