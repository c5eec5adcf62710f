"""Timing every query of the catalogue, with the examples its header gives."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.bench.timing import Timing, time_call
from kg.catalogue import Parameter, Query
from kg.graph import KnowledgeGraph
from kg.iris import DEFAULT_BASE

__all__ = ["example_values", "is_page_query", "time_queries", "timed_query"]


def is_page_query(name: str) -> bool:
    """Whether a query answers a page; the others read the whole graph for a file."""
    return not name.startswith(("export_", "network_", "graph_"))


def example_values(query: Query, base: str = DEFAULT_BASE) -> dict[str, object]:
    """The example of each parameter, with our IRIs under `base`."""
    return {name: _example(parameter, base) for name, parameter in query.parameters.items()}


def time_queries(graph: KnowledgeGraph, runs: int) -> list[Timing]:
    """Each query, run through the seam that the pages use."""
    base = graph.iris.base
    return [
        timed_query(graph, query, example_values(query, base), runs)
        for query in graph.catalogue.values()
    ]


def _example(parameter: Parameter, base: str) -> object:
    text = parameter.example.replace(DEFAULT_BASE, base)
    return text.split() if parameter.sort == "many" else text


def _form(query: Query) -> str:
    """The word that a query begins with, after its comments."""
    match = re.match(r"(?:\s*#[^\n]*\n)*\s*(\w+)", query.body)
    return match[1].upper() if match else ""


def timed_query(
    graph: KnowledgeGraph, query: Query, values: Mapping[str, object], runs: int
) -> Timing:
    """One query with these values."""
    text = query.text(values)
    form = _form(query)
    engine = graph.engine

    def call() -> int | None:
        if form == "ASK":
            engine.ask(text)
            return None
        if form in ("CONSTRUCT", "DESCRIBE"):
            return len(engine.construct(text))
        return len(engine.select(text).rows)

    return time_call(query.name, call, runs)
