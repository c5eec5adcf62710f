"""Things: what the graph says of any one of them, as triples or as its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyoxigraph as ox

from kg.answers.citations import get_citation
from kg.answers.claims import get_claim
from kg.answers.errors import NotFound
from kg.answers.findings import get_finding
from kg.answers.lists import thing_iri
from kg.answers.models import Model
from kg.answers.other_records import not_there
from kg.answers.people import get_person
from kg.answers.programmes import get_programme
from kg.answers.sources import get_source
from kg.answers.studies import get_study
from kg.answers.terms import get_term
from kg.answers.works import get_work
from kg.graph import KnowledgeGraph

__all__ = ["ANSWERS", "describe_thing", "get_thing"]

ANSWERS: Mapping[str, Callable[[KnowledgeGraph, str], Model]] = {
    "claim": get_claim,
    "programme": get_programme,
    "study": get_study,
    "work": get_work,
    "finding": get_finding,
    "citation": get_citation,
    "person": get_person,
    "term": get_term,
    "source": get_source,
}
"""The answer of each kind of thing that has a page."""


def get_thing(graph: KnowledgeGraph, kind: str, identifier: str) -> Model:
    """The answer of a thing of any kind."""
    if kind not in ANSWERS:
        raise NotFound(kind, identifier)
    return ANSWERS[kind](graph, identifier)


def describe_thing(graph: KnowledgeGraph, kind: str, identifier: str) -> tuple[ox.Triple, ...]:
    """The triples of a thing and of its parts, in a settled order."""
    triples = graph.triples("thing_triples", thing=thing_iri(graph, kind, identifier))
    if not triples:
        raise not_there(graph, identifier) if kind == "work" else NotFound(kind, identifier)
    return tuple(sorted(triples, key=str))
