"""Lists of references in a text: under their heading, or a run of lines that is nothing else.

Entries are numbered, set off by blank lines, by a hanging indent, or begin as names do. A list is
taken as a whole where most of its entries read as references; single entries that are not
understood stay for the reader of French blocks, or are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.blocks import Leftover
from kg.extract.items import Item
from kg.extract.lines import Line
from kg.extract.misprints import show
from kg.extract.styles.paragraphs import (
    ENDED,
    MARKED,
    NOTE,
    cut,
    in_order,
    indent_of,
    is_marked,
    paragraphs,
)
from kg.extract.styles.single import LONGEST, read_styled
from kg.references import FieldCorrection

__all__ = ["Listed", "find_lists", "list_heading"]

_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+|[IVX]{1,5}[.)]\s+)?(?:(?:select(?:ed|"
    r"ive)?|key|cited|main|full|annotated|liste? des|list of|principales|"
    r"sélection)\s+)?"
    r"(?:references?|références?|bibliography|bibliographie|works cited|"
    r"works consulted|literature(?: cited)?|notes?|endnotes|footnotes"
    r"|sources?|reference list|further reading|ouvrages cités|citations|"
    r"publications|littérature|lectures|articles|books|ouvrages|livres|"
    r"reports|rapports|websites?|chapters)"
    r"(?:\s+(?:cited|citées?|bibliographiques?|sélective|and notes|et notes|"
    r"and further reading|indicative|de référence|consultées?|list|used|"
    r"électroniques))?\s*[:.]?",
    re.I,
)
_UP = "A-ZÀ-ÖØ-ÞŒŠŽ"
_BEGIN = re.compile(
    rf"(?:[—–_]{{2,}}|-{{3}}|"
    rf"[\"“«*_]*(?:[a-z]{{1,3}}['’]?\s){{0,3}}[{_UP}][\w'’-]+(?:\s[{_UP}a-z][\w'’-]+){{0,3}}"
    rf"(?:,\s|\s[{_UP}]{{1,4}}[,.]|\s[{_UP}]\.|\.\s|\s\()|[\"“«*_]\S)"
)
_FIRM = re.compile(
    r"(?:1[5-9]|20)\d\d[^;]{0,20};\s?\d*\s?(?:\([^()]{1,30}\))?\s?:|"
    r"\((?:1[5-9]|20)\d\d[a-z]?(?:,[^()]{2,20})?\)|\b10\.\d{4,9}/"
    r"|\bvol\. ?\d|\bno\. ?\d|[*_]\S|[\"”“«]|\(n\.d\.\)|\(s\.d\.\)|"
    r"\(in press\)|;\s?(?:1[5-9]|20)\d\d|\d\s?:\s?\d+[-–]\d+|ISBN|"
    r"[{_UP}]{3,},\s",
)
_DASHED = re.compile(r"^\s*(?:[-*+•]\s+|\d{1,4}[.)]\s+)?(?:[—–―_⸺⸻]{2,}|-{3,}|(?:\\_){3,})")
_AFTER_NAMES = re.compile(r"[\w.]\s\((?:1[5-9]|20)\d\d[a-z]?\)[.,]\s")
ENOUGH = 3
"""So many entries in a row are a list without a heading."""


@dataclass
class Listed:
    """References read from lists; `rest` are the lines of the text without them."""

    items: list[Item]
    rest: list[Line]
    leftovers: list[Leftover]


@dataclass
class _Entry:
    indices: list[int]
    marked: bool = False
    item: Item | None = None


def list_heading(line: Line) -> bool:
    """Whether a line can head a list of references."""
    text = line.text.strip("*_ ")
    return 0 < len(text) < 60 and _HEADING.fullmatch(text) is not None


def find_lists(lines: Sequence[Line]) -> Listed:
    """Every list of references in the text."""
    items: list[Item] = []
    leftovers: list[Leftover] = []
    rest = list(lines)
    for start, stop, heading in _stretches(lines):
        entries = _entries(lines, start, stop)
        taken = _read_list(lines, entries) if heading is not None else _read_runs(lines, entries)
        if heading is not None and taken and not lines[heading].level:
            rest[heading] = replace(lines[heading], level=6)
        for entry in taken:
            if entry.item is None:
                line = lines[entry.indices[0]]
                reason = "an entry of a list of references that was not understood"
                leftovers.append(Leftover(line.number, line.text[:200], reason))
                continue
            items.append(entry.item)
            for index in entry.indices:
                rest[index] = replace(rest[index], text="", level=0, bold=False, item=False)
    _repeated(lines, items)
    return Listed(items, rest, leftovers)


def _stretches(lines: Sequence[Line]) -> list[tuple[int, int, int | None]]:
    """Parts of the text between headings: first line, end, and the heading if it heads a list."""
    found: list[tuple[int, int, int | None]] = []
    start, heading = 0, None
    for index, line in enumerate(lines):
        if line.text and (line.level or (list_heading(line) and not line.item)):
            found.append((start, index, heading))
            start = index + 1
            heading = index if list_heading(line) else None
    found.append((start, len(lines), heading))
    return [(a, b, h) for a, b, h in found if b > a]


def _entries(lines: Sequence[Line], start: int, stop: int) -> list[_Entry]:
    """The entries of a stretch: paragraphs, parted further at marks, indents and names."""
    found: list[_Entry] = []
    for block in paragraphs(lines, start, stop):
        marked = in_order(lines, [i for i in block if is_marked(lines[i])])
        if marked and (marked[0] == block[0] or len(marked) > 1):
            for piece in cut(block, set(marked)):
                found += _parted(lines, piece, marked=piece[0] in marked)
            continue
        indents = [indent_of(lines[i]) for i in block]
        least = min(indents)
        if indents[0] == least and max(indents) > least:
            flush = {i for i, indent in zip(block, indents, strict=True) if indent == least}
            found += [_Entry(piece) for piece in cut(block, flush)]
            continue
        found += _parted(lines, block, marked=False)
    return found


def _parted(lines: Sequence[Line], block: list[int], *, marked: bool) -> list[_Entry]:
    """A paragraph as one entry, or as several where each begins as names do and reads alone."""
    starts = {
        index
        for before, index in pairwise(block)
        if ENDED.search(lines[before].text) and _BEGIN.match(lines[index].text)
    }
    if not starts or not any(_YEAR.search(lines[i].text) for i in block):
        return [_Entry(block, marked)]
    entries = [_Entry(piece, marked) for piece in _merged(lines, cut(block, starts))]
    for entry in entries:
        entry.item = _read(lines, entry)
    good = sum(entry.item is not None for entry in entries)
    if good >= 0.7 * len(entries):
        return entries
    whole = _Entry(block, marked)
    whole.item = _read(lines, whole)
    return [whole] if whole.item is not None or good == 0 else entries


def _merged(lines: Sequence[Line], pieces: list[list[int]]) -> list[list[int]]:
    """Pieces without a date or an address belong to the piece before them."""
    found: list[list[int]] = []
    for piece in pieces:
        text = " ".join(lines[i].text for i in piece)
        if (found and not _YEAR.search(text)) or (
            found and not _YEAR.search(" ".join(lines[i].text for i in found[-1]))
        ):
            found[-1] += piece
        else:
            found.append(piece)
    return found


_YEAR = re.compile(
    r"\b(?:1[5-9]|20)\d\d[a-z]?\b|n\.d\.|s\.\s?d\.|in press|forthcoming|"
    r"à paraître|sous presse|no date|sans date|https?://"
)


def _read(lines: Sequence[Line], entry: _Entry) -> Item | None:
    first, last = entry.indices[0], entry.indices[-1]
    taken = set(entry.indices)
    raws = [lines[i].raw if i in taken else "" for i in range(first, last + 1)]
    text = "\n".join(raws)
    if len(text) > LONGEST:
        return None
    return read_styled(text, line=lines[first].number)


def _read_list(lines: Sequence[Line], entries: list[_Entry]) -> list[_Entry]:
    """The entries under a heading, if most of them are references."""
    for entry in entries:
        entry.item = entry.item or _read(lines, entry)
    good = [entry for entry in entries if entry.item is not None]
    if not good or len(good) < 0.6 * len(entries):
        return _read_runs(lines, entries)
    return entries


def _read_runs(lines: Sequence[Line], entries: list[_Entry]) -> list[_Entry]:
    """Entries that stand in a row and are firmly marked, or notes of which each is."""
    taken: list[_Entry] = []
    run: list[_Entry] = []
    likely = [_likely(lines, entry) for entry in entries]
    firm = [
        likely[i]
        and (sum(likely[max(i - 4, 0) : i + 5]) > 1 or bool(NOTE.match(lines[e.indices[0]].raw)))
        and _firm(lines, e)
        for i, e in enumerate(entries)
    ]
    for place, entry in enumerate([*entries, None]):
        if entry is not None and (firm[place] or _between(lines, entries, firm, place)):
            run.append(entry)
            continue
        if len(run) >= ENOUGH:
            taken += run
        else:
            taken += [note for note in run if NOTE.match(lines[note.indices[0]].raw)]
        run = []
    return taken


def _between(lines: Sequence[Line], entries: list[_Entry], firm: list[bool], place: int) -> bool:
    """Whether a numbered entry reads as a reference and stands beside two firm ones."""
    entry = entries[place]
    if not entry.marked or sum(firm[max(place - 4, 0) : place + 5]) < 2:
        return False
    entry.item = entry.item or _read(lines, entry)
    return entry.item is not None


def _likely(lines: Sequence[Line], entry: _Entry) -> bool:
    """Whether an entry has a year, a firm mark and a beginning like a reference; costs little."""
    text = "\n".join(lines[i].raw for i in entry.indices)
    if len(text) > LONGEST or len(text) < 30 or not _YEAR.search(text) or not _FIRM.search(text):
        return False
    body = NOTE.sub("", MARKED.sub("", text, count=1), count=1)
    return bool(_BEGIN.match(body))


def _firm(lines: Sequence[Line], entry: _Entry) -> bool:
    """Whether it prints persons, a date and where it was published."""
    text = "\n".join(lines[i].raw for i in entry.indices)
    entry.item = entry.item or _read(lines, entry)
    if entry.item is None:
        return False
    csl = entry.item.csl
    people = [*csl.get("author", ()), *csl.get("editor", ())]
    named = any("family" in name for name in people) or bool(_DASHED.match(text))
    imprint = "container-title" in csl or "publisher" in csl or "DOI" in csl
    noted = bool(NOTE.match(text)) and bool(_AFTER_NAMES.search(text[:300]))
    return named and (imprint or noted) and ("issued" in csl or "status" in csl)


def _repeated(lines: Sequence[Line], items: list[Item]) -> None:
    """A dash for names stands for those of the reference above it."""
    before: Item | None = None
    for item in items:
        match = _DASHED.match(lines[item.index].raw)
        if match and before is not None and "author" not in item.csl:
            role = "author" if "author" in before.csl else "editor"
            if role in before.csl and role not in item.csl:
                item.csl[role] = before.csl[role]
                item.confidence[role] = 0.85
                printed = match[0].strip(" -*+•.)0123456789") or "---"
                item.corrections.append(
                    FieldCorrection(
                        role,
                        printed,
                        show(before.csl[role]),
                        f"the dash stands for the names on line {before.line}",
                    )
                )
        before = item
