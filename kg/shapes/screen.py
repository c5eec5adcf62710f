"""Finds the things that may break a shape, in one pass for each rule.

That is many times faster than what a validator does, which reports as it goes.

It may suspect a thing that is sound, and it must never pass one that is not: what it does not know
for certain is suspect, and shapes with a construct that it does not know are not screened at all.
The validator has the last word on every suspect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, SH
from rdflib.term import Node

from kg.shapes.checks import LITERAL_CHECKS, all_different_languages, among, in_order, is_iri
from kg.shapes.facts import Facts, Table

__all__ = ["NotScreenedError", "suspects"]

Values = Sequence[Node]
Check = Callable[[Node, Values], bool]
Path = Callable[[Node], Values]

_STRUCTURE = {"targetClass", "property", "path", "inversePath", "alternativePath", "message"}
_OF_VALUES = {"minCount", "maxCount", "class", "in", "or", "hasValue", "uniqueLang", "nodeKind"}
_OF_TWO = {"lessThan", "lessThanOrEquals"}
_QUALIFIED = {"qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"}
_KNOWN = {SH[name] for name in _STRUCTURE | _OF_VALUES | _OF_TWO | _QUALIFIED} | set(LITERAL_CHECKS)


class NotScreenedError(Exception):
    """The shapes have a construct that is not known here."""


def suspects(graphs: Iterable[Graph], shapes: Graph) -> set[Node]:
    """The things in graphs, read as one, that may break a shape.

    Raises NotScreenedError where the shapes use what this does not know.
    """
    for predicate in shapes.predicates(unique=True):
        if str(predicate).startswith(str(SH)) and predicate not in _KNOWN:
            raise NotScreenedError(str(predicate))
    for kind in (RDFS.Class, OWL.Class):  # a shape that is a class is aimed at its own instances
        if (None, RDF.type, kind) in shapes:
            raise NotScreenedError(str(kind))
    return _Screen(graphs, shapes).suspects()


class _Screen:
    """The shapes as functions over the facts."""

    def __init__(self, graphs: Iterable[Graph], shapes: Graph) -> None:
        self._shapes = shapes
        backward = set(shapes.objects(None, SH.inversePath))
        forward = {each for name in _OF_TWO for each in shapes.objects(None, SH[name])}
        for path in shapes.objects(None, SH.path):
            forward |= {each for each in self._members(path) if isinstance(each, URIRef)}
        self._facts = Facts(graphs, forward, backward)

    def suspects(self) -> set[Node]:
        found: set[Node] = set()
        for shape, target in self._shapes.subject_objects(SH.targetClass):
            focus = self._facts.instances(target)
            if not focus:
                continue
            for rule in (shape, *self._shapes.objects(shape, SH.property)):
                path, checks = self._path(rule), self._checks(rule)
                for node in focus:
                    values = path(node)
                    for check in checks:
                        if not check(node, values):
                            found.add(node)
                            break
        return found

    def _members(self, path: Node) -> list[Node]:
        """The alternatives of a path, or the path alone."""
        several = self._shapes.value(path, SH.alternativePath)
        return [path] if several is None else list(Collection(self._shapes, several))

    def _path(self, shape: Node) -> Path:
        """Leads from a thing to the values that a shape speaks of; to itself without a path."""
        path = self._shapes.value(shape, SH.path)
        if path is None:
            return lambda node: (node,)
        tables = []
        for step in self._members(path):
            inverse = self._shapes.value(step, SH.inversePath)
            if inverse is not None:
                tables.append(self._facts.leading(inverse))
            elif isinstance(step, URIRef):
                tables.append(self._facts.values(step))
            else:
                raise NotScreenedError("a path of several steps")
        if len(tables) == 1:
            [table] = tables
            return lambda node: table.get(node, ())
        return lambda node: list(chain.from_iterable(table.get(node, ()) for table in tables))

    def _checks(self, shape: Node) -> list[Check]:
        """What a shape asks of the values, each as a function that is true if it surely holds."""
        found: list[Check] = []
        for predicate, wanted in self._shapes.predicate_objects(shape):
            if predicate in LITERAL_CHECKS:
                found.append(_of_each(LITERAL_CHECKS[predicate](wanted, self._list(wanted))))
            elif predicate in _KNOWN and (check := self._check(shape, predicate, wanted)):
                found.append(check)
        return found

    def _check(self, shape: Node, predicate: Node, wanted: Node) -> Check | None:
        """One rule; None for what is part of another, or of none (a path, a message)."""
        found: Check | None = None
        match str(predicate).removeprefix(str(SH)):
            case "minCount":
                found = _at_least(int(str(wanted)))
            case "maxCount":
                found = _at_most(int(str(wanted)))
            case "class":
                found = _of_each(self._facts.instances(wanted).__contains__)
            case "in":
                found = _of_each(among(self._list(wanted)))
            case "hasValue":
                found = _has(wanted)
            case "nodeKind" if wanted == SH.IRI:
                found = _of_each(is_iri)
            case "nodeKind":
                raise NotScreenedError(str(wanted))
            case "uniqueLang" if str(wanted) in ("true", "1"):
                found = _different_languages
            case "lessThan" | "lessThanOrEquals" as name:
                found = _ordered(self._facts.values(wanted), strict=name == "lessThan")
            case "or":
                several = [self._conforms(each) for each in self._list(wanted)]
                found = _of_each(lambda value: any(conforms(value) for conforms in several))
            case "qualifiedValueShape":
                found = self._qualified(shape, wanted)
        return found

    def _conforms(self, shape: Node) -> Callable[[Node], bool]:
        path, checks = self._path(shape), self._checks(shape)
        if (shape, SH.property, None) in self._shapes:
            raise NotScreenedError("sh:property within another rule")

        def conforms(node: Node) -> bool:
            values = path(node)
            return all(check(node, values) for check in checks)

        return conforms

    def _qualified(self, shape: Node, wanted: Node) -> Check:
        """How many values are of some classes: the one qualified shape that is surely counted."""
        if set(self._shapes.predicates(wanted)) - {SH["class"], RDF.type}:
            raise NotScreenedError("sh:qualifiedValueShape with other rules than sh:class")
        conforms = self._conforms(wanted)
        low = self._shapes.value(shape, SH.qualifiedMinCount)
        high = self._shapes.value(shape, SH.qualifiedMaxCount)
        least = 0 if low is None else int(str(low))
        most = None if high is None else int(str(high))

        def check(_: Node, values: Values) -> bool:
            number = sum(map(conforms, set(values)))
            return least <= number and (most is None or number <= most)

        return check

    def _list(self, head: Node) -> list[Node]:
        """The members of a list, or nothing where there is none."""
        if (head, RDF.first, None) not in self._shapes:
            return []
        return list(Collection(self._shapes, head))


def _of_each(holds: Callable[[Node], bool]) -> Check:
    return lambda _, values: all(map(holds, values))


def _at_least(least: int) -> Check:
    """Whether there are so many values; a triple that stands in two graphs is one value."""
    if least < 2:
        return lambda _, values: len(values) >= least
    return lambda _, values: len(values) >= least and len(set(values)) >= least


def _at_most(most: int) -> Check:
    return lambda _, values: len(values) <= most


def _has(wanted: Node) -> Check:
    return lambda _, values: wanted in values


def _different_languages(_: Node, values: Values) -> bool:
    return all_different_languages(values)


def _ordered(table: Table, *, strict: bool) -> Check:
    return lambda node, values: in_order(values, table.get(node, ()), strict=strict)
