"""The bibliography: publications, and the people whose names they bear."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request

from api.paging import WantedPage, with_next
from api.routes.common import (
    CountryFilter,
    ProgrammeFilter,
    WordsFilter,
    WorkId,
    YearFrom,
    YearTo,
    json_router,
)
from api.state import CurrentGraph
from kg.answers.models import Listing
from kg.answers.models_works import Person, Work, WorkItem
from kg.answers.people import get_person
from kg.answers.works import get_work, list_works

__all__ = ["router"]

router = json_router("works")


@router.get("/works", summary="Works")
def read_works(
    *,
    request: Request,
    graph: CurrentGraph,
    page: WantedPage,
    q: WordsFilter = None,
    author: Annotated[
        str | None,
        Query(max_length=200, description="A name, or a part of one.", examples=["Roelandt"]),
    ] = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    type: Annotated[
        str | None, Query(description="Kind of publication.", examples=["article-journal"])
    ] = None,
    country: CountryFilter = None,
    programme: ProgrammeFilter = None,
    source: Annotated[
        str | None,
        Query(description="Source that refers to it.", examples=["ireps-dossier-2019"]),
    ] = None,
) -> Listing[WorkItem]:
    """Publications of every kind, as the sources print them."""
    works = list_works(
        graph,
        q=q,
        author=author,
        year_from=year_from,
        year_to=year_to,
        type=type,
        country=country,
        programme=programme,
        source=source,
        page=page,
    )
    return with_next(request, works)


@router.get("/works/{id}", summary="One work")
def read_work(id: WorkId, graph: CurrentGraph) -> Work:
    """A publication with its studies, the places that refer to it, and what we corrected."""
    return get_work(graph, id)


@router.get("/persons/{id}", summary="One person")
def read_person(
    *,
    id: Annotated[
        str, Path(description="Identifier of the person.", examples=["roelandt-jean-luc"])
    ],
    graph: CurrentGraph,
) -> Person:
    """A name as publications print it, and the works that bear it; nothing else of the person."""
    return get_person(graph, id)
