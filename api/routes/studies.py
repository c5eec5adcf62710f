"""Studies: design, sample, country, period, the works that report them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request

from api.paging import WantedPage, with_next
from api.routes.common import (
    ClaimFilter,
    CountryFilter,
    DesignFilter,
    ProgrammeFilter,
    StudyId,
    json_router,
)
from api.state import CurrentGraph
from kg.answers.models import Listing
from kg.answers.models_claims import Stance
from kg.answers.models_studies import Study, StudyItem
from kg.answers.studies import get_study, list_studies

__all__ = ["router"]

router = json_router("studies")


@router.get("/studies", summary="Studies")
def read_studies(
    *,
    request: Request,
    graph: CurrentGraph,
    page: WantedPage,
    claim: ClaimFilter = None,
    stance: Annotated[
        Stance | None,
        Query(description="What a finding of it does to a claim.", examples=["supports"]),
    ] = None,
    programme: ProgrammeFilter = None,
    country: CountryFilter = None,
    design: DesignFilter = None,
) -> Listing[StudyItem]:
    """Investigations; a study is not the publication that reports it."""
    return with_next(
        request,
        list_studies(
            graph,
            claim=claim,
            stance=stance,
            programme=programme,
            country=country,
            design=design,
            page=page,
        ),
    )


@router.get("/studies/{id}", summary="One study")
def read_study(id: StudyId, graph: CurrentGraph) -> Study:
    """A study with its findings and the programmes it evaluates."""
    return get_study(graph, id)
