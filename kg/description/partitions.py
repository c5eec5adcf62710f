"""Which classes the things of a graph have, with which properties, leading to which classes.

Query editors complete classes and properties from this (`void:classPartition` with
`void:propertyPartition`), so only our own things are described: those of the ontology itself have
classes of OWL, which nobody asks for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.description.terms import VOID
from kg.vocabulary import OWL, PREFIXES, RDFS

__all__ = ["is_asked", "partition_iri", "partitions"]

_NOT_ASKED = (str(OWL._NS), str(RDFS._NS), str(RDF._NS))
_NAMES = sorted(((space, name) for name, space in PREFIXES.items()), reverse=True)


def partitions(dataset: URIRef, graphs: Iterable[Graph]) -> Graph:
    """The partitions of a dataset, as VoID; a thing of two classes counts in both."""
    classes: dict[Node, set[URIRef]] = defaultdict(set)
    triples: list[tuple[Node, Node, Node]] = []
    for graph in graphs:
        for s, p, o in graph:
            triples.append((s, p, o))
            if p == RDF.type and isinstance(o, URIRef) and is_asked(o):
                classes[s].add(o)
    entities: Counter[URIRef] = Counter()
    for kinds in classes.values():
        entities.update(kinds)
    uses: Counter[tuple[URIRef, Node]] = Counter()
    leads: dict[tuple[URIRef, Node], set[URIRef]] = defaultdict(set)
    for s, p, o in triples:
        for kind in classes.get(s, ()):
            uses[kind, p] += 1
            leads[kind, p] |= classes.get(o, set())
    result = Graph()
    for kind, number in entities.items():
        part = partition_iri(dataset, kind)
        result.add((dataset, VOID.classPartition, part))
        result.add((part, VOID["class"], kind))
        result.add((part, VOID.entities, _number(number)))
    for (kind, predicate), number in uses.items():
        part, inner = partition_iri(dataset, kind), partition_iri(dataset, kind, str(predicate))
        result.add((part, VOID.propertyPartition, inner))
        result.add((inner, VOID.property, predicate))
        result.add((inner, VOID.triples, _number(number)))
        for target in leads[kind, predicate]:
            result.add((inner, VOID.classPartition, partition_iri(dataset, target)))
    return result


def is_asked(kind: str) -> bool:
    """Whether a class is one that things of ours have: no class of OWL, RDFS or RDF."""
    return not str(kind).startswith(_NOT_ASKED)  # a term of rdflib knows no tuples


def partition_iri(dataset: str, kind: str, predicate: str | None = None) -> URIRef:
    """The IRI of the partition of a class, or of one of its properties."""
    part = f"{dataset}#{_name(kind)}"
    return URIRef(part if predicate is None else f"{part}.{_name(predicate)}")


def _name(text: str) -> str:
    """A name for a term: its prefix and local name, joined as a fragment may have it."""
    for space, name in _NAMES:
        if text.startswith(space):
            return f"{name}-{text.removeprefix(space)}"
    return "-".join((text.partition("//")[2] or text).replace("#", "/").split("/"))


def _number(number: int) -> Literal:
    return Literal(number, datatype=XSD.integer)
