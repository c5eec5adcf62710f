"""Findings and the citations that carry them, in both directions."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request

from api.paging import WantedPage, with_next
from api.routes.common import ClaimFilter, FindingId, ProgrammeFilter, json_router
from api.state import CurrentGraph
from kg.answers.citations import get_citation, list_citations
from kg.answers.findings import finding_citations, get_finding, list_findings
from kg.answers.models import Listing
from kg.answers.models_citations import Citation
from kg.answers.models_studies import Finding, FindingItem

__all__ = ["router"]

router = json_router("findings and citations")

WorkFilter = Annotated[
    str | None, Query(description="Identifier of a work.", examples=["min-2007"])
]
CitationId = Annotated[
    str,
    Path(description="Identifier of the citation.", examples=["ireps-dossier-2019-l911-min-2007"]),
]


@router.get("/findings", summary="Findings")
def read_findings(
    *,
    request: Request,
    graph: CurrentGraph,
    page: WantedPage,
    programme: ProgrammeFilter = None,
    work: WorkFilter = None,
    claim: ClaimFilter = None,
) -> Listing[FindingItem]:
    """What studies found, in our own words, with figures where a source gives them."""
    findings = list_findings(graph, programme=programme, work=work, claim=claim, page=page)
    return with_next(request, findings)


@router.get("/findings/{id}", summary="One finding")
def read_finding(id: FindingId, graph: CurrentGraph) -> Finding:
    """A finding with its study, the claims it bears on and the citations that carry it."""
    return get_finding(graph, id)


@router.get("/findings/{id}/citations", summary="Which citations stand for a finding")
def read_finding_citations(
    request: Request, id: FindingId, graph: CurrentGraph, page: WantedPage
) -> Listing[Citation]:
    """Every place where a source cites a work for this finding."""
    return with_next(request, finding_citations(graph, id, page=page))


@router.get("/citations", summary="Citations")
def read_citations(
    *,
    request: Request,
    graph: CurrentGraph,
    page: WantedPage,
    source: Annotated[
        str | None, Query(description="Source that cites.", examples=["dias-thesis-2019"])
    ] = None,
    work: WorkFilter = None,
    finding: Annotated[
        str | None,
        Query(description="Finding that it carries.", examples=["min-2007-rehospitalisation"]),
    ] = None,
    resolved: Annotated[
        bool | None,
        Query(description="Whether we know the work that is cited.", examples=[True]),
    ] = None,
) -> Listing[Citation]:
    """Places in the sources where a work is cited: as printed, what for, and for which finding."""
    citations = list_citations(
        graph, source=source, work=work, finding=finding, resolved=resolved, page=page
    )
    return with_next(request, citations)


@router.get("/citations/{id}", summary="Which finding a citation stands for")
def read_citation(
    *,
    id: CitationId,
    graph: CurrentGraph,
) -> Citation:
    """A citation with the citing and the cited work, its function and its findings."""
    return get_citation(graph, id)
