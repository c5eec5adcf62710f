"""Notes of a text: at the foot of pages, in Markdown, or in a list at the end.

Hand-written: Markdown readers know `[^3]:` alone, and text out of a PDF marks notes by a rule of
blanks and rising numbers only. A note may be wrapped, hold several works, or go on after the next
rule when its page ends; a line that begins a new page ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.folding import fold
from kg.intext.model import Footnote

__all__ = ["footnotes"]

_MARKDOWN = re.compile(r"^ {0,3}\[\^(?P<number>[^\]\s]{1,20})\]:\s?(?P<text>.*)$")
_RULE = re.compile(r"^(?:[ \t\u00a0]{15,}|\s*[_—–-]{8,}\s*)$")
_NUMBERED = re.compile(
    r"^\s{0,6}(?:\[(?P<b>\d{1,3})\]|\^?(?P<n>\d{1,3})\^?(?:[.)](?=\s))?|(?P<s>[⁰¹²³⁴-⁹]{1,3}))"
    r"\s{0,4}(?P<text>(?:[^\W\d_]|[«\"“'‘(\[]|https?:).*)$"
)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HEADING = re.compile(
    r"^[#*\s\d.]*(?:notes?(?: de (?:fin|bas de page)s?| de fin de document)?|endnotes|footnotes)"
    r"[*\s:.]*$",
    re.I,
)
_ANY_HEADING = re.compile(r"^#{1,6}\s")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_MARKS = re.compile(
    r"https?://|www\.|\bdoi\b|en ligne|online|op\.? ?cit|\bibid|\bidem\b|loc\.? ?cit|"
    r"[«“\"]\s?[A-ZÀ-Þ][^»”\"]{14,}[»”\"]|\*[^*]{12,}\*|"
    r"(?:^|[,;]\s|et |and )(?:[A-ZÀ-Þ](?:-?[A-ZÀ-Þ])?\.\s?){1,3}(?:[A-Z][\w'’-]+\s?)+[,.(]",
    re.I,
)
_NAMES_BEGIN = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+,?\s(?:[A-ZÀ-Þ]{1,3}\b\.?|[A-ZÀ-Þ][\w-]+,)|"
    r"(?:[A-ZÀ-Þ]\.[- ]?){1,3}\s?[A-ZÀ-Þ])"
)
_JOINT = re.compile(r"(?<=[\w.)»])\s*;\s+(?=(?:voir aussi|see also|et aussi|cf\.)?\s*[A-ZÀ-Þ«\"“])")


@dataclass
class _Open:
    """A note while it is being read."""

    number: str
    lines: list[tuple[int, str]] = field(default_factory=list)  # with their numbers


def footnotes(text: str) -> tuple[Footnote, ...]:
    """Every note, in the order in which the notes begin."""
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    notes = _markdown(raws)
    taken = {number for note in notes for number, _ in note.lines}
    notes += _at_foot(raws, taken)
    notes += _under_heading(raws, {number for note in notes for number, _ in note.lines})
    notes.sort(key=lambda note: note.lines[0][0])
    return tuple(_closed(note) for note in notes)


def _markdown(raws: Sequence[str]) -> list[_Open]:
    notes: list[_Open] = []
    current: _Open | None = None
    blank = False
    for index, raw in enumerate(raws):
        if match := _MARKDOWN.match(raw):
            current = _Open(match["number"], [(index + 1, match["text"])])
            notes.append(current)
        elif not raw.strip():
            blank = True
            continue
        elif current is not None and (not blank or raw.startswith(("    ", "\t"))):
            current.lines.append((index + 1, raw))
        else:
            current = None
        blank = False
    return notes


def _at_foot(raws: Sequence[str], taken: set[int]) -> list[_Open]:
    """Notes under rules; numbers rise by one over the pages, or begin again at 1 on each."""
    notes: list[_Open] = []
    index = 0
    while index < len(raws):
        if not _RULE.match(raws[index]) or index + 1 in taken:
            index += 1
            continue
        start = index + 1
        while start < len(raws) and start - index < 3 and not raws[start].strip():
            start += 1
        index = max(_foot(raws, start, notes), index + 1)
    return notes


def _foot(raws: Sequence[str], start: int, notes: list[_Open]) -> int:
    """Read the notes from a line on; the index after them."""
    last = int(notes[-1].number) if notes else 0
    first = next(
        (i for i in range(start, min(start + 12, len(raws))) if _begins(raws[i], last, True)), None
    )
    if first is None:
        return start
    if any(not raw.strip() for raw in raws[start:first]):
        return start
    if first > start:
        if not notes:
            return start
        notes[-1].lines.extend((i + 1, raws[i]) for i in range(start, first))
    index = first
    indented = _indent(raws[first])
    opened = flush = False  # flush: a line was seen that goes on with a note at the margin
    while index < len(raws):
        raw = raws[index]
        last = int(notes[-1].number) if notes else 0
        number = _begins(raw, last, not opened)
        if number:
            match = _NUMBERED.match(raw)
            notes.append(_Open(number, [(index + 1, match["text"] if match else raw)]))
            opened = True
        elif not raw.strip():
            after = next((i for i in range(index, min(index + 3, len(raws))) if raws[i].strip()), 0)
            if not after or not _begins(raws[after], last, False):
                break
        elif raw.startswith("\f") or (
            _indent(raw) and not indented and (flush or _complete(notes[-1]))
        ):
            break  # a new page
        else:
            notes[-1].lines.append((index + 1, raw))
            flush = flush or not _indent(raw)
        index += 1
    return index


def _begins(raw: str, last: int, fresh: bool) -> str:
    """The number with which a line begins a note that may follow note `last`."""
    match = _NUMBERED.match(raw)
    if match is None:
        return ""
    printed = match["b"] or match["n"] or match["s"].translate(_SUPERSCRIPT)
    number = int(printed)
    return str(number) if number == last + 1 or (fresh and number == 1) else ""


def _indent(raw: str) -> bool:
    return raw[:1] in (" ", "\t")


def _complete(note: _Open) -> bool:
    """Whether the last line of a note may be its end: it is a sentence's, or a short one."""
    line = note.lines[-1][1].rstrip()
    return line.endswith((".", "»", ")", "!", "?", ":")) or len(line) < 60


