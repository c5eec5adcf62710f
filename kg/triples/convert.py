"""Between the terms of the engine and those of rdflib."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, Node, URIRef

__all__ = ["quads", "to_graph"]

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_graph(triples: Iterable[ox.Triple]) -> Graph:
    """The engine's triples as an rdflib graph."""
    graph = Graph()
    for triple in triples:
        graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def quads(iri: str, graph: Graph) -> list[ox.Quad]:
    """An rdflib graph without blank nodes as quads of the engine, in order of their text."""
    name = ox.NamedNode(iri)
    found = [ox.Quad(_iri(s), _iri(p), _term(o), name) for s, p, o in graph]
    return sorted(found, key=str)


def _node(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        kind = None if datatype == _XSD_STRING else URIRef(datatype)
        return Literal(term.value, datatype=kind, normalize=False)
    raise TypeError(f"{term!r} has no place in RDF 1.1")


def _iri(node: Node) -> ox.NamedNode:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    raise TypeError(f"{node!r} is not an IRI")


def _term(node: Node) -> ox.NamedNode | ox.Literal:
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        if node.datatype is not None:
            return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)))
        return ox.Literal(str(node))
    return _iri(node)
