"""The whole graph as RDF, always in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.problems import PairkgError
from kg.vocabulary import PREFIXES, PROV

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["canonical_nquads", "export", "read_quads"]

_ENDED = str(PROV.endedAtTime)


def export(graph: KnowledgeGraph, name: str) -> bytes:
    """The graph as `turtle`, `trig`, `nquads` or `jsonld`."""
    quads = read_quads(graph)
    if name == "nquads":
        return canonical_nquads(quads)
    ordered = sorted(quads, key=_place_in_file)
    if name == "turtle":
        triples = dict.fromkeys(quad.triple for quad in sorted(quads, key=_place_in_graph))
        return _serialised(list(triples), ox.RdfFormat.TURTLE, graph.iris.base)
    if name == "trig":
        return _serialised(ordered, ox.RdfFormat.TRIG, graph.iris.base)
    return _serialised(ordered, ox.RdfFormat.JSON_LD, graph.iris.base) + b"\n"


def read_quads(graph: KnowledgeGraph) -> list[ox.Quad]:
    """Every statement with the graph it stands in, in no order."""
    table = graph.engine.select(graph.catalogue["export_quads"].text({}))
    quads = []
    for name, subject, predicate, value in table.rows:
        if (
            not isinstance(name, ox.NamedNode | ox.BlankNode)
            or not isinstance(subject, ox.NamedNode | ox.BlankNode)
            or not isinstance(predicate, ox.NamedNode)
            or value is None
        ):
            raise PairkgError("The store holds a statement that is not RDF; build it again.")
        quads.append(ox.Quad(subject, predicate, value, name))
    return quads


def canonical_nquads(quads: list[ox.Quad]) -> bytes:
    """N-Quads, one statement a line, lines sorted: byte for byte the same for the same input.

    The graphs hold no blank nodes, so that no relabelling is needed. The moment of the build is
    left out, since it differs from build to build.
    """
    timeless = [quad for quad in quads if quad.predicate.value != _ENDED]
    lines = ox.serialize(timeless, format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))


def _serialised(
    statements: list[ox.Quad] | list[ox.Triple], form: ox.RdfFormat, base: str
) -> bytes:
    prefixes = PREFIXES | {"": base}
    return ox.serialize(statements, format=form, prefixes=dict(sorted(prefixes.items()))) or b""


def _place_in_graph(quad: ox.Quad) -> tuple[str, bool, str, str]:
    """Subjects in order; of each, its type first, as people write it."""
    is_type = quad.predicate.value.endswith("#type")
    return str(quad.subject), not is_type, str(quad.predicate), str(quad.object)


def _place_in_file(quad: ox.Quad) -> tuple[str, tuple[str, bool, str, str]]:
    return str(quad.graph_name), _place_in_graph(quad)
