"""Findings: what studies found, and which citations carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.answers.citations import citation_cards
from kg.answers.errors import NotFound
from kg.answers.evidence import carriers_of
from kg.answers.lists import filter_iri, listing, select_page, thing_iri
from kg.answers.models import Concept, Listing
from kg.answers.models_citations import Citation
from kg.answers.models_studies import Finding, FindingClaim, FindingItem
from kg.answers.parts import bilingual, concept, figures_of, maybe_bilingual, places_of
from kg.answers.refs import distinct, pick, programme_refs, study_refs, work_refs
from kg.catalogue import Page
from kg.graph import KnowledgeGraph
from kg.rows import Row

__all__ = ["finding_citations", "finding_items", "get_finding", "list_findings"]


def list_findings(
    graph: KnowledgeGraph,
    *,
    programme: str | None = None,
    work: str | None = None,
    claim: str | None = None,
    page: Page | None = None,
) -> Listing[FindingItem]:
    """Findings of the studies of a programme (or its parts), in a work, or about a claim."""
    page = page or Page()
    iris, total = select_page(
        graph,
        "findings_list",
        page,
        programme=filter_iri(graph, "programme", programme),
        work=filter_iri(graph, "work", work),
        claim=filter_iri(graph, "claim", claim),
    )
    return listing(pick(finding_items(graph, iris), iris), total, page)


def get_finding(graph: KnowledgeGraph, identifier: str) -> Finding:
    """One finding, with the claims it bears on and the citations that carry it."""
    iri = thing_iri(graph, "finding", identifier)
    item = finding_items(graph, [iri]).get(iri)
    if item is None:
        raise NotFound("finding", identifier)
    works = [row.text("work") for row in graph.rows("studies_works", study=[item.study.iri])]
    evaluated = graph.rows("studies_programmes", study=[item.study.iri])
    programmes = distinct(row.text("programme") for row in evaluated)
    return Finding(
        **dict(item),
        first_hand=bool(graph.rows("findings_first_hand", finding=[iri])),
        works=list(work_refs(graph, works).values()),
        programmes=list(programme_refs(graph, programmes).values()),
        claims=[_claim(row) for row in graph.rows("finding_claims", finding=iri)],
        citations=carriers_of(graph, [iri]).get(iri, []),
    )


def finding_citations(
    graph: KnowledgeGraph, identifier: str, page: Page | None = None
) -> Listing[Citation]:
    """The citations that carry a finding, in full."""
    page = page or Page()
    iri = thing_iri(graph, "finding", identifier)
    if not graph.rows("findings_cards", finding=[iri]):
        raise NotFound("finding", identifier)
    iris, total = select_page(graph, "citations_list", page, finding=iri)
    return listing(pick(citation_cards(graph, iris), iris), total, page)


def finding_items(graph: KnowledgeGraph, findings: Iterable[str]) -> Mapping[str, FindingItem]:
    """Findings by IRI, as lists show them."""
    wanted = list(findings)
    rows = graph.rows("findings_cards", finding=wanted)
    outcomes: dict[str, list[Concept]] = defaultdict(list)
    for row in graph.rows("findings_outcomes", finding=wanted):
        outcomes[row.text("finding")].append(concept(row))
    figures = figures_of(graph, wanted)
    places = places_of(graph, wanted)
    studies = study_refs(graph, distinct(row.text("study") for row in rows))
    return {
        iri: FindingItem(
            id=row.text("id"),
            iri=iri,
            statement=bilingual(row, "statement"),
            direction=row.maybe_text("direction"),
            outcomes=outcomes.get(iri, []),
            figures=figures.get(iri, []),
            study=studies[row.text("study")],
            stated_in=places.get(iri, []),
        )
        for iri, row in ((row.text("finding"), row) for row in rows)
    }


def _claim(row: Row) -> FindingClaim:
    return FindingClaim(
        id=row.text("id"),
        iri=row.text("claim"),
        statement=bilingual(row, "statement"),
        stance=row.text("stance"),
        why=maybe_bilingual(row, "why"),
    )
