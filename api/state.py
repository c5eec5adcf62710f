"""What a request finds on the application: the graph in service, the texts, the settings."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, Request

from api.settings import Settings
from kg.graph import KnowledgeGraph
from kg.iris import Iris
from kg.store import StoreError, current, open_current
from kg.texts import Texts

__all__ = [
    "CurrentGraph",
    "CurrentTexts",
    "GraphSource",
    "Sizes",
    "StoredGraph",
    "current_graph",
    "settings_of",
]

GraphSource = Callable[[], KnowledgeGraph]
"""Gives the graph in service; asked once a request, so that a request sees one graph only."""


class StoredGraph:
    """The generation in service in a store; opened again as soon as another is put in service."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._graph: KnowledgeGraph | None = None

    def __call__(self) -> KnowledgeGraph:
        """The graph in service; one already open stays while the store cannot be read."""
        graph = self._graph
        if graph is None:
            with self._lock:
                return self._graph or self._open()
        try:
            if current(self._store) in (None, graph.generation):
                return graph
            with self._lock:
                return self._open()
        except StoreError:
            return graph

    def _open(self) -> KnowledgeGraph:
        graph = self._graph
        if graph is None or graph.generation != current(self._store):
            opened = open_current(self._store, resident=True)
            generation = opened.generation
            graph = KnowledgeGraph(opened.engine, Iris(generation.base), generation.id)
            self._graph = graph
        return graph


class Sizes:
    """How many triples a generation has, counted once."""

    def __init__(self) -> None:
        self._known: tuple[str, int] | None = None

    def of(self, graph: KnowledgeGraph) -> int:
        """The number of triples in this graph."""
        known = self._known
        if known is None or known[0] != graph.generation:
            known = self._known = (graph.generation, graph.engine.size())
        return known[1]


def settings_of(request: Request) -> Settings:
    """The settings of the application that answers this request."""
    return cast(Settings, request.app.state.settings)


def current_graph(request: Request) -> KnowledgeGraph:
    """The graph in service."""
    source = cast(GraphSource, request.app.state.graph)
    return source()


CurrentGraph = Annotated[KnowledgeGraph, Depends(current_graph)]


def _current_texts(request: Request) -> Texts:
    return cast(Texts, request.app.state.texts)


CurrentTexts = Annotated[Texts, Depends(_current_texts)]
