"""Lists of references in a text: under their heading, or a run of lines that is nothing else.

Entries are numbered, set off by blank lines, by a hanging indent, or begin as names do. A list is
taken as a whole where most of its entries read as references; single entries that are not
understood stay for the reader of French blocks, or are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.blocks import Leftover
from kg.extract.items import Item
from kg.extract.laws import titled_as_law
from kg.extract.letters import CAPITAL
from kg.extract.lines import Line
from kg.extract.misprints import show
from kg.extract.styles.entries import BEGIN, DATED, Entry, entries_of, read_entry
from kg.extract.styles.grey import read_grey
from kg.extract.styles.paragraphs import (
    MARKED,
    NOTE,
)
from kg.extract.styles.single import LONGEST
from kg.references import FieldCorrection

__all__ = ["Listed", "find_lists", "list_heading"]

_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+|[IVX]{1,5}[.)]\s+)?(?:(?:select(?:ed|"
    r"ive)?|key|cited|main|full|annotated|liste? des|list of|principales|"
    r"sélection)\s+)?"
    r"(?:references?|références?|refer[eê]ncias|bibliograf[ií]a|literatur(?:verzeichnis)?|"
    r"bibliography|bibliographie|works cited|"
    r"works consulted|literature(?: cited)?|notes?|endnotes|footnotes"
    r"|sources?|reference list|further reading|ouvrages cités|citations|"
    r"publications|littérature|lectures|articles|books|ouvrages|livres|"
    r"reports|rapports|websites?|chapters|brochures|études|guides|textes|sites|documents"
    r"|pour (?:en savoir plus|aller plus loin)|à lire(?: aussi)?|ressources|documentation)"
    r"(?:(?:,| et| &) (?:articles|rapports|études|guides|brochures|ouvrages|livres|textes|"
    r"documents|références|ressources|sites|outils|revues))*"
    r"(?:\s+(?:cited|citées?|bibliographiques?|sélective|and notes|et notes|"
    r"and further reading|indicative|de référence|consultées?|list|used|"
    r"électroniques|documentaires|utiles|internet|officiels|législatifs|réglementaires|"
    r"pratiques))?\s*[:.]?",
    re.I,
)
_FIRM = re.compile(
    r"(?:1[5-9]|20)\d\d[^;]{0,20};\s?\d*\s?(?:\([^()]{1,30}\))?\s?:|"
    r"\((?:1[5-9]|20)\d\d[a-z]?(?:,[^()]{2,20})?\)|\b10\.\d{4,9}/"
    r"|\bvol\. ?\d|\bno\. ?\d|[*_]\S|[\"”“«]|\(n\.d\.\)|\(s\.d\.\)|"
    r"\(in press\)|;\s?(?:1[5-9]|20)\d\d|\d\s?:\s?\d+[-–]\d+|ISBN|"
    rf"[{CAPITAL}]{{3,}},\s|,\s[{CAPITAL}][\w'’-]+,\s[{CAPITAL}][^,]{{1,40}},\s(?:1[5-9]|20)\d\d[,.]",
)
_DASHED = re.compile(r"^\s*(?:[-*+•]\s+|\d{1,4}[.)]\s+)?(?:[—–―_⸺⸻]{2,}|-{3,}|(?:\\_){3,})")
_AFTER_NAMES = re.compile(r"[\w.]\s\((?:1[5-9]|20)\d\d[a-z]?\)[.,]\s")
SHORT = 150
"""A line that was parted from its entry is shorter (characters)."""
_KIND = 40
"""A heading that names a kind of documents is shorter (characters); a longer one is a title."""
ENOUGH = 3
"""So many entries in a row are a list without a heading."""


@dataclass
class Listed:
    """References read from lists; `rest` are the lines of the text without them."""

    items: list[Item]
    rest: list[Line]
    leftovers: list[Leftover]


def list_heading(line: Line) -> bool:
    """Whether a line can head a list of references."""
    text = line.text.strip("*_ ")
    return 0 < len(text) < 60 and _HEADING.fullmatch(text) is not None


def find_lists(lines: Sequence[Line]) -> Listed:
    """Every list of references in the text."""
    items: list[Item] = []
    leftovers: list[Leftover] = []
    rest = list(lines)
    parts = []
    for start, stop, heading in _stretches(lines):
        entries = entries_of(lines, start, stop)
        taken = _read_list(lines, entries) if heading is not None else _read_runs(lines, entries)
        parts.append((heading, entries, taken))
    for heading, taken in _with_neighbours(lines, parts):
        if heading is not None and taken and not lines[heading].level:
            rest[heading] = replace(lines[heading], level=6)
        for entry in taken:
            if entry.item is None:
                line = lines[entry.indices[0]]
                if len(entry.indices) == 1 and titled_as_law(line.text):
                    rest[entry.indices[0]] = replace(line, item=True)  # `kg.extract.laws` reads it
                    continue
                reason = "an entry of a list of references that was not understood"
                leftovers.append(Leftover(line.number, line.text[:200], reason))
                continue
            items.append(entry.item)
            for index in entry.indices:
                rest[index] = replace(rest[index], text="", level=0, bold=False, item=False)
    items.sort(key=lambda item: item.index)
    _repeated(lines, items)
    return Listed(items, rest, leftovers)


def _with_neighbours(
    lines: Sequence[Line], parts: list[tuple[int | None, list[Entry], list[Entry]]]
) -> list[tuple[int | None, list[Entry]]]:
    """What was taken of each part; one or two references beside a part that is a list count too."""
    found = []
    for place, (heading, entries, read) in enumerate(parts):
        taken = read
        if not taken and 0 < len(entries) < ENOUGH and all(entry.marked for entry in entries):
            beside = [parts[at] for at in (place - 1, place + 1) if 0 <= at < len(parts)]
            if any(len(other[2]) >= max(ENOUGH, len(other[1])) for other in beside) and all(
                _likely(lines, entry) and _firm(lines, entry) for entry in entries
            ):
                taken = entries
        found.append((heading, taken))
    return found


def _stretches(lines: Sequence[Line]) -> list[tuple[int, int, int | None]]:
    """Parts of the text between headings: first line, end, and the heading if it heads a list."""
    found: list[tuple[int, int, int | None]] = []
    start, heading = 0, None
    level = 0  # of the list's heading: shorter headings under it part the list by kinds
    for index, line in enumerate(lines):
        if line.text and (line.level or (list_heading(line) and not line.item)):
            found.append((start, index, heading))
            start = index + 1
            under = 0 < level < line.level and len(line.text) < _KIND
            heading = index if under or list_heading(line) else None
            if not under:
                level = line.level if heading is not None else 0
    found.append((start, len(lines), heading))
    return [(a, b, h) for a, b, h in found if b > a]


def _read_list(lines: Sequence[Line], entries: list[Entry]) -> list[Entry]:
    """The entries under a heading, if most of them are references."""
    for entry in entries:
        entry.item = entry.item or read_entry(lines, entry)
    entries = _joined(lines, entries)
    good = [entry for entry in entries if entry.item is not None]
    if not good or len(good) < 0.6 * len(entries):
        return _read_runs(lines, entries)
    return entries


def _joined(lines: Sequence[Line], entries: list[Entry]) -> list[Entry]:
    """Entries whose last line became a paragraph of its own, joined where they then say more."""
    found: list[Entry] = []
    for entry in entries:
        before = found[-1] if found else None
        size = sum(len(lines[index].text) for index in entry.indices)
        if before is None or not before.marked or entry.marked or size >= SHORT:
            found.append(entry)
            continue
        entry.item = entry.item or read_entry(lines, entry)
        before.item = before.item or read_entry(lines, before)
        if entry.item is None and before.item is not None:
            whole = Entry([*before.indices, *entry.indices], marked=True)
            whole.item = read_entry(lines, whole)
            if whole.item is not None and len(whole.item.csl) > len(before.item.csl):
                found[-1] = whole
                continue
        found.append(entry)
    return found


def _read_runs(lines: Sequence[Line], entries: list[Entry]) -> list[Entry]:
    """Entries that stand in a row and are firmly marked, or notes of which each is."""
    taken: list[Entry] = []
    run: list[Entry] = []
    entries = _joined(lines, entries)
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


def _between(lines: Sequence[Line], entries: list[Entry], firm: list[bool], place: int) -> bool:
    """Whether a numbered entry reads as a reference and stands beside two firm ones."""
    entry = entries[place]
    if not entry.marked or sum(firm[max(place - 4, 0) : place + 5]) < 2:
        return False
    entry.item = entry.item or read_entry(lines, entry)
    return entry.item is not None


def _likely(lines: Sequence[Line], entry: Entry) -> bool:
    """Whether an entry has a year, a firm mark and a beginning like a reference; costs little."""
    text = "\n".join(lines[i].raw for i in entry.indices)
    if len(text) > LONGEST or len(text) < 30:
        return False
    if NOTE.match(text):
        return True
    if not DATED.search(text) or not _FIRM.search(text):
        return False
    body = NOTE.sub("", MARKED.sub("", text, count=1), count=1)
    return bool(BEGIN.match(body))


def _firm(lines: Sequence[Line], entry: Entry) -> bool:
    """Whether it prints persons, a date and where it was published."""
    text = "\n".join(lines[i].raw for i in entry.indices)
    entry.item = entry.item or read_entry(lines, entry)
    if entry.item is None and NOTE.match(text):
        entry.item = read_grey(text, line=lines[entry.indices[0]].number)
        return entry.item is not None
    if entry.item is None:
        return False
    csl = entry.item.csl
    if NOTE.match(text) and not {"issued", "status"} & csl.keys():
        return len(csl.get("author", ())) > 1 and "family" in csl["author"][0]
    people = [*csl.get("author", ()), *csl.get("editor", ())]
    named = any("family" in name for name in people) or bool(_DASHED.match(text))
    named = named or (bool(NOTE.match(text)) and "container-title" in csl and "publisher" in csl)
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
