"""Where references stand: an imprint or an address, and what belongs to it above and below.

A dossier prints each reference as a block between annotations. Nothing marks its ends, but its
imprint can hardly be anything else; so the imprint is found first, then authors and title are
looked for above it and the address below. One pass from the top: each line belongs to one block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.addresses import LABEL, Address, first_address, is_address_line, read_address
from kg.extract.headings import contents_of
from kg.extract.imprint import Imprint, find_imprint
from kg.extract.leads import NESTED, split_lead
from kg.extract.lines import LONGEST, Line, bare
from kg.extract.names import looks_like_names
from kg.extract.upward import Above, look_above

__all__ = ["Block", "Leftover", "find_blocks"]

_OPEN_END = re.compile(r"(?:[,:;]|\b(?:de|du|des|la|le|les|et|pour|en|l'|d'))$")
_SEE_PAGE = re.compile(
    r"^(?:voir|lire|cf\.?|notamment)\s+(?:aux? )?(pp?\.\s?\d+(?:\s?[-–]\s?\d+)?)", re.I
)
_ONLY_NOTE = re.compile(r"^\(([^()]{3,200})\)\.?$")
_OWN = re.compile(
    r"^(?:réalisé|rédigé|élaboré|conçu|coordonné|document|dossier)\b.{0,20}\bpar\b", re.I
)
_MARKED = re.compile(
    r"\[(?:site|page|blog|portail|vidéo|en ligne|podcast|dvd|document|présentation)[^\[\]]{0,40}\]",
    re.I,
)
BELOW = 5


@dataclass
class Block:
    """One printed reference, its parts as printed."""

    first: int  # index of its first line
    last: int
    anchor: int
    imprint: Imprint | None
    above: Above
    address: Address | None = None
    page: str = ""
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Anchor:
    """The lines that an imprint takes up."""

    first: int
    last: int
    text: str
    imprint: Imprint


@dataclass(frozen=True)
class Leftover:
    """A line that looks like a part of a reference and belongs to none."""

    line: int
    text: str
    reason: str


def find_blocks(lines: Sequence[Line]) -> tuple[list[Block], list[Leftover]]:
    """Every reference, in order, and every line that seemed to belong to one and was not read."""
    contents = contents_of(lines)
    opening = max((i for i, line in enumerate(lines[:400]) if line.contents), default=-1)
    blocks: list[Block] = []
    left: list[Leftover] = []
    floor = index = 0
    while index < len(lines):
        line = lines[index]
        if not line.text or line.contents:
            index += 1
            continue
        block, reason = _block_at(lines, index, floor, contents)
        if block is not None and (block.last < opening or _is_title_page(block, lines)):
            block, reason = None, "the imprint of the document itself"
        if block is not None:
            blocks.append(block)
            floor = index = block.last + 1
            continue
        if reason:
            left.append(Leftover(line.number, line.text[:200], reason))
        index += 1
    taken = {lines[i].number for block in blocks for i in range(block.first, block.last + 1)}
    return blocks, [leftover for leftover in left if leftover.line not in taken]


def _is_title_page(block: Block, lines: Sequence[Line]) -> bool:
    """Whether a bare issuer and date stand under the first words of the document."""
    weak = block.imprint is not None and block.imprint.kind == "issuer" and block.address is None
    return weak and not any(line.text for line in lines[: block.first])


def _block_at(
    lines: Sequence[Line], index: int, floor: int, contents: frozenset[str]
) -> tuple[Block | None, str]:
    line = lines[index]
    nested = NESTED.search(line.text) if len(line.text) <= 1500 else None
    if nested is not None:
        block = _nested(lines, index, line.text[nested.end() :])
        if block is not None:
            return block, ""
    text = _without_address(line) if len(line.text) <= LONGEST else ""
    imprint = find_imprint(text)
    if line.prose and not (imprint and imprint.start and split_lead(text[: imprint.start]).authors):
        return None, "an address inside running text" if first_address(line.raw[:5000]) else ""
    last = index
    if imprint is None and text and not line.prose and _may_go_on(lines, index):
        imprint, text, last = _joined(lines, index, text)
    elif imprint is not None and text.endswith(","):  # pages on the next line
        longer, whole, end = _joined(lines, index, text)
        if longer is not None and not longer.left and longer.start == imprint.start:
            imprint, text, last = longer, whole, end
    if imprint is not None:
        return _with_imprint(lines, _Anchor(index, last, text, imprint), floor, contents)
    if first_address(line.raw) is not None:
        block = _without_imprint(lines, index, floor, contents)
        return block, "" if block else "an address without a reference"
    if index and _under_title(lines, index) and looks_like_names(line.text):
        return None, "names under a title, without an imprint that is known here"
    return None, ""


def _under_title(lines: Sequence[Line], index: int) -> bool:
    for above in range(index - 1, max(index - 4, -1), -1):
        if lines[above].text:
            return bool(lines[above].level) or lines[above].bold
    return False


def _nested(lines: Sequence[Line], index: int, rest: str) -> Block | None:
    """A whole reference behind a label such as `Pour en savoir plus :`."""
    end = LABEL.search(rest) or first_address(rest)
    text = rest[: end.start()].rstrip(" <(") if end else rest
    imprint = find_imprint(text)
    if imprint is None or imprint.kind == "issuer":
        return None
    lead = split_lead(text[: imprint.start])
    if not lead.title:
        return None
    above = Above(lead=lead, first=index)
    block = Block(index, index, index, imprint, above)
    _take_below(lines, block)
    return block


def _with_imprint(
    lines: Sequence[Line], anchor: _Anchor, floor: int, contents: frozenset[str]
) -> tuple[Block | None, str]:
    index, text, imprint = anchor.first, anchor.text, anchor.imprint
    line = lines[index]
    lead = split_lead(text[: imprint.start]) if imprint.start else split_lead("")
    weak = imprint.kind == "issuer" or (imprint.kind == "publisher" and imprint.confidence < 0.8)
    if weak and (line.level or line.item or len(text) > 200 or imprint.start):
        return None, ""
    above = look_above(lines, index, floor, lead, contents)
    if any(_OWN.match(lines[k].text) for k in range(max(index - 2, 0), index)):
        return None, "the imprint of the document itself"
    if not above.lead.title and not weak and imprint.kind not in ("gazette",):
        return None, "an imprint without a title"
    if weak and not above.lead.title and (line.after_blank is False or len(text.split()) > 20):
        return None, ""
    block = Block(above.first, anchor.last, index, imprint, above)
    _take_below(lines, block)
    if weak and block.address is None and above.lead.title and len(above.lead.title) < 12:
        return None, "an issuer and a year without a clear title"
    return block, ""


def _without_imprint(
    lines: Sequence[Line], index: int, floor: int, contents: frozenset[str]
) -> Block | None:
    """A reference that prints a title and an address alone."""
    line = lines[index]
    before = _without_address(line)
    if line.item and not before:
        return None
    if before and len(before.split()) > 25:
        return None
    lead = split_lead(before) if before else split_lead("")
    if before and not lead.title:
        lead.title, lead.authors = before.rstrip("."), ""
    if before and not LABEL.search(line.text) and not _MARKED.search(before):
        return None
    above = look_above(lines, index, floor, lead, contents) if not before else Above(lead, index)
    title = above.lead.title
    if not title:
        return None
    if not before and not (above.marked or above.heading or above.bold):
        return None
    block = Block(above.first, index - 1 if not before else index, index, None, above)
    _take_below(lines, block, start=index)
    return block if block.address is not None else None


def _take_below(lines: Sequence[Line], block: Block, start: int | None = None) -> None:
    """The address, notes and the quoted page, which stand under the imprint."""
    index = block.last if start is None else start
    seen = 0
    same = start is None
    while index < len(lines) and seen < BELOW:
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
        elif _MARKED.fullmatch(line.text):
            block.above.lead.marks.append(line.text.strip("[]"))
            block.last = index
        else:
            return
        same = False
        seen += 1
        index += 1


def _may_go_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line stops before its imprint is whole."""
    text = lines[index].text
    following = _next(lines, index)
    if following is None or lines[following].level or lines[following].item:
        return False
    begins = bool(re.search(r"(?:^|[.] )[A-ZÀ-Þ][\w'’.() -]{1,40}\s:\s\S", text)) or bool(
        _OPEN_END.search(text)
    )
    if not begins and not re.match(r"^(?:\[?(?:19|20)\d\d|s\.?d)", lines[following].text):
        return False
    return not is_address_line(lines[following]) and len(text) < 400


