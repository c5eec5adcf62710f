"""The ontology folder as graphs, for the tests of its files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rdflib import Graph, Namespace, URIRef

from kg.vocabulary import PK, PREFIXES

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = ROOT / "ontology"
EXAMPLES = ONTOLOGY / "examples"
LINKS = ROOT / "data" / "links"
BASE = "https://w3id.org/pairkg/"
SHAPE = Namespace("https://w3id.org/pairkg/shapes#")


@cache
def parse(path: Path) -> Graph:
    """One file."""
    return Graph().parse(path)


def union(paths: Iterable[Path]) -> Graph:
    """Several files as one graph."""
    result = Graph()
    for path in paths:
        result += parse(path)
    return result


def terms() -> Graph:
    """The terms of the ontology."""
    return parse(ONTOLOGY / "pairkg.ttl")


@cache
def schemes() -> Graph:
    """All concept schemes."""
    return union(sorted(ONTOLOGY.glob("schemes/*.ttl")))


@cache
def shapes() -> Graph:
    """All shapes."""
    return union(sorted(ONTOLOGY.glob("shapes/*.ttl")))


def parse_snippet(text: str) -> Graph:
    """A fragment of Turtle that uses the prefixes of the project and the default base."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return Graph().parse(data=f"@base <{BASE}> .\n{head}{text}", format="turtle")


def own(graph: Graph) -> set[URIRef]:
    """The own terms that a graph mentions anywhere."""
    return {
        node
        for triple in graph
        for node in triple
        if isinstance(node, URIRef) and node.startswith(str(PK._NS))
    }
