"""The vocabulary of the field, with each source's definition."""

from __future__ import annotations

from collections.abc import Sequence

from kg.entities import Definition, Naming, Term
from kg.located import Read
from kg.records import TermRecord
from kg.resolve.context import Context, words

__all__ = ["resolve_terms"]


def resolve_terms(context: Context, reads: Sequence[Read[TermRecord]]) -> dict[str, Term]:
    """The terms and their definitions."""
    found = {}
    for read in reads:
        record = read.value
        if record.broader is not None:
            context.thing(read, "term", record.broader, "broader")
        labels = [("fr", text) for text in record.alt_labels.fr]
        labels += [("en", text) for text in record.alt_labels.en]
        found[record.id] = Term(
            id=record.id,
            label=words(record.label),
            alt_labels=tuple(labels),
            broader=record.broader,
            related=context.things(read, "term", record.related, "related"),
            contrasted_with=context.things(read, "term", record.contrasted_with, "contrasted_with"),
            names=_names(context, read),
            definitions=_definitions(context, read),
        )
    return found


def _names(context: Context, read: Read[TermRecord]) -> tuple[Naming, ...]:
    found: dict[tuple[str, str], Naming] = {}
    for i, record in enumerate(read.value.names):
        path = ("names", i)
        place = context.place(read, record.at, *path, "at")
        if record.country is not None:
            context.concept(read, "country", record.country, *path, "country")
        period = context.period(read, record.date, None, *path, "date")
        key = (record.label, record.at)
        if key in found:
            message = f"{record.label!r} stands twice at {record.at}"
            context.report(read.problem(message, "Take one of them out", *path, "label"))
        elif place is not None:
            found[key] = Naming(record.label, record.lang, record.country, period, place)
    return tuple(found.values())


def _definitions(context: Context, read: Read[TermRecord]) -> tuple[Definition, ...]:
    found: dict[str, Definition] = {}
    for i, record in enumerate(read.value.definitions):
        path = ("definitions", i)
        place = context.place(read, record.at, *path, "at")
        if record.quotes is not None:
            context.thing(read, "work", record.quotes, *path, "quotes")
        if record.slug in found:
            message = f"Two definitions of {read.value.id!r} are called {record.slug!r}"
            context.report(read.problem(message, "Rename one", *path, "slug"))
        elif place is not None:
            found[record.slug] = Definition(
                record.slug, words(record.statement), record.quotes, place
            )
    return tuple(found.values())