def _joined(lines: Sequence[Line], index: int, text: str) -> tuple[Imprint | None, str, int]:
    """The imprint of a line and of one or two that follow it."""
    last = index
    whole = text
    for _ in range(2):
        following = _next(lines, last)
        if following is None or is_address_line(lines[following]) or lines[following].level:
            break
        gap = following - last > 1
        if gap and not (
            _OPEN_END.search(whole) or re.match(r"^\[?(?:19|20)\d\d", lines[following].text)
        ):
            break
        if lines[following].prose or lines[following].bold != lines[index].bold:
            break
        last = following
        whole = f"{whole} {_without_address(lines[following])}"
        imprint = find_imprint(whole)
        if imprint is not None and imprint.kind not in ("issuer",) and imprint.start <= len(text):
            return imprint, whole, last
    return None, text, index


def _next(lines: Sequence[Line], index: int) -> int | None:
    for following in range(index + 1, min(index + 5, len(lines))):
        if lines[following].text and not lines[following].contents:
            return following
    return None


def _without_address(line: Line) -> str:
    """What a line says before its address."""
    label = LABEL.search(line.text)
    if label is not None and label.end() - label.start() > 4:
        return line.text[: label.start()].rstrip()
    match = first_address(line.raw)
    if match is None:
        return line.text
    marker = len(line.raw) - len(line.raw.lstrip(" #>-*+•"))
    return bare(line.raw[marker : match.start()]).rstrip(" <(") if match.start() > marker else ""