def _under_heading(raws: Sequence[str], taken: set[int]) -> list[_Open]:
    """The list under a heading `Notes`."""
    notes: list[_Open] = []
    inside = False
    blank = False
    for index, raw in enumerate(raws):
        if index + 1 in taken:
            inside = False
        elif len(raw) < 60 and _HEADING.match(raw):
            inside, blank, own = True, False, 0
        elif inside and raw.strip():
            last = own
            number = _begins(raw, last, own == 0)
            match = _NUMBERED.match(raw)
            if number and match:
                notes.append(_Open(number, [(index + 1, match["text"])]))
                own = int(number)
            elif own and not blank and not _ANY_HEADING.match(raw):
                notes[-1].lines.append((index + 1, raw))
            else:
                inside = False
            blank = False
        else:
            blank = True
    return notes


def _closed(note: _Open) -> Footnote:
    text = _one_line(raw for _, raw in note.lines)
    parts = tuple(_parts(note.lines))
    remark = not _YEAR.search(text) and not _MARKS.search(text)
    numbers = tuple(number for number, _ in note.lines)
    return Footnote(note.number, text, numbers[0], numbers[-1], numbers, parts, remark)


def _one_line(raws: Iterable[str]) -> str:
    pieces = [raw.strip() for raw in raws]
    return re.sub(r"\s+", " ", " ".join(pieces)).strip()


def _parts(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The works of a note: a new line that begins with names after a whole reference, or `;`."""
    pieces: list[list[tuple[int, str]]] = [[lines[0]]]
    for number, raw in lines[1:]:
        before = " ".join(text for _, text in pieces[-1]).rstrip()
        ended = before.endswith(".") and (_YEAR.search(before) or _MARKS.search(before))
        if ended and _NAMES_BEGIN.match(raw.strip()):
            pieces.append([])
        pieces[-1].append((number, raw))
    found: list[tuple[int, str]] = []
    for piece in pieces:
        whole = _one_line(text for _, text in piece)
        at = 0
        for joint in _JOINT.finditer(whole):
            head, tail = whole[at : joint.start()], whole[joint.end() :]
            if _YEAR.search(head) and (_YEAR.search(tail) or "cit" in fold(tail[:80])):
                found.append((_line_of(piece, at), head.strip()))
                at = joint.end()
        found.append((_line_of(piece, at), whole[at:].strip()))
    return found


def _line_of(piece: Sequence[tuple[int, str]], offset: int) -> int:
    """The line of the character at an offset of the joined text, about."""
    at = 0
    for number, raw in piece:
        at += len(raw.strip()) + 1
        if offset < at:
            return number
    return piece[-1][0]
