"""Holding a write against the shapes: only what changed, and what leads to it.

Validating a whole graph takes seconds, so the focus is what a write touched: the subjects of
triples that came or went, and the things that point at them (whose rules may speak of them). They
are validated with their surroundings, as far as the shapes look: two steps out, one step in. The
shapes hold to that; they have no longer paths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.live.writes import Write

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["Checker"]

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
Subject = ox.NamedNode | ox.BlankNode


class Checker:
    """Knows the shapes, which it reads when it first needs them."""

    def __init__(self, ontology: Path) -> None:
        self._ontology = ontology
        self._shapes: Graph | None = None
        self._targets: frozenset[str] | None = None

    def reasons(
        self,
        write: Write,
        named: frozenset[ox.Quad] | None,
        before: Callable[[], ox.Store],
        after: ox.Store,
        *,
        compare: bool = True,
    ) -> tuple[str, ...]:
        """A sentence for each fault that `after` has where a write changed it.

        `named` are the quads that an update names. What an update with a pattern changed is found
        by comparing the two stores. Without `compare`, because they are too large for that, such
        an update is not checked.
        """
        if named is not None:
            changed: set[Subject] = {q.subject for q in named if isinstance(q.subject, Subject)}
        elif write.kind == "update" and not compare:
            return ()
        else:
            changed = _compared(write, before(), after)
        focus = _focus(changed, after)
        typed = {
            node for node in focus if self._is_target(after.quads_for_pattern(node, _TYPE, None))
        }
        if not typed:
            return ()
        # Imported here because most writers never come so far, and it takes half a second.
        from kg.shapes import faults_of
        from kg.triples.convert import to_graph

        around = to_graph(_surroundings(typed, after))
        return tuple(
            f"{fault.focus}: {fault.en or fault.fr or fault.rule} (rule {fault.rule})"
            for fault in faults_of(around, self._graph(), sorted(node.value for node in typed))
        )

    def _is_target(self, types: Iterable[ox.Quad]) -> bool:
        if self._targets is None:
            from rdflib.namespace import SH

            graph = self._graph()
            self._targets = frozenset(str(kind) for kind in graph.objects(None, SH.targetClass))
        return any(
            isinstance(quad.object, ox.NamedNode) and quad.object.value in self._targets
            for quad in types
        )

    def _graph(self) -> Graph:
        from kg.read.ontology import read_ontology
        from kg.triples.convert import to_graph

        if self._shapes is None:
            self._shapes = to_graph(read_ontology(self._ontology).shapes)
        return self._shapes


def _compared(write: Write, before: ox.Store, after: ox.Store) -> set[Subject]:
    """The subjects of the triples that are in one store only.

    The stores are compared as lines of N-Quads, which the engine writes many times faster than
    Python could walk through them; only lines that differ are read.
    """
    old, new = set(_lines(write, before)), set(_lines(write, after))
    changed = b"\n".join([*(old - new), *(new - old)])
    found = ox.parse(changed, format=ox.RdfFormat.N_QUADS, lenient=True)
    return {quad.subject for quad in found if isinstance(quad.subject, Subject)}


def _lines(write: Write, store: ox.Store) -> list[bytes]:
    if write.kind == "update":
        text = store.dump(format=ox.RdfFormat.N_QUADS)
    else:
        graph = ox.DefaultGraph() if write.graph is None else ox.NamedNode(write.graph)
        text = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    return (text or b"").splitlines()


def _focus(changed: set[Subject], store: ox.Store) -> set[ox.NamedNode]:
    """What changed, and what points at it; a blank node counts through what points at it."""
    focus = {node for node in changed if isinstance(node, ox.NamedNode)}
    for node in changed:
        for quad in store.quads_for_pattern(None, None, node):
            if isinstance(quad.subject, ox.NamedNode):
                focus.add(quad.subject)
    return focus


def _surroundings(focus: set[ox.NamedNode], store: ox.Store) -> Iterator[ox.Triple]:
    """The triples that the shapes may look at from these nodes, and the tree of classes."""
    for quad in store.quads_for_pattern(None, _SUBCLASS, None):
        yield quad.triple
    seen: set[Subject] = set()
    ring: set[Subject] = set(focus)
    for _ in range(3):
        following: set[Subject] = set()
        for node in ring - seen:
            for quad in store.quads_for_pattern(node, None, None):
                yield quad.triple
                if isinstance(quad.object, ox.NamedNode | ox.BlankNode):
                    following.add(quad.object)
        seen |= ring
        ring = following
    for node in focus:
        for quad in store.quads_for_pattern(None, None, node):
            yield quad.triple
            for kind in store.quads_for_pattern(quad.subject, _TYPE, None):
                yield kind.triple
