"""Studies: which there are, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.answers.errors import NotFound
from kg.answers.findings import finding_items
from kg.answers.lists import filter_iri, listing, select_page, thing_iri
from kg.answers.models import Listing
from kg.answers.models_studies import Study, StudyItem
from kg.answers.parts import concept, places_of
from kg.answers.refs import distinct, links, pick, programme_refs, study_refs, work_refs
from kg.catalogue import Page
from kg.graph import KnowledgeGraph

__all__ = ["get_study", "list_studies"]


def list_studies(
    graph: KnowledgeGraph,
    *,
    claim: str | None = None,
    stance: str | None = None,
    programme: str | None = None,
    country: str | None = None,
    design: str | None = None,
    page: Page | None = None,
) -> Listing[StudyItem]:
    """Studies that bear on a claim (with a stance) or a programme, from a country, by design."""
    page = page or Page()
    iris, total = select_page(
        graph,
        "studies_list",
        page,
        claim=filter_iri(graph, "claim", claim),
        stance=stance,
        programme=filter_iri(graph, "programme", programme),
        country=country and country.upper(),
        design=design,
    )
    return listing(pick(_items(graph, iris), iris), total, page)


def get_study(graph: KnowledgeGraph, identifier: str) -> Study:
    """One study, with its findings."""
    iri = thing_iri(graph, "study", identifier)
    item = _items(graph, [iri]).get(iri)
    if item is None:
        raise NotFound("study", identifier)
    field = graph.rows("study_field", study=iri)
    findings = [row.text("finding") for row in graph.rows("study_findings", study=iri)]
    return Study(
        **dict(item),
        settings=[concept(row) for row in field if row["role"] == "setting"],
        populations=[concept(row) for row in field if row["role"] == "population"],
        stated_in=places_of(graph, [iri]).get(iri, []),
        findings=pick(finding_items(graph, findings), findings),
    )


def _items(graph: KnowledgeGraph, studies: Iterable[str]) -> Mapping[str, StudyItem]:
    wanted = list(studies)
    refs = study_refs(graph, wanted)
    reported = links(graph.rows("studies_works", study=wanted), "study", "work")
    works = work_refs(graph, distinct(iri for found in reported.values() for iri in found))
    evaluated = links(graph.rows("studies_programmes", study=wanted), "study", "programme")
    programmes = programme_refs(
        graph, distinct(iri for found in evaluated.values() for iri in found)
    )
    return {
        iri: StudyItem(
            **dict(ref),
            works=pick(works, reported.get(iri, [])),
            programmes=pick(programmes, evaluated.get(iri, [])),
        )
        for iri, ref in refs.items()
    }
