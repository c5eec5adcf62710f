"""The entries of a stretch of text: paragraphs, parted at marks, indents and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.items import Item
from kg.extract.letters import CAPITAL
from kg.extract.lines import Line
from kg.extract.styles.paragraphs import (
    ENDED,
    cut,
    in_order,
    indent_of,
    is_marked,
    paragraphs,
)
from kg.extract.styles.single import LONGEST, read_styled

__all__ = ["BEGIN", "DATED", "Entry", "entries_of", "read_entry"]

BEGIN = re.compile(
    rf"(?:[—–_]{{2,}}|-{{3}}|"
    rf"(?:[{CAPITAL}]\.[ -]?){{1,3}}[{CAPITAL}][\w'’-]+|"
    rf"[\"“«*_]*(?:[a-z]{{1,3}}['’]?\s){{0,3}}[{CAPITAL}][\w'’-]+(?:\s[{CAPITAL}a-z][\w'’-]+){{0,6}}"
    rf"(?:,\s|\s[{CAPITAL}]{{1,4}}[,.]|\s[{CAPITAL}]\.|\.\s|\s\()|[\"“«*_]\S)"
)
_NUMBERED = re.compile(r"^\s*[(\[]?\d{1,4}[.)\]]\s")
_BULLET = re.compile(r"^\s+[-*+•▪■►→˗]\s")
DATED = re.compile(
    r"\b(?:1[5-9]|20)\d\d[a-z]?\b|n\.d\.|s\.\s?d\.|in press|forthcoming|"
    r"à paraître|sous presse|no date|sans date|https?://"
)


@dataclass
class Entry:
    """The lines of one entry, whether a number or bullet begins it, and what it reads as."""

    indices: list[int]
    marked: bool = False
    item: Item | None = None


def entries_of(lines: Sequence[Line], start: int, stop: int) -> list[Entry]:
    """The entries of a stretch: paragraphs, parted further at marks, indents and names."""
    found: list[Entry] = []
    for whole in paragraphs(lines, start, stop):
        block = _without_asides(lines, whole)
        marked = in_order(lines, [i for i in block if is_marked(lines[i])])
        if marked and (marked[0] == block[0] or len(marked) > 1):
            for piece in cut(block, set(marked)):
                found += _parted(lines, piece, marked=piece[0] in marked)
            continue
        indents = [indent_of(lines[i]) for i in block]
        least = min(indents)
        if indents[0] == least and max(indents) > least:
            flush = {i for i, indent in zip(block, indents, strict=True) if indent == least}
            found += [Entry(piece) for piece in cut(block, flush)]
            continue
        found += _parted(lines, block, marked=False)
    return found


def _without_asides(lines: Sequence[Line], block: list[int]) -> list[int]:
    """A numbered entry without the bullets under it that print no year: remarks on the work."""
    if not _NUMBERED.match(lines[block[0]].raw):
        return block
    kept: list[int] = []
    least, aside = indent_of(lines[block[0]]), False
    for index in block:
        line = lines[index]
        if _BULLET.match(line.raw):
            aside = indent_of(line) > least + 1 and not DATED.search(line.text)
        elif indent_of(line) <= least:
            aside = False
        if not aside:
            kept.append(index)
    return kept


def _parted(lines: Sequence[Line], block: list[int], *, marked: bool) -> list[Entry]:
    """A paragraph as one entry, or as several where each begins as names do and reads alone."""
    starts = {
        index
        for before, index in pairwise(block)
        if ENDED.search(lines[before].text) and BEGIN.match(lines[index].text)
    }
    if not starts or not any(DATED.search(lines[i].text) for i in block):
        return [Entry(block, marked)]
    entries = [Entry(piece, marked) for piece in _merged(lines, cut(block, starts))]
    for entry in entries:
        entry.item = read_entry(lines, entry)
    good = sum(entry.item is not None for entry in entries)
    if good >= 0.7 * len(entries):
        return entries
    whole = Entry(block, marked)
    whole.item = read_entry(lines, whole)
    return [whole] if whole.item is not None or good == 0 else entries


def _merged(lines: Sequence[Line], pieces: list[list[int]]) -> list[list[int]]:
    """Pieces without a date or an address belong to the piece before them."""
    found: list[list[int]] = []
    for piece in pieces:
        text = " ".join(lines[i].text for i in piece)
        if (found and not DATED.search(text)) or (
            found and not DATED.search(" ".join(lines[i].text for i in found[-1]))
        ):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def read_entry(lines: Sequence[Line], entry: Entry) -> Item | None:
    """The reference of an entry; None where it is none or too long for one."""
    first, last = entry.indices[0], entry.indices[-1]
    taken = set(entry.indices)
    raws = [lines[i].raw if i in taken else "" for i in range(first, last + 1)]
    text = "\n".join(raws)
    if len(text) > LONGEST:
        return None
    return read_styled(text, line=lines[first].number)
