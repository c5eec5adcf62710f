"""Citations: which work a source cites, where, and for what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.answers.errors import NotFound
from kg.answers.lists import filter_iri, listing, select_page, thing_iri
from kg.answers.models import Listing
from kg.answers.models_citations import Citation
from kg.answers.models_refs import CitationRef, ClaimRef, FindingRef
from kg.answers.parts import bilingual, maybe_bilingual, places_of
from kg.answers.refs import distinct, pick, work_refs
from kg.catalogue import Page
from kg.graph import KnowledgeGraph

__all__ = ["citation_cards", "citation_refs", "get_citation", "list_citations"]


def list_citations(
    graph: KnowledgeGraph,
    *,
    source: str | None = None,
    work: str | None = None,
    finding: str | None = None,
    resolved: bool | None = None,
    page: Page | None = None,
) -> Listing[Citation]:
    """Citations of a source, of a work, or for a finding, in the order of the text.

    `resolved` keeps those whose work is known (true) or is not (false).
    """
    page = page or Page()
    iris, total = select_page(
        graph,
        "citations_list",
        page,
        source=filter_iri(graph, "source", source),
        work=filter_iri(graph, "work", work),
        finding=filter_iri(graph, "finding", finding),
        resolved=None if resolved is None else ("yes" if resolved else "no"),
    )
    return listing(pick(citation_cards(graph, iris), iris), total, page)


def get_citation(graph: KnowledgeGraph, identifier: str) -> Citation:
    """One citation."""
    iri = thing_iri(graph, "citation", identifier)
    citation = citation_cards(graph, [iri]).get(iri)
    if citation is None:
        raise NotFound("citation", identifier)
    return citation


def citation_refs(graph: KnowledgeGraph, citations: Iterable[str]) -> Mapping[str, CitationRef]:
    """Citations by IRI, with no more than their place."""
    wanted = list(citations)
    places = places_of(graph, wanted)
    return {
        iri: CitationRef(
            id=row.text("id"),
            iri=iri,
            printed=row.text("printed"),
            function=_local_name(row.maybe_text("function")),
            place=next(iter(places.get(iri, [])), None),
        )
        for iri, row in (
            (row.text("citation"), row) for row in graph.rows("citations_cards", citation=wanted)
        )
    }


def citation_cards(graph: KnowledgeGraph, citations: Iterable[str]) -> Mapping[str, Citation]:
    """Citations by IRI, with works, findings and claims."""
    wanted = list(citations)
    rows = graph.rows("citations_cards", citation=wanted)
    places = places_of(graph, wanted)
    works = work_refs(
        graph,
        distinct(
            iri for row in rows for iri in (row.maybe_text("citing"), row.maybe_text("cited"))
        ),
    )
    findings: dict[str, list[FindingRef]] = defaultdict(list)
    claims: dict[str, list[ClaimRef]] = defaultdict(list)
    for row in graph.rows("citations_statements", citation=wanted):
        iri, thing, name = row.text("citation"), row.text("thing"), row.text("id")
        statement = bilingual(row, "statement")
        if row["kind"] == "finding":
            findings[iri].append(FindingRef(id=name, iri=thing, statement=statement))
        else:
            claims[iri].append(ClaimRef(id=name, iri=thing, statement=statement))
    return {
        iri: Citation(
            id=row.text("id"),
            iri=iri,
            printed=row.text("printed"),
            number=row.maybe_text("number"),
            function=_local_name(row.maybe_text("function")),
            place=next(iter(places.get(iri, [])), None),
            citing=works[row.text("citing")],
            cited=works.get(row.maybe_text("cited") or ""),
            findings=findings.get(iri, []),
            claims=claims.get(iri, []),
            inferred=row.flag("inferred"),
            reason=maybe_bilingual(row, "reason"),
        )
        for iri, row in ((row.text("citation"), row) for row in rows)
    }


def _local_name(iri: str | None) -> str | None:
    return iri.rpartition("/")[2] if iri else None
