"""People: those whose names publications bear."""

from __future__ import annotations

from kg.answers.errors import NotFound
from kg.answers.lists import thing_iri
from kg.answers.models import Bilingual
from kg.answers.models_works import Person
from kg.answers.parts import names_of
from kg.answers.works import work_items
from kg.graph import KnowledgeGraph

__all__ = ["get_person"]


def get_person(graph: KnowledgeGraph, identifier: str) -> Person:
    """One person, with nothing but what publications print: names and works."""
    iri = thing_iri(graph, "person", identifier)
    cards = graph.rows("person_card", person=iri)
    if not cards:
        raise NotFound("person", identifier)
    card = cards[0]
    works = [row.text("work") for row in graph.rows("person_works", person=iri)]
    name = card.maybe_text("name")
    return Person(
        id=card.text("id"),
        iri=iri,
        label=Bilingual(fr=name, en=name),
        family=card.maybe_text("family"),
        given=card.maybe_text("given"),
        printed=[name for name, _ in names_of(graph, [iri]).get(iri, [])],
        works=list(work_items(graph, works).values()),
    )
