"""The counts of the data set as it is in service: those of its build, or counted anew after writes.

What a build says of itself stays true until somebody writes. Then a graph of up to `MOST`
triples is counted whole, once a generation; of a larger one, and of one in another server, only the
triples are, and the description says which counts are those of the build.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pyoxigraph as ox
from rdflib import RDF, RDFS, XSD

from kg.description.partitions import is_asked, partition_iri
from kg.description.terms import VOID
from kg.graph import KnowledgeGraph
from kg.remote import RemoteEngine

__all__ = ["MOST", "Counts"]

MOST = 500_000
"""Largest graph that is counted whole, in quads: it takes about half a second for 50,000."""

_TYPE, _COMMENT = ox.NamedNode(RDF.type), ox.NamedNode(RDFS.comment)
_DATASET, _TRIPLES, _ENTITIES = (
    ox.NamedNode(term) for term in (VOID.Dataset, VOID.triples, VOID.entities)
)
_SUBSET, _CLASS, _PROPERTY = (
    ox.NamedNode(term) for term in (VOID.subset, VOID["class"], VOID.property)
)
_OF_CLASS, _OF_PROPERTY = (
    ox.NamedNode(term) for term in (VOID.classPartition, VOID.propertyPartition)
)
_COUNTED = {
    "subjects": ox.NamedNode(VOID.distinctSubjects),
    "properties": ox.NamedNode(VOID.properties),
    "objects": ox.NamedNode(VOID.distinctObjects),
    "triples": _TRIPLES,
    "classes": ox.NamedNode(VOID.classes),
    "entities": _ENTITIES,
}
_INTEGER = ox.NamedNode(XSD.integer)
_NOTE = {
    "fr": "void:triples est compté dans le graphe en service ; les autres nombres sont ceux de sa "
    "construction, et des écritures ont pu les changer depuis.",
    "en": "void:triples is counted in the graph in service; the other counts are those of its "
    "build, and writes may have changed them since.",
}
Triples = frozenset[ox.Triple]


class Counts:
    """Brings a description up to date, once a generation; safe to call from any thread."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._turn = threading.Lock()
        self._known: tuple[str, Triples] | None = None

    def renewed(
        self, graph: KnowledgeGraph, dataset: str, stored: Sequence[ox.Triple], own: int
    ) -> Triples:
        """What is `stored` of a data set, with the counts of this graph; asks the graph.

        `own` is how many triples the graph of the description has. What says nothing of a data
        set, or was written by the build that is in service, is given as it is.
        """
        found = frozenset(stored)
        described = ox.Triple(ox.NamedNode(dataset), _TYPE, _DATASET) in found
        if not described or "-w" not in graph.generation:
            return found
        with self._turn:  # one counts, and the others wait for it
            if self._known is None or self._known[0] != graph.generation:
                self._known = graph.generation, self._counted(graph, dataset, found, own)
            return self._known[1]

    def _counted(self, graph: KnowledgeGraph, dataset: str, stored: Triples, own: int) -> Triples:
        size = graph.engine.size()
        if size > self._most or isinstance(graph.engine, RemoteEngine):
            return _triples_only(ox.NamedNode(dataset), stored, max(0, size - own))
        return frozenset((*_without_counts(dataset, stored), *_counts(graph, dataset, stored)))


def _triples_only(dataset: ox.NamedNode, stored: Triples, size: int) -> Triples:
    """The description with another number of triples, and a note on the other numbers."""
    kept = {each for each in stored if (each.subject, each.predicate) != (dataset, _TRIPLES)}
    kept.add(ox.Triple(dataset, _TRIPLES, _number(size)))
    notes = (ox.Literal(text, language=lang) for lang, text in _NOTE.items())
    return frozenset((*kept, *(ox.Triple(dataset, _COMMENT, note) for note in notes)))


def _without_counts(dataset: str, stored: Triples) -> Iterator[ox.Triple]:
    """The description without its counts, the graphs it is made of and its partitions."""
    own = ox.NamedNode(dataset)
    subsets = {each.object for each in stored if each.predicate == _SUBSET}
    parts = {each.object for each in stored if each.predicate in (_OF_CLASS, _OF_PROPERTY)}
    gone = {*_COUNTED.values(), _SUBSET, _OF_CLASS}
    for each in stored:
        counted = each.subject == own and each.predicate in gone
        of_subset = each.subject in subsets and each.predicate in (_TYPE, _TRIPLES)
        if not (counted or of_subset or each.subject in parts):
            yield each


def _counts(graph: KnowledgeGraph, dataset: str, stored: Triples) -> Iterator[ox.Triple]:
    """The counts of a graph, the graphs it is made of, and its partitions."""
    own = ox.NamedNode(dataset)
    itself = graph.iris.graph("description")
    for query in ("graph_counts", "graph_entities"):
        (row,) = graph.rows(query, description=itself)
        for column in row:
            yield ox.Triple(own, _COUNTED[column], _number(row.whole(column)))
    for row in graph.rows("graph_sizes", description=itself):
        subset = ox.NamedNode(row.text("graph"))
        yield ox.Triple(own, _SUBSET, subset)
        yield ox.Triple(subset, _TYPE, _DATASET)
        yield ox.Triple(subset, _TRIPLES, _number(row.whole("triples")))
    parts: set[ox.NamedNode] = set()
    for row in graph.rows("graph_classes", description=itself):
        kind = row.text("class")
        part = _part(dataset, kind)
        if part is not None and is_asked(kind):
            parts.add(part)
            yield ox.Triple(own, _OF_CLASS, part)
            yield ox.Triple(part, _CLASS, ox.NamedNode(kind))
            yield ox.Triple(part, _ENTITIES, _number(row.whole("entities")))
    inner: set[ox.NamedNode] = set()
    for row in graph.rows("graph_properties", description=itself):
        kind, term = row.text("class"), row.text("property")
        part, within = _part(dataset, kind), _part(dataset, kind, term)
        if part in parts and part is not None and within is not None:
            inner.add(within)
            yield ox.Triple(part, _OF_PROPERTY, within)
            yield ox.Triple(within, _PROPERTY, ox.NamedNode(term))
            yield ox.Triple(within, _TRIPLES, _number(row.whole("triples")))
    # Where a property leads stays as the build has found it.
    for each in stored:
        if each.predicate == _OF_CLASS and each.subject in inner and each.object in parts:
            yield each


def _part(dataset: str, kind: str, term: str | None = None) -> ox.NamedNode | None:
    """The IRI of a partition; None where a name that somebody wrote cannot be part of one."""
    try:
        return ox.NamedNode(partition_iri(dataset, kind, term))
    except ValueError:
        return None


def _number(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=_INTEGER)
