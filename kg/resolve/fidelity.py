"""What is left out of the data, what in it no place prints, and what a second reader saw."""

from __future__ import annotations

from collections.abc import Sequence

from kg.entities import Omission, Review, Unprinted
from kg.located import Read
from kg.records import OmissionRecord, ReviewRecord, UnprintedRecord
from kg.resolve.context import Context, words

__all__ = ["resolve_omissions", "resolve_reviews", "resolve_unprinted"]

EXPLAINED = ("layout-lost", "out-of-scope", "repeated")
"""Reasons that need a note."""


def resolve_omissions(context: Context, reads: Sequence[Read[OmissionRecord]]) -> list[Omission]:
    """The lines that the data does not rest on, each range once."""
    found: dict[str, Omission] = {}
    for read in reads:
        record = read.value
        place = context.place(read, record.place, "place")
        known = context.concept(read, "omission-reason", record.reason, "reason")
        if place is None or not known:
            continue
        if str(place.locator) in found:
            context.report(read.problem(f"{record.place} is listed twice", "Take one line out"))
        elif record.reason in EXPLAINED and record.note is None:
            message = f"{record.place} is left out as {record.reason!r} without a note"
            context.report(read.problem(message, "Say in `note` what was left out, or where it is"))
        else:
            found[str(place.locator)] = Omission(place, record.reason, record.note)
    return list(found.values())


def resolve_unprinted(context: Context, reads: Sequence[Read[UnprintedRecord]]) -> list[Unprinted]:
    """The values that no place prints, each once a thing."""
    found: dict[tuple[str, str], Unprinted] = {}
    for read in reads:
        record = read.value
        name, _, fragment = record.thing.partition("#")
        kind, _, identifier = name.partition("/")
        known = context.thing(read, kind, identifier, "thing")
        if not context.concept(read, "unprinted-kind", record.kind, "kind") or not known:
            continue
        if (record.thing, record.text) in found:
            message = f"{record.text!r} of {record.thing} is listed twice"
            context.report(read.problem(message, "Take one line out"))
            continue
        found[record.thing, record.text] = Unprinted(
            (kind, identifier), fragment or None, record.text, record.kind, record.why
        )
    return list(found.values())


def resolve_reviews(context: Context, reads: Sequence[Read[ReviewRecord]]) -> list[Review]:
    """The points on which a second reader read otherwise."""
    found = []
    for read in context.unique("second reading", reads):
        record = read.value
        place = context.place(read, record.place, "place")
        concerns = None
        if record.concerns is not None:
            kind, _, identifier = record.concerns.partition("/")
            concerns = (kind, identifier)
            context.thing(read, kind, identifier, "concerns")
        if place is not None:
            found.append(
                Review(
                    record.id,
                    place,
                    concerns,
                    words(record.first),
                    words(record.second),
                    record.settled,
                    words(record.why),
                )
            )
    return found
