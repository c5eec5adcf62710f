"""Claims, and which studies support or dispute them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request

from api.paging import WantedPage, with_next
from api.routes.common import (
    ClaimId,
    CountryFilter,
    DesignFilter,
    ProgrammeFilter,
    WordsFilter,
    YearFrom,
    YearTo,
    json_router,
)
from api.state import CurrentGraph
from kg.answers.claims import get_claim, list_claims
from kg.answers.evidence import claim_evidence
from kg.answers.models import Listing
from kg.answers.models_claims import Claim, Evidence, Stance

__all__ = ["router"]

router = json_router("claims")


@router.get("/claims", summary="Claims")
def read_claims(
    *,
    request: Request,
    graph: CurrentGraph,
    page: WantedPage,
    q: WordsFilter = None,
    outcome: Annotated[
        str | None, Query(description="Outcome it is about.", examples=["hospitalisation"])
    ] = None,
) -> Listing[Claim]:
    """What findings support or dispute, in our own words; by words or by outcome."""
    return with_next(request, list_claims(graph, q=q, outcome=outcome, page=page))


@router.get("/claims/{id}", summary="One claim")
def read_claim(id: ClaimId, graph: CurrentGraph) -> Claim:
    """A claim with its outcome and our note on how to read it."""
    return get_claim(graph, id)


@router.get("/claims/{id}/evidence", summary="Which studies support a claim, and which do not")
def read_evidence(
    *,
    id: ClaimId,
    graph: CurrentGraph,
    stance: Annotated[
        Stance | None, Query(description="What the finding does to it.", examples=["supports"])
    ] = None,
    country: CountryFilter = None,
    design: DesignFilter = None,
    programme: ProgrammeFilter = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
) -> Evidence:
    """Every finding that bears on the claim: study, figures, works, places in the sources.

    The summary counts studies, not statements: a study that three sources repeat counts once.
    """
    return claim_evidence(
        graph,
        id,
        stance=stance,
        country=country,
        design=design,
        programme=programme,
        year_from=year_from,
        year_to=year_to,
    )
