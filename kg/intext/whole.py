"""A text with its works, its notes and its citations led to works; as JSON, and as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from kg.documents import Origin, place_of, read_document
from kg.extract import Extraction, extract_text
from kg.intext.footnotes import footnotes
from kg.intext.lists import printed_numbers
from kg.intext.matching import match_calls
from kg.intext.model import Footnote, MatchedCall
from kg.intext.noted import with_notes
from kg.intext.reading import read_citations
from kg.references import Reference

__all__ = [
    "CitationItem",
    "Cited",
    "citation_items",
    "citation_report",
    "cited",
    "cited_document",
]


class CitationItem(TypedDict):
    """One citation as JSON; lines are 1-based, columns count from 0, `end` is not included."""

    printed: str
    kind: str
    group: int
    line: int
    columns: tuple[int, int]
    end_line: int
    place: str | None  # "page 3", where the file has no lines
    section: str | None
    authors: list[str]
    et_al: bool
    year: str | None
    suffix: str | None
    number: str | None
    locator: str | None
    prefix: str | None
    work: str | None
    confidence: float
    reason: str
    rivals: list[str]


@dataclass(frozen=True)
class Cited:
    """The citations of a text; `references` are those given and those that only notes print.

    `remarks` are the notes that are called and hold no reference.
    """

    references: tuple[Reference, ...]
    matched: tuple[MatchedCall, ...]
    remarks: tuple[Footnote, ...]


def cited(text: str, references: Sequence[Reference]) -> Cited:
    """Find every citation of the text, and the work it leads to among those the text prints.

    A call of a note without any reference is no citation; it is not among `matched`.
    """
    notes = footnotes(text)
    noted = with_notes(references, notes)
    calls = read_citations(text, noted.references)
    lines = [number for note in notes for number in note.lines]
    works = {note.number for note in notes if not note.remark}
    remarks = tuple(note for note in notes if note.remark)
    unread = {note.number for note in remarks} - works
    matched = match_calls(
        [call for call in calls if call.kind != "footnote" or call.number not in unread],
        noted.references,
        numbers=printed_numbers(text, noted.references, lines),
        notes=notes,
        note_works=noted.works,
    )
    return Cited(noted.references, matched, remarks)


def cited_document(path: Path) -> tuple[Extraction, Cited]:
    """The works and citations of a file; works that only its notes print are among the works."""
    document = read_document(path)
    extraction = extract_text(document.text)
    found = cited(document.text, extraction.references)
    places = {place.line for reference in found.references for place in reference.occurrences}
    extraction = replace(
        extraction,
        references=found.references,
        leftovers=tuple(left for left in extraction.leftovers if left.line not in places),
        printed=sum(len(reference.occurrences) for reference in found.references),
        origins=document.origins,
        notes=document.notes,
    )
    return extraction, found


def citation_items(found: Cited, origins: Sequence[Origin] | None = None) -> list[CitationItem]:
    """One object for each single citation."""
    return [_item(matched, place_of(origins, matched.call.line)) for matched in found.matched]


def _item(matched: MatchedCall, place: str | None) -> CitationItem:
    call = matched.call
    return CitationItem(
        printed=call.printed,
        kind=call.kind,
        group=call.group,
        line=call.line,
        columns=(call.start, call.end),
        end_line=call.end_line,
        place=place,
        section=call.section,
        authors=list(call.authors),
        et_al=call.others,
        year=call.year,
        suffix=call.suffix,
        number=call.number,
        locator=call.locator,
        prefix=call.prefix,
        work=matched.work,
        confidence=matched.confidence,
        reason=matched.reason,
        rivals=list(matched.rivals),
    )


def citation_report(found: Cited) -> str:
    """Counts, then each citation that led to no work, for a person; empty if there is none."""
    return "".join(f"{line}\n" for line in _report(found))


def _report(found: Cited) -> Iterator[str]:
    kinds = Counter(matched.call.kind for matched in found.matched)
    works = {matched.work for matched in found.matched} - {None}
    if not found.matched:
        return
    yield ""
    yield f"Citations in the text: {len(found.matched)}"
    for kind, count in sorted(kinds.items()):
        led = sum(m.work is not None for m in found.matched if m.call.kind == kind)
        yield f"   {kind}: {count}, {led} of them led to a work"
    yield f"   works cited: {len(works)} of {len(found.references)}"
    if found.remarks:
        numbers = ", ".join(note.number for note in found.remarks)
        yield f"   notes without a reference: {numbers}"
    for matched in found.matched:
        if matched.work is None:
            rivals = f" ({', '.join(matched.rivals)})" if matched.rivals else ""
            call = matched.call
            yield f"   line {call.line}: {call.printed}: {matched.reason}{rivals}"
