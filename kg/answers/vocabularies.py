"""Vocabularies: the concepts that things are described with, and the filters that take them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.answers.errors import NotFound
from kg.answers.models import Bilingual
from kg.answers.models_terms import ConceptItem
from kg.answers.parts import bilingual
from kg.graph import KnowledgeGraph
from kg.vocabulary import SCHEME, SCHEMES

__all__ = [
    "concept_labels",
    "list_concepts",
    "list_countries",
    "list_designs",
    "list_event_kinds",
    "list_outcomes",
    "list_programme_kinds",
]


def list_concepts(graph: KnowledgeGraph, scheme: str) -> list[ConceptItem]:
    """The concepts of one scheme, for instance `outcome` or `event-kind`, by code."""
    if scheme not in SCHEMES:
        raise NotFound("vocabulary", scheme)
    concepts = {
        row.text("concept"): ConceptItem(
            id=row.text("id"),
            iri=row.text("concept"),
            label=bilingual(row, "label"),
            definition=bilingual(row, "definition"),
            broader=row.maybe_text("broader"),
        )
        for row in graph.rows("vocabulary_concepts", scheme=str(SCHEME[scheme]))
    }
    return list(concepts.values())


def concept_labels(graph: KnowledgeGraph) -> Mapping[tuple[str, str], Bilingual]:
    """What every concept is called, by its scheme and its code."""
    return {
        (row.text("scheme").rpartition("/")[2], row.text("id")): bilingual(row, "label")
        for row in graph.rows("vocabulary_labels")
    }


def list_outcomes(graph: KnowledgeGraph) -> list[ConceptItem]:
    """What claims and findings are about."""
    return list_concepts(graph, "outcome")


def list_designs(graph: KnowledgeGraph) -> list[ConceptItem]:
    """How studies are designed."""
    return list_concepts(graph, "design")


def list_countries(graph: KnowledgeGraph) -> list[ConceptItem]:
    """Countries."""
    return list_concepts(graph, "country")


def list_programme_kinds(graph: KnowledgeGraph) -> list[ConceptItem]:
    """Kinds of programmes."""
    return list_concepts(graph, "programme-kind")


def list_event_kinds(graph: KnowledgeGraph) -> list[ConceptItem]:
    """Kinds of events."""
    return list_concepts(graph, "event-kind")
