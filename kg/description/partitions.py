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

__all__ = ["partitions"]

_NOT_ASKED = (str(OWL._NS), str(RDFS._NS), str(RDF._NS))
_NAMES = sorted(((space, name) for name, space in PREFIXES.items()), reverse=True)


def partitions(dataset: URIRef, graphs: Iterable[Graph]) -> Graph:
    """The partitions of a dataset, as VoID; a thing of two classes counts in both."""
    classes: dict[Node, set[URIRef]] = defaultdict(set)
    triples: list[tuple[Node, Node, Node]] = []
    for graph in graphs:
        for s, p, o in graph:
            triples.append((s, p, o))
            if p == RDF.type and isinstance(o, URIRef) and not str(o).startswith(_NOT_ASKED):
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
        part = URIRef(f"{dataset}#{_name(kind)}")
        result.add((dataset, VOID.classPartition, part))
        result.add((part, VOID["class"], kind))
        result.add((part, VOID.entities, _number(number)))
    for (kind, predicate), number in uses.items():
        part = URIRef(f"{dataset}#{_name(kind)}")
        inner = URIRef(f"{part}.{_name(predicate)}")
        result.add((part, VOID.propertyPartition, inner))
        result.add((inner, VOID.property, predicate))
        result.add((inner, VOID.triples, _number(number)))
        for target in leads[kind, predicate]:
            result.add((inner, VOID.classPartition, URIRef(f"{dataset}#{_name(target)}")))
    return result


def _name(term: Node) -> str:
    """A name for a term: its prefix and local name, joined as a fragment may have it."""
    text = str(term)
    for space, name in _NAMES:
        if text.startswith(space):
            return f"{name}-{text.removeprefix(space)}"
    return "-".join(text.partition("//")[2].replace("#", "/").split("/"))


def _number(number: int) -> Literal:
    return Literal(number, datatype=XSD.integer)
