"""The sources, what they misprint, and where they disagree."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request

from api.paging import WantedPage, cut, with_next
from api.routes.common import json_router
from api.state import CurrentGraph
from kg.answers.disagreements import list_corrections, list_disagreements
from kg.answers.models import Listing
from kg.answers.models_citations import Source, SourceItem
from kg.answers.models_programmes import DisagreementItem
from kg.answers.models_works import Correction
from kg.answers.sources import get_source, list_sources

__all__ = ["router"]

router = json_router("sources")


@router.get("/sources", summary="Sources")
def read_sources(request: Request, graph: CurrentGraph, page: WantedPage) -> Listing[SourceItem]:
    """The documents from which everything here was read."""
    return with_next(request, cut(list_sources(graph), page))


@router.get("/sources/{id}", summary="One source")
def read_source(
    *,
    id: Annotated[
        str, Path(description="Identifier of the source.", examples=["ireps-dossier-2019"])
    ],
    graph: CurrentGraph,
) -> Source:
    """A source with its sections, and how much was read from it."""
    return get_source(graph, id)


@router.get("/disagreements", summary="Where sources disagree")
def read_disagreements(
    request: Request, graph: CurrentGraph, page: WantedPage
) -> Listing[DisagreementItem]:
    """What each source says, what we follow, and why."""
    return with_next(request, list_disagreements(graph, page=page))


@router.get("/corrections", summary="What sources misprint")
def read_corrections(
    request: Request, graph: CurrentGraph, page: WantedPage
) -> Listing[Correction]:
    """What a source prints about a work, what we read instead, and why."""
    return with_next(request, list_corrections(graph, page=page))
