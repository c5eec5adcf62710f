"""Timelines: what happened, in a programme or across programmes, in order of date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kg.answers.disagreements import date_disagreement, disagreements_about
from kg.answers.errors import NotFound
from kg.answers.lists import filter_iri, listing, select_page, thing_iri
from kg.answers.models import Listing
from kg.answers.models_programmes import EventItem, Timeline
from kg.answers.parts import bilingual, countries_of, figures_of, places_of
from kg.answers.refs import distinct, pick, programme_items, programme_refs
from kg.catalogue import BadParameter, Page
from kg.dates import BadDateError, span
from kg.graph import KnowledgeGraph

__all__ = ["programme_timeline", "timeline"]


def timeline(
    graph: KnowledgeGraph,
    *,
    start: str | None = None,
    end: str | None = None,
    country: str | None = None,
    programme: str | None = None,
    page: Page | None = None,
) -> Listing[EventItem]:
    """Events between two EDTF dates, by first day, then last day, then French label.

    An event is in when any of its days may be: `start` counts from its first day, `end` to its
    last. A programme takes in its parts.
    """
    page = page or Page()
    iris, total = select_page(
        graph,
        "timeline_events",
        page,
        from_day=_day("from", start, first=True),
        to_day=_day("to", end, first=False),
        country=country and country.upper(),
        programme=filter_iri(graph, "programme", programme),
    )
    return listing(pick(_events(graph, iris), iris), total, page)


def programme_timeline(graph: KnowledgeGraph, identifier: str) -> Timeline:
    """The events of a programme and of its parts; each names the programme that it belongs to."""
    iri = thing_iri(graph, "programme", identifier)
    programme = programme_items(graph, [iri]).get(iri)
    if programme is None:
        raise NotFound("programme", identifier)
    iris = [row.text("event") for row in graph.rows("timeline_events", programme=iri)]
    return Timeline(programme=programme, events=pick(_events(graph, iris), iris))


def _day(name: str, text: str | None, *, first: bool) -> date | None:
    """The first or last day of a date that bounds a range; None where there is no bound."""
    if text is None:
        return None
    try:
        days = span(text)
    except BadDateError:
        wanted = "a date such as 1986, 1986-03 or 1986-03-21"
        raise BadParameter(name, text, wanted) from None
    return days.first if first else days.last


def _events(graph: KnowledgeGraph, events: Iterable[str]) -> Mapping[str, EventItem]:
    wanted = list(events)
    rows = graph.rows("timeline_cards", event=wanted)
    programmes = programme_refs(graph, distinct(row.text("programme") for row in rows))
    countries = countries_of(graph, wanted)
    places = places_of(graph, wanted)
    figures = figures_of(graph, wanted)
    disagreements = disagreements_about(graph, wanted)
    return {
        iri: EventItem(
            id=iri.rpartition("#")[2].removeprefix("event-"),
            iri=iri,
            date=row.maybe_text("start"),
            end=row.maybe_text("end"),
            first_day=row.maybe_text("first_day"),
            last_day=row.maybe_text("last_day"),
            label=bilingual(row, "label"),
            kind=row.maybe_text("kind"),
            countries=countries.get(iri, []),
            sources=places.get(iri, []),
            figures=figures.get(iri, []),
            disagreement=date_disagreement(disagreements.get(iri, [])),
            disagreements=disagreements.get(iri, []),
            programme=programmes[row.text("programme")],
        )
        for iri, row in ((row.text("event"), row) for row in rows)
    }
