"""From a text to its citations; the order of the steps."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.headings import Sections, contents_of
from kg.extract.lines import read_lines
from kg.folding import fold
from kg.intext.author_year import Found, author_year_calls, names_in_sentence
from kg.intext.brackets import spans_of
from kg.intext.flow import Flow, flow_of
from kg.intext.footnotes import footnotes
from kg.intext.lists import list_lines, printed_numbers
from kg.intext.model import Call, Footnote, Kind
from kg.intext.numbers import Numbered, bracketed_numbers
from kg.intext.raised import Raised, glued_numbers, raised_numbers
from kg.references import Reference

__all__ = ["read_citations"]

_MARGIN = 40
_ENTRY = re.compile(r"^[\s>*-]*(?:\[?\d{1,3}[.)\]]\s+)?$")


@dataclass(frozen=True)
class _Draft:
    """A call at offsets of the flow."""

    start: int
    end: int
    printed: str
    kind: Kind
    group: int
    authors: tuple[str, ...] = ()
    others: bool = False
    year: str | None = None
    suffix: str | None = None
    number: str | None = None
    locator: str | None = None
    prefix: str | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        """Where it stands among the others; members of a range by their number."""
        number = self.number or ""
        return self.start, self.end, int(number) if number.isdecimal() else 0


def read_citations(text: str, references: Sequence[Reference] = ()) -> tuple[Call, ...]:
    """Every citation of running text, one for each single work cited, in the order of the text.

    `references`, if given, are the works that the document itself lists: their authors make
    doubtful forms sure, and the length of a numbered list bounds its numbers.
    """
    lines = read_lines(text)
    notes = footnotes(text)
    without = {number for note in notes for number in note.lines} | list_lines(lines)
    flow = flow_of(lines, without)
    sections = Sections(lines, set(), contents_of(lines))
    spans, lone_open, lone_close = spans_of(flow.text)
    note_lines = {number for note in notes for number in note.lines}
    numbers = printed_numbers(text, references, note_lines)
    dated = author_year_calls(flow.text, spans, lone_open, lone_close, _known(references))
    drafts = [
        *_dated(flow, dated),
        *_numbered(flow, bracketed_numbers(flow.text, spans, _top(numbers))),
        *_raised(flow, notes, set(numbers)),
    ]
    drafts.sort(key=lambda draft: draft.order)
    groups: dict[int, int] = {}
    return tuple(
        _call(draft, groups.setdefault(draft.group, len(groups) + 1), flow, sections)
        for draft in drafts
    )


def _call(draft: _Draft, group: int, flow: Flow, sections: Sections) -> Call:
    first, start = flow.place(draft.start)
    last, end = flow.place(draft.end - 1)
    return Call(
        printed=draft.printed,
        kind=draft.kind,
        line=flow.numbers[first],
        start=start,
        end_line=flow.numbers[last],
        end=end + 1,
        section=sections.of(flow.indices[first]),
        group=group,
        authors=draft.authors,
        others=draft.others,
        year=draft.year,
        suffix=draft.suffix,
        number=draft.number,
        locator=draft.locator,
        prefix=draft.prefix,
    )


def _known(references: Iterable[Reference]) -> frozenset[str]:
    """The folded surnames and bodies of listed works."""
    known = set()
    for reference in references:
        for name in [*(reference.csl.get("author") or []), *(reference.csl.get("editor") or [])]:
            family = fold(name.get("family") or name.get("literal") or "")
            if len(family) > 2:
                known.add(family)
    return frozenset(known)


def _top(numbers: Iterable[str]) -> int:
    return max((int(number) for number in numbers if number.isdigit()), default=0)


def _dated(flow: Flow, found: Iterable[Found]) -> Iterator[_Draft]:
    for call in found:
        if not _is_entry(flow.text, call):
            yield _Draft(
                call.start,
                call.end,
                flow.printed(call.start, call.end),
                "author-year",
                call.group,
                call.authors,
                call.others,
                call.dated.year or None,
                call.dated.suffix,
                locator=call.locator,
                prefix=call.prefix,
            )


def _is_entry(text: str, call: Found) -> bool:
    """Whether names begin a line as an entry of a list does, `Durand, A. (2012).` say."""
    low = max(call.start - _MARGIN, 0)
    begin = text.rfind("\n", low, call.start) + 1
    if not begin and low:
        return False
    if not _ENTRY.match(text[begin : call.start]) or "(" not in text[call.start : call.end]:
        return False
    printed = text[call.start : call.end]
    after = text[call.end : call.end + 3]
    return bool(re.search(r",\s[^\W\d_]\.", printed)) or after.lstrip()[:1] in (".", ",", ":")


def _numbered(flow: Flow, found: Iterable[Numbered]) -> Iterable[_Draft]:
    seen: set[int] = set()
    for member in found:
        start, end = member.start, member.end
        authors: tuple[str, ...] = ()
        others = False
        if member.group not in seen:  # "Pitt et al. (56)"
            seen.add(member.group)
            begin = max(member.group - 160, 0)
            cited = names_in_sentence(flow.text[begin : member.group - 1])
            closed = flow.text[end : end + 1] in (")", "]")
            if cited is not None and cited.strong and closed:
                start, end = begin + cited.start, end + 1
                authors, others = cited.names, cited.others
        printed = flow.printed(start, end)
        for number in member.numbers:
            yield _Draft(
                start,
                end,
                printed,
                "numeric",
                member.group,
                authors,
                others,
                number=str(number),
                locator=member.locator,
            )


def _raised(flow: Flow, notes: Sequence[Footnote], listed: set[str]) -> Iterator[_Draft]:
    """Calls of notes; raised numbers without a note are believed where a list has them."""
    labels = {note.number for note in notes}
    marked = raised_numbers(flow.text)
    by_mark = {call.label for call in marked}
    runs = _rising(marked)
    apart = any(
        call.marked and call.label in labels for call in marked
    )  # `[^3]` calls the notes, `³` the list
    for call in [*marked, *glued_numbers(flow.text, _feet(flow, notes), by_mark)]:
        own = call.label in labels and (call.marked or not (apart and call.label in listed))
        noted = own or (call.marked and call.label not in listed)
        kind: Kind = "footnote" if noted else "numeric"
        if kind == "footnote" or call.label in listed or runs:
            yield _Draft(call.start, call.end, call.printed, kind, call.group, number=call.label)


def _rising(marked: Sequence[Raised]) -> bool:
    """Whether raised numbers begin at 1 and rise by first use, as citations do."""
    top = 0
    numbers = [int(call.label) for call in marked if call.label.isdigit() and not call.marked]
    for number in numbers:
        if number > top + 3:
            return False
        top = max(top, number)
    return top >= 3 and len(set(numbers)) >= 0.7 * top


def _feet(flow: Flow, notes: Sequence[Footnote]) -> list[tuple[str, int]]:
    """Each note's number with the offset of the flow at which its block of notes stands."""
    feet: list[tuple[str, int]] = []
    first = last = -9
    for note in notes:
        if note.line > last + 3:
            first = note.line
        last = note.line
        for number in note.lines:
            if number > last + 3:
                break  # it goes on at the foot of the next page
            last = number
        at = bisect_left(flow.numbers, first)
        feet.append((note.number, flow.starts[at] if at < len(flow.starts) else len(flow.text)))
    return feet
