"""Works, where sources print them, what they misprint, and the records that identify them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.entities import Correction, Occurrence, PublicRecord, Words, Work
from kg.located import Read
from kg.records import CorrectionRecord, OccurrenceRecord, PublicRecordRecord, WorkRecord
from kg.resolve.context import Context
from kg.resolve.people import People

__all__ = ["resolve_corrections", "resolve_occurrences", "resolve_public_records", "resolve_works"]

_FACTS = (
    "volume",
    "number",
    "pages",
    "address",
    "series",
    "edition",
    "pagetotal",
    "type",
    "doi",
    "pmid",
    "url",
    "urldate",
    "note",
)
"""Fields that are kept as they are."""
_MERGED = {
    "container": ("journal", "booktitle"),
    "publisher": ("publisher", "institution", "school"),
}
"""Fields of BibTeX that are one thing under several names."""


def resolve_works(
    context: Context, reads: Sequence[Read[WorkRecord]], people: People
) -> dict[str, Work]:
    """The works, with their contributors; programmes are checked once they are known."""
    found: dict[str, Work] = {}
    for read in reads:
        record = read.value
        context.concept(read, "work-type", record.csltype, "csltype")
        if record.title is None and record.status != "incomplete":
            message = f"The work {record.key!r} has no title but is not marked incomplete"
            context.report(read.problem(message, "Add the title or status = {incomplete}"))
        facts = [(name, value) for name in _FACTS if (value := getattr(record, name))]
        for name, fields in _MERGED.items():
            values = [value for field in fields if (value := getattr(record, field))]
            facts += [(name, value) for value in values]
        found[record.key] = Work(
            key=record.key,
            type=record.csltype,
            title=record.title,
            contributions=people.contributions(record),
            issued=context.period(read, record.year, None, "year"),
            facts=tuple(sorted(facts)),
            language=record.language,
            status=record.status,
            identification=record.identification,
            confidence=record.confidence,
            countries=context.selected(read, "country", record.countries, "countries"),
            programmes=context.things(read, "programme", record.programmes, "programmes"),
            terms=context.things(read, "term", record.terms, "terms"),
            remark=record.remark,
        )
    return found


def resolve_occurrences(
    context: Context, reads: Sequence[Read[OccurrenceRecord]]
) -> list[Occurrence]:
    """The places where sources print a reference, each once."""
    found: dict[Occurrence, None] = {}
    for read in reads:
        record = read.value
        place = context.place(read, record.place, "place")
        if context.thing(read, "work", record.work, "work") and place is not None:
            occurrence = Occurrence(record.work, place)
            if occurrence in found:
                message = f"The work {record.work!r} is listed twice at {record.place}"
                context.report(read.problem(message, "Take one line out"))
            found[occurrence] = None
    return list(found)


def resolve_corrections(
    context: Context, reads: Sequence[Read[CorrectionRecord]]
) -> list[Correction]:
    """The misprints, each once."""
    found: dict[tuple[str, str, str], Correction] = {}
    for read in reads:
        record = read.value
        place = context.place(read, record.place, "place")
        if not context.thing(read, "work", record.work, "work") or place is None:
            continue
        key = (record.work, record.field, str(place.locator))
        if key in found:
            message = f"Two corrections of {record.field!r} of {record.work!r} at {record.place}"
            context.report(read.problem(message, "Merge them"))
            continue
        reason = Words(record.reason_fr, record.reason_en)
        found[key] = Correction(
            record.work, record.field, record.printed, record.corrected, place, reason
        )
    return list(found.values())


def resolve_public_records(
    context: Context, reads: Sequence[Read[PublicRecordRecord]]
) -> list[PublicRecord]:
    """The public records that say which work a citation stands for."""
    found: dict[tuple[str, str], PublicRecord] = {}
    for read in reads:
        record = read.value
        if not context.thing(read, "work", record.work, "work"):
            continue
        if (record.work, record.name) in found:
            message = f"The record {record.name!r} of {record.work!r} stands twice"
            context.report(read.problem(message, "Merge them or name them apart"))
            continue
        found[(record.work, record.name)] = PublicRecord(
            record.work, record.name, record.url, record.shows
        )
    return list(found.values())
