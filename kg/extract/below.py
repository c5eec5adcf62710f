"""What stands under an imprint and belongs to it: the address, remarks, the quoted page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.addresses import LABEL, is_address_line, read_address
from kg.extract.block import Block
from kg.extract.lines import Line

__all__ = ["MARKED", "take_below"]

_SEE_PAGE = re.compile(
    r"^(?:voir|lire|cf\.?|notamment)\s+(?:aux? )?(pp?\.\s?\d+(?:\s?[-–]\s?\d+)?)", re.I
)
_ONLY_NOTE = re.compile(r"^\(([^()]{3,200})\)\.?$")
MARKED = re.compile(
    r"\[(?:site|page|blog|portail|vidéo|en ligne|podcast|dvd|document|présentation)[^\[\]]{0,40}\]",
    re.I,
)
_BELOW = 5


def take_below(lines: Sequence[Line], block: Block, start: int | None = None) -> None:
    """The address, notes and the quoted page, which stand under the imprint."""
    index = block.last if start is None else start
    seen = 0
    same = start is None
    while index < len(lines) and seen < _BELOW:
        line = lines[index]
        if not line.text:
            index += 1
            continue
        label = LABEL.search(line.text)
        if same or is_address_line(line) or (start is not None and index == start):
            found = read_address(lines, index) if block.address is None else None
            if found is not None:
                block.address = found
                block.last = index = found.last
            elif not same and not (label and label.end() == len(line.text)):
                return
            block.last = max(block.last, index)
        elif line.level or (line.after_blank and seen == 0 and line.prose):
            return
        elif match := _ONLY_NOTE.match(line.text):
            block.notes.append(match[1])
            block.last = index
        elif (match := _SEE_PAGE.match(line.text)) and len(line.text) < 60:
            block.page = match[1]
            block.last = index
        elif MARKED.fullmatch(line.text):
            block.above.lead.marks.append(line.text.strip("[]"))
            block.last = index
        else:
            return
        same = False
        seen += 1
        index += 1
