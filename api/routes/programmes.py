"""Programmes and what happened in them, one by one and across programmes."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request

from api.paging import WantedPage, with_next
from api.routes.common import CountryFilter, ProgrammeFilter, ProgrammeId, json_router
from api.state import CurrentGraph
from kg.answers.models import Listing
from kg.answers.models_programmes import EventItem, Programme, ProgrammeItem, Timeline
from kg.answers.programmes import get_programme, list_programmes
from kg.answers.timeline import programme_timeline, timeline

__all__ = ["router"]

router = json_router("programmes")


@router.get("/programmes", summary="Programmes")
def read_programmes(
    *,
    request: Request,
    graph: CurrentGraph,
    page: WantedPage,
    country: CountryFilter = None,
    kind: Annotated[
        str | None, Query(description="What kind of programme.", examples=["pilot"])
    ] = None,
) -> Listing[ProgrammeItem]:
    """Pilots, services, training schemes, policies, research projects and movements."""
    return with_next(request, list_programmes(graph, country=country, kind=kind, page=page))


@router.get("/programmes/{id}", summary="One programme")
def read_programme(id: ProgrammeId, graph: CurrentGraph) -> Programme:
    """A programme with its parts, the studies that evaluate it, and where sources tell of it."""
    return get_programme(graph, id)


@router.get("/programmes/{id}/timeline", summary="What happened in a programme, and when")
def read_programme_timeline(id: ProgrammeId, graph: CurrentGraph) -> Timeline:
    """Its events in order of date; where sources date one differently, all they say is there."""
    return programme_timeline(graph, id)


@router.get("/timeline", summary="Events across programmes")
def read_timeline(
    *,
    request: Request,
    graph: CurrentGraph,
    page: WantedPage,
    start: Annotated[
        str | None,
        Query(alias="from", description="Not before this date (EDTF).", examples=["1986"]),
    ] = None,
    end: Annotated[
        str | None, Query(alias="to", description="Not after this date (EDTF).", examples=["1997"])
    ] = None,
    country: CountryFilter = None,
    programme: ProgrammeFilter = None,
) -> Listing[EventItem]:
    """Events in order of date, each with its programme.

    An event is in when any of its days may be in the range.
    """
    events = timeline(graph, start=start, end=end, country=country, programme=programme, page=page)
    return with_next(request, events)
