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
