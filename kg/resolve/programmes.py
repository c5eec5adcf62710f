"""Programmes, their events, and what sources say differently about things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.dates import BadDateError, span
from kg.entities import Disagreement, Event, Programme, Saying, Thing
from kg.iris import slug
from kg.located import Read
from kg.records import (
    ConcernedDisagreementRecord,
    DisagreementRecord,
    EventRecord,
    ProgrammeRecord,
)
from kg.resolve.context import Context, optional_words, words

__all__ = ["resolve_disagreements", "resolve_programmes"]


def resolve_programmes(
    context: Context, reads: Sequence[Read[ProgrammeRecord]]
) -> tuple[dict[str, Programme], list[Disagreement]]:
    """The programmes with their events, and the disagreements about those events."""
    found: dict[str, Programme] = {}
    disagreements: list[Disagreement] = []
    for read in reads:
        record = read.value
        context.concept(read, "programme-kind", record.kind, "kind")
        if record.part_of is not None:
            context.thing(read, "programme", record.part_of, "part_of")
        events, disputed = _events(context, read)
        disagreements += disputed
        found[record.id] = Programme(
            id=record.id,
            label=words(record.label),
            alt_labels=record.alt_labels,
            kind=record.kind,
            countries=context.selected(read, "country", record.countries, "countries"),
            located=record.places,
            operated_by=context.things(read, "organisation", record.operated_by, "operated_by"),
            part_of=record.part_of,
            description=optional_words(record.description),
            period=context.period(read, record.start, record.end, "start"),
            named_only=record.named_only,
            places=context.places(read, record.stated_in, "stated_in"),
            events=events,
        )
    return found, disagreements


def _events(
    context: Context, read: Read[ProgrammeRecord]
) -> tuple[tuple[Event, ...], list[Disagreement]]:
    events: dict[str, Event] = {}
    disagreements: list[Disagreement] = []
    for i, record in enumerate(read.value.events):
        path = ("events", i)
        if record.slug in events:
            message = f"Two events of {read.value.id!r} are called {record.slug!r}"
            context.report(read.problem(message, "Rename one", *path, "slug"))
            continue
        context.concept(read, "event-kind", record.kind, *path, "kind")
        concerns = ("programme", read.value.id)
        fragment = f"event-{record.slug}"
        for j, disputed in enumerate(record.disagreements):
            where = (*path, "disagreements", j)
            found = _disagreement(
                context, read, disputed, concerns=concerns, fragment=fragment, path=where
            )
            disagreements.append(found)
        date, end = _chosen(context, read, record, path)
        period = context.period(read, date, end, *path, "date")
        countries = record.countries if record.countries is not None else read.value.countries
        if period is None:
            continue
        events[record.slug] = Event(
            slug=record.slug,
            kind=record.kind,
            period=period,
            label=words(record.label),
            countries=context.selected(read, "country", countries, *path, "countries"),
            places=context.places(read, record.stated_in, *path, "stated_in"),
            figures=context.figures(read, record.figures, *path, "figures"),
        )
    return tuple(events.values()), disagreements


def _chosen(
    context: Context,
    read: Read[ProgrammeRecord],
    record: EventRecord,
    path: tuple[str | int, ...],
) -> tuple[str, str | None]:
    """The date and the end that we follow where sources differ; an interval is split in two."""
    date, end = record.date, record.end
    for j, disputed in enumerate(record.disagreements):
        if disputed.chosen is None or disputed.aspect not in ("date", "end"):
            continue
        try:
            span(disputed.chosen)
        except BadDateError as error:
            where = (*path, "disagreements", j, "chosen")
            context.report(read.problem(str(error), "Write it as EDTF", *where))
            continue
        if disputed.aspect == "date":
            date = disputed.chosen
            end = None if "/" in date else end
        else:
            end = disputed.chosen
    start, slash, last = date.partition("/")
    if slash and end is None and ".." not in (start, last):
        return start, last
    return date, end


def resolve_disagreements(
    context: Context, reads: Sequence[Read[ConcernedDisagreementRecord]]
) -> list[Disagreement]:
    """The disagreements about things other than events."""
    found = []
    for read in context.unique("disagreement", reads):
        kind, _, identifier = read.value.concerns.partition("/")
        if not context.thing(read, kind, identifier, "concerns"):
            continue
        record = DisagreementRecord(
            slug=read.value.id,
            aspect=read.value.aspect,
            says=read.value.says,
            chosen=read.value.chosen,
            why=read.value.why,
        )
        found.append(_disagreement(context, read, record, concerns=(kind, identifier)))
    return found


def _disagreement(
    context: Context,
    read: Read[Any],
    record: DisagreementRecord,
    *,
    concerns: Thing,
    fragment: str | None = None,
    path: tuple[str | int, ...] = (),
) -> Disagreement:
    says: dict[str, Saying] = {}
    for k, said in enumerate(record.says):
        where = (*path, "says", k)
        place = context.place(read, said.at, *where, "at") if said.at is not None else None
        if said.at is None and said.record is None:
            message = "A value stands without a place or a public record"
            context.report(read.problem(message, "Add `at` or `record`", *where))
            continue
        origin = str(place.locator) if place is not None else (said.record and said.record.name)
        name = slug(f"{origin} {said.value}")
        if name in says:
            message = "The same source says the same value twice"
            context.report(read.problem(message, "Take one of them out", *where))
            continue
        says[name] = Saying(
            slug=name,
            value=said.value,
            place=place,
            record=said.record.name if said.record is not None else None,
            url=said.record.url if said.record is not None else None,
        )
    return Disagreement(
        concerns=concerns,
        fragment=fragment,
        slug=record.slug,
        aspect=record.aspect,
        says=tuple(says.values()),
        chosen=record.chosen,
        why=words(record.why),
    )
