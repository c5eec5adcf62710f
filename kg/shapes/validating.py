"""The faults of a graph: what the validator says of the things that the screen suspects."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.problems import Problem
from kg.shapes.screen import NotScreenedError, suspects

__all__ = ["Fault", "faults", "faults_of", "shape_problems"]

_STEPS = 3
"""How far the shapes look from a thing: to a value, on to one of its values, and to the class."""


@dataclass(frozen=True, order=True)
class Fault:
    """One result of a validation: the thing at fault, the rule, and the message by language."""

    focus: str
    rule: str
    fr: str
    en: str
    value: str


def faults(graphs: Collection[Graph], shapes: Graph) -> list[Fault]:
    """Every violation in graphs, read as one, in order. SHACL core only, no inference."""
    try:
        found = suspects(graphs, shapes)
    except NotScreenedError:
        union = Graph()
        for graph in graphs:
            union += graph
        return faults_of(union, shapes, None)
    if not found:
        return []
    return faults_of(_around(found, graphs), shapes, {str(node) for node in found})


def faults_of(data: Graph, shapes: Graph, nodes: Collection[str] | None) -> list[Fault]:
    """The violations of some nodes, or of all, in order, as the validator finds them.

    `data` may be no more than what the shapes look at from those nodes.
    """
    # Imported here because a graph without faults does not need it, and it takes half a second.
    import pyshacl

    # Its own way of looking at some nodes only takes any value that is none of them for sound.
    conforms, report, _ = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", advanced=False, allow_warnings=False
    )
    if conforms:
        return []
    found = []
    for result, focus in report.subject_objects(SH.focusNode):
        if nodes is not None and str(focus) not in nodes:
            continue
        texts = {
            message.language or "en": str(message)
            for message in report.objects(result, SH.resultMessage)
            if isinstance(message, Literal)
        }
        value = report.value(result, SH.value)
        found.append(
            Fault(
                focus=str(focus),
                rule=_name(report.value(result, SH.sourceShape)),
                fr=texts.get("fr", ""),
                en=texts.get("en", ""),
                value="" if value is None else str(value),
            )
        )
    return sorted(found)


def shape_problems(
    graphs: Collection[Graph], shapes: Graph, origin: Callable[[str], tuple[str, int | None]]
) -> list[Problem]:
    """The violations as problems at the file and line that `origin` gives for an IRI."""
    found = []
    for fault in faults(graphs, shapes):
        file, line = origin(fault.focus)
        text = fault.en or fault.fr or f"The rule {fault.rule} is broken"
        message = f"{fault.focus} breaks the rule {fault.rule}"
        found.append(Problem(file, line, message, text, fault.value))
    return found


def _around(nodes: Collection[Node], graphs: Collection[Graph]) -> Graph:
    """What the shapes may look at from these nodes, and the tree of classes."""
    found = Graph()
    for graph in graphs:
        for triple in graph.triples((None, RDFS.subClassOf, None)):
            found.add(triple)
    seen: set[Node] = set()
    ring = set(nodes)
    for _ in range(_STEPS):
        following: set[Node] = set()
        for node in ring - seen:
            for graph in graphs:
                for triple in graph.triples((node, None, None)):
                    found.add(triple)
                    following.add(triple[2])
        seen |= ring
        ring = {node for node in following if not isinstance(node, Literal)}
    for node in nodes:
        for graph in graphs:
            for triple in graph.triples((None, None, node)):
                found.add(triple)
    return found


def _name(shape: object) -> str:
    if not isinstance(shape, URIRef):
        return "unnamed"
    return str(shape).rpartition("#")[2].rpartition("/")[2]
