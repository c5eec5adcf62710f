"""Where references stand: an imprint or an address, and what belongs to it above and below.

A dossier prints each reference as a block between annotations. Nothing marks its ends, but its
imprint can hardly be anything else; so the imprint is found first, then authors and title are
looked for above it and the address below. One pass from the top: each line belongs to one block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.addresses import LABEL, first_address
from kg.extract.belief import clear_title
from kg.extract.below import MARKED, take_below
from kg.extract.block import Block, Leftover
from kg.extract.dated import dated_at
from kg.extract.headings import contents_of
from kg.extract.imprint import Imprint, find_imprint
from kg.extract.joining import joined, may_go_on, without_address
from kg.extract.laws import law_alone
from kg.extract.leads import NESTED, split_lead
from kg.extract.lines import LONGEST, Line
from kg.extract.mentions import mentions
from kg.extract.names import looks_like_names
from kg.extract.notices import Notice, Value, notice_at
from kg.extract.press import below_imprint, imprint_first
from kg.extract.upward import Above, look_above

__all__ = ["Block", "Leftover", "find_blocks"]

_OWN = re.compile(
    r"^(?:réalisé|rédigé|élaboré|conçu|coordonné|document|dossier)\b.{0,20}\bpar\b", re.I
)


@dataclass(frozen=True)
class _Anchor:
    """The lines that an imprint takes up."""

    first: int
    last: int
    text: str
    imprint: Imprint


def find_blocks(
    lines: Sequence[Line], rows: Mapping[int, Notice] | None = None
) -> tuple[list[Block], list[Leftover]]:
    """Every reference, in order, and every line that seemed to belong to one and was not read.

    `rows` gives the notice of each row of a table that is one, by the index of its line.
    """
    rows = rows or {}
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
        if index in rows:
            found: tuple[Block | None, str] = (_noticed(rows[index]), "")
        else:
            found = _block_at(lines, index, floor, contents)
        block, reason = found
        if block is not None and (block.last < opening or _is_title_page(block, lines)):
            block, reason = None, "the imprint of the document itself"
        if block is not None:
            blocks.append(block)
            floor = index = block.last + 1
            continue
        if reason:
            left.append(Leftover(line.number, line.text[:200], reason))
        for named in mentions(line.text):
            left.append(Leftover(line.number, named, "a work named in running text"))
        index += 1
    taken = {lines[i].number for block in blocks for i in range(block.first, block.last + 1)}
    return blocks, [leftover for leftover in left if leftover.line not in taken]


def _is_title_page(block: Block, lines: Sequence[Line]) -> bool:
    """Whether a bare issuer and date stand under the first words of the document."""
    weak = block.imprint is not None and block.imprint.kind == "issuer" and block.address is None
    return weak and not any(line.text for line in lines[: block.first])


def _noticed(notice: Notice) -> Block:
    above = Above(split_lead(""), notice.first)
    return Block(notice.first, notice.last, notice.first, None, above, notice=notice)


def _labelled(
    lines: Sequence[Line], index: int, floor: int, contents: frozenset[str]
) -> Block | None:
    """A notice, whose title may stand above it without a label."""
    notice = notice_at(lines, index, contents)
    if notice is None:
        return None
    if not notice.whole:
        above = look_above(lines, index, floor, split_lead(""), contents)
        title = above.lead.title
        close = above.heading or above.bold or above.first == index - 1
        if not title or not close or not notice.titled(title, above.title_lines):
            return None
        for place in above.author_lines:
            notice.values.setdefault("author", [Value(above.lead.authors, [place])])
        notice.first = above.first
    return _noticed(notice)


def _dated(lines: Sequence[Line], index: int) -> Block | None:
    """A reference with the year behind its authors."""
    dated = dated_at(lines, index)
    if dated is None:
        return None
    above = Above(dated.lead, index, title_lines=dated.title_lines, author_lines=dated.author_lines)
    block = Block(index, dated.last, dated.last, dated.imprint, above)
    take_below(lines, block)
    return block


def _block_at(  # noqa: PLR0911 - a return for each way to stand
    lines: Sequence[Line], index: int, floor: int, contents: frozenset[str]
) -> tuple[Block | None, str]:
    line = lines[index]
    sure = _labelled(lines, index, floor, contents) or _dated(lines, index)
    if sure is not None:
        return sure, ""
    nested = NESTED.search(line.text) if len(line.text) <= 1500 else None
    if nested is not None:
        block = _nested(lines, index, line.text[nested.end() :])
        if block is not None:
            return block, ""
    text = without_address(line) if len(line.text) <= LONGEST else ""
    if (press := imprint_first(text)) is not None:
        block = Block(index, index, index, press[0], Above(press[1], index))
        take_below(lines, block)
        return block, ""
    imprint = find_imprint(text) or (law_alone(lines, index) if text == line.text else None)
    if line.prose and not (imprint and imprint.start and split_lead(text[: imprint.start]).authors):
        return None, "an address inside running text" if first_address(line.raw[:5000]) else ""
    last = index
    if imprint is None and text and not line.prose and may_go_on(lines, index):
        imprint, text, last = joined(lines, index, text)
    elif imprint is not None and text.endswith(","):  # pages on the next line
        longer, whole, end = joined(lines, index, text)
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
    take_below(lines, block)
    return block


def _with_imprint(  # noqa: PLR0911 - a return for each reason
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
        under = below_imprint(lines, index) if anchor.last == index and not lead.authors else None
        if under is None:
            return None, "an imprint without a title"
        block = Block(index, under[1], index, imprint, under[0])
        take_below(lines, block)
        return block, ""
    if weak and not above.lead.title and (line.after_blank is False or len(text.split()) > 20):
        return None, ""
    plain = not (above.heading or above.bold or above.lead.authors)
    if plain and not clear_title(above.lead.title):
        return None, "an imprint under running text"
    block = Block(above.first, anchor.last, index, imprint, above)
    take_below(lines, block)
    if weak and block.address is None and above.lead.title and len(above.lead.title) < 12:
        return None, "an issuer and a year without a clear title"
    return block, ""


def _without_imprint(
    lines: Sequence[Line], index: int, floor: int, contents: frozenset[str]
) -> Block | None:
    """A reference that prints a title and an address alone."""
    line = lines[index]
    before = without_address(line)
    if line.item and not before:
        return None
    if before and len(before.split()) > 25:
        return None
    lead = split_lead(before) if before else split_lead("")
    if before and not lead.title:
        lead.title, lead.authors = before.rstrip("."), ""
    if before and not LABEL.search(line.text) and not MARKED.search(before):
        return None
    above = look_above(lines, index, floor, lead, contents) if not before else Above(lead, index)
    title = above.lead.title
    if not title:
        return None
    if not before and not (above.marked or above.heading or above.bold):
        return None
    block = Block(above.first, index - 1 if not before else index, index, None, above)
    take_below(lines, block, start=index)
    return block if block.address is not None else None
