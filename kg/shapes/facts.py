"""What the shapes look at in a graph, indexed once: values by thing, and things by class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from rdflib import RDF, RDFS, Graph
from rdflib.term import Node

__all__ = ["Facts", "Table"]

Table = Mapping[Node, Sequence[Node]]
"""Values by thing, or things by value."""


class Facts:
    """The triples of some predicates, out of graphs that are read as one.

    A triple that stands in two graphs is counted twice here.
    """

    def __init__(
        self, graphs: Iterable[Graph], forward: Collection[Node], backward: Collection[Node]
    ) -> None:
        """Index by subject the triples of `forward`, by object those of `backward`."""
        wanted = {*forward, RDF.type, RDFS.subClassOf}
        self._forward: dict[Node, dict[Node, list[Node]]] = {each: {} for each in wanted}
        self._backward: dict[Node, dict[Node, list[Node]]] = {each: {} for each in backward}
        for graph in graphs:
            for s, p, o in graph:
                if (table := self._forward.get(p)) is not None:
                    if (values := table.get(s)) is None:
                        table[s] = [o]
                    else:
                        values.append(o)
                if (table := self._backward.get(p)) is not None:
                    table.setdefault(o, []).append(s)
        self._below: dict[Node, set[Node]] = defaultdict(set)
        for kind, wider in self._forward[RDFS.subClassOf].items():
            for each in wider:
                self._below[each].add(kind)
        self._of_kind: dict[Node, list[Node]] = defaultdict(list)
        for thing, kinds in self._forward[RDF.type].items():
            for each in kinds:
                self._of_kind[each].append(thing)
        self._instances: dict[Node, frozenset[Node]] = {}

    def values(self, predicate: Node) -> Table:
        """The values of a predicate by thing."""
        return self._forward[predicate]

    def leading(self, predicate: Node) -> Table:
        """The things that have a value under a predicate, by value."""
        return self._backward[predicate]

    def instances(self, kind: Node) -> frozenset[Node]:
        """The things of a class or of one below it."""
        if kind not in self._instances:
            kinds, ring = {kind}, {kind}
            while ring:
                ring = {below for each in ring for below in self._below.get(each, ())} - kinds
                kinds |= ring
            things = (thing for each in kinds for thing in self._of_kind.get(each, ()))
            self._instances[kind] = frozenset(things)
        return self._instances[kind]
