"""References that only the reader of French dossiers reads rightly, before lists are looked for.

A list of references is read in the styles of journals. What stands in it as a documentation centre
prints it (a notice, a title and an imprint on lines of their own, blanks before colons and
semicolons) is left to the reader of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.block import Block
from kg.extract.lines import Line

__all__ = ["firm_lines", "masked"]

_APA = re.compile(r"^[^,.]{2,40},\s(?:[A-ZÀ-ÞŒ]\.?[\s-]?){1,3}(?:,|$|\s[&e(])")
_RUN = re.compile(r"[a-zà-ÿ\d]\.\s+[A-ZÀ-ÞŒ]|\b(?:19|20)\d\d[.)]")
_DATED = re.compile(r"^[^()]{3,200}\((?:\w{3,6}\.?\)\s\()?(?:(?:19|20)\d\d|s\.\s?d)")
_SPACED = re.compile(r"\s[:;]\s")


def firm_lines(blocks: Iterable[Block], lines: Sequence[Line]) -> set[int]:
    """The indexes of the lines of such references."""
    found: set[int] = set()
    for block in blocks:
        if _firm(block, lines):
            found.update(range(block.first, block.last + 1))
    return found


def masked(lines: Sequence[Line], hidden: set[int]) -> list[Line]:
    """The lines, these without their text."""
    return [
        replace(line, text="", level=0, bold=False, item=False) if index in hidden else line
        for index, line in enumerate(lines)
    ]


def _firm(block: Block, lines: Sequence[Line]) -> bool:
    if block.notice is not None:
        return True
    imprint, lead = block.imprint, block.above.lead
    if imprint is None or imprint.left or not lead.title or imprint.confidence < 0.9:
        return False
    if imprint.kind == "gazette":
        return True
    if imprint.kind == "issuer" or _APA.match(lead.authors):
        return False
    if block.anchor > block.first:
        own_lines = imprint.start == 0 and not _RUN.search(lead.title)
        return own_lines and (bool(lead.authors) or imprint.kind == "journal")
    text = lines[block.anchor].text
    return bool(_DATED.match(text)) and bool(_SPACED.search(text)) and bool(lead.authors)
