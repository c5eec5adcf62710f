"""Checks the graph against the SHACL shapes and says faults in a curator's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.problems import Problem

__all__ = ["Fault", "faults", "faults_of", "shape_problems"]


@dataclass(frozen=True, order=True)
class Fault:
    """One result of a validation: the thing at fault, the rule, and the message by language."""

    focus: str
    rule: str
    fr: str
    en: str
    value: str


def faults(data: Graph, shapes: Graph) -> list[Fault]:
    """Every violation, in order. SHACL core only, no inference."""
    return faults_of(data, shapes, None)


def faults_of(data: Graph, shapes: Graph, nodes: Sequence[str] | None) -> list[Fault]:
    """The violations of some nodes, or of all, in order."""
    conforms, report, _ = pyshacl.validate(
        data,
        shacl_graph=shapes,
        inference="none",
        advanced=False,
        allow_warnings=False,
        focus_nodes=None if nodes is None else [URIRef(node) for node in nodes],
    )
    if conforms:
        return []
    found = []
    for result in report.subjects(predicate=SH.focusNode):
        texts = {
            message.language or "en": str(message)
            for message in report.objects(result, SH.resultMessage)
            if isinstance(message, Literal)
        }
        value = report.value(result, SH.value)
        found.append(
            Fault(
                focus=str(report.value(result, SH.focusNode)),
                rule=_name(report.value(result, SH.sourceShape)),
                fr=texts.get("fr", ""),
                en=texts.get("en", ""),
                value="" if value is None else str(value),
            )
        )
    return sorted(found)


def shape_problems(
    data: Graph, shapes: Graph, origin: Callable[[str], tuple[str, int | None]]
) -> list[Problem]:
    """The violations as problems at the file and line that `origin` gives for an IRI."""
    found = []
    for fault in faults(data, shapes):
        file, line = origin(fault.focus)
        text = fault.en or fault.fr or f"The rule {fault.rule} is broken"
        message = f"{fault.focus} breaks the rule {fault.rule}"
        found.append(Problem(file, line, message, text, fault.value))
    return found


def _name(shape: object) -> str:
    if not isinstance(shape, URIRef):
        return "unnamed"
    return str(shape).rpartition("#")[2].rpartition("/")[2]
