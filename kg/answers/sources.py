"""Sources: the texts that the graph is read from."""

from __future__ import annotations

from kg.answers.errors import NotFound
from kg.answers.lists import thing_iri
from kg.answers.models_citations import LeftOut, SecondReading, Section, Source, SourceItem
from kg.answers.parts import bilingual
from kg.answers.refs import distinct, work_refs
from kg.graph import KnowledgeGraph

__all__ = ["get_source", "list_sources"]


def list_sources(graph: KnowledgeGraph) -> list[SourceItem]:
    """All sources."""
    rows = graph.rows("sources_list")
    works = work_refs(graph, distinct(row.maybe_text("work") for row in rows))
    return [
        SourceItem(
            id=row.text("id"),
            iri=row.text("source"),
            label=row.text("label"),
            language=row.maybe_text("language"),
            work=works.get(row.maybe_text("work") or ""),
            file=row.maybe_text("file"),
            sha256=row.maybe_text("sha256"),
        )
        for row in rows
    ]


def get_source(graph: KnowledgeGraph, identifier: str) -> Source:
    """One source, with its sections and how much was read from it."""
    iri = thing_iri(graph, "source", identifier)
    item = next((source for source in list_sources(graph) if source.iri == iri), None)
    if item is None:
        raise NotFound("source", identifier)
    sections = [
        Section(
            number=row.text("number"), heading=row.text("heading"), line=row.whole("first_line")
        )
        for row in graph.rows("source_sections", source=iri)
    ]
    return Source(
        **dict(item),
        sections=sections,
        works=graph.count("works_of_source", graph=graph.iris.source_graph(identifier)),
        citations=graph.count("citations_list", source=iri),
        left_out=[
            LeftOut(
                line=row.whole("first_line"),
                line_end=row.whole("last_line"),
                reason=row.text("reason"),
                note=row.maybe_text("note"),
            )
            for row in graph.rows("source_left_out", source=iri)
        ],
        second_readings=[
            SecondReading(
                line=row.whole("first_line"),
                concerns=row.maybe_text("concerns"),
                settled=row.text("settled"),
                why=bilingual(row, "why"),
            )
            for row in graph.rows("source_second_readings", source=iri)
        ],
    )
