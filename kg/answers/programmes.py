"""Programmes: which there are, and what is known of each."""

from __future__ import annotations

from kg.answers.disagreements import disagreements_about
from kg.answers.errors import NotFound
from kg.answers.lists import listing, select_page, thing_iri
from kg.answers.models import Bilingual, Listing
from kg.answers.models_programmes import Programme, ProgrammeItem
from kg.answers.parts import concept, names_of, places_of
from kg.answers.refs import pick, programme_items, programme_refs, study_refs
from kg.catalogue import Page
from kg.graph import KnowledgeGraph

__all__ = ["get_programme", "list_programmes"]


def list_programmes(
    graph: KnowledgeGraph,
    *,
    country: str | None = None,
    kind: str | None = None,
    page: Page | None = None,
) -> Listing[ProgrammeItem]:
    """Programmes in a country, of a kind."""
    page = page or Page()
    iris, total = select_page(
        graph, "programmes_list", page, country=country and country.upper(), kind=kind
    )
    return listing(pick(programme_items(graph, iris), iris), total, page)


def get_programme(graph: KnowledgeGraph, identifier: str) -> Programme:
    """One programme; its studies, findings and events take in those of its parts."""
    iri = thing_iri(graph, "programme", identifier)
    item = programme_items(graph, [iri]).get(iri)
    if item is None:
        raise NotFound("programme", identifier)
    told = graph.rows("programme_description", programme=iri)
    description = {
        row.text("language"): row.text("value") for row in told if row["field"] == "description"
    }
    parts = [row.text("programme") for row in graph.rows("programme_parts", programme=iri)]
    studies = [row.text("study") for row in graph.rows("studies_list", programme=iri)]
    return Programme(
        **dict(item),
        alt_labels=[name for name, _ in names_of(graph, [iri]).get(iri, [])],
        description=Bilingual(fr=description.get("fr"), en=description.get("en"))
        if description
        else None,
        places=[row.text("value") for row in told if row["field"] == "place"],
        operated_by=[concept(row) for row in graph.rows("programme_operators", programme=iri)],
        parts=list(programme_refs(graph, parts).values()),
        studies=list(study_refs(graph, studies).values()),
        findings=graph.count("findings_list", programme=iri),
        events=graph.count("timeline_events", programme=iri),
        disagreements=disagreements_about(graph, [iri]).get(iri, []),
        stated_in=places_of(graph, [iri]).get(iri, []),
    )
