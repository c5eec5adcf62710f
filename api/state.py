"""What a request finds on the application: the graph in service, the texts, the settings."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, cast

import anyio
from fastapi import Depends, Request

from api.settings import Settings
from kg.graph import KnowledgeGraph
from kg.iris import Iris
from kg.store import OpenGeneration, StoreError, current, open_current
from kg.texts import Texts

__all__ = [
    "CurrentGraph",
    "CurrentTexts",
    "GraphSource",
    "Sizes",
    "StoredGraph",
    "current_graph",
    "graph_at_hand",
    "settings_of",
]

GraphSource = Callable[[], KnowledgeGraph]
"""Gives the graph in service; asked once a request, so that a request sees one graph only."""


WARM_SECONDS = 2.0


class StoredGraph:
    """The generation in service in a store; opened again as soon as another is put in service.

    The first one is read into memory, if it is small. One that replaces it is read from disk at
    once, so that no request waits, and taken into memory when it has stayed for a moment: under a
    stream of writes each lives for a fraction of a second.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._graph: KnowledgeGraph | None = None
        self._warming: threading.Timer | None = None

    def at_hand(self) -> KnowledgeGraph | None:
        """The graph in service if it is open already; asks for one small file only."""
        graph = self._graph
        if graph is None:
            return None
        try:
            return graph if current(self._store) in (None, graph.generation) else None
        except StoreError:
            return graph

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

    def close(self) -> None:
        """Leave the graph alone from now on."""
        if self._warming is not None:
            self._warming.cancel()

    def _open(self) -> KnowledgeGraph:
        graph = self._graph
        if graph is None or graph.generation != current(self._store):
            first = graph is None
            graph = self._graph = _known(open_current(self._store, resident=first))
            if not first:
                self.close()
                self._warming = threading.Timer(WARM_SECONDS, self._warm, (graph,))
                self._warming.daemon = True
                self._warming.start()
        return graph

    def _warm(self, graph: KnowledgeGraph) -> None:
        """Take a graph into memory, if it is still the one in service."""
        try:
            if self._graph is graph and current(self._store) == graph.generation:
                warm = _known(open_current(self._store, resident=True))
                with self._lock:
                    if self._graph is graph and warm.generation == graph.generation:
                        self._graph = warm
        except StoreError:
            pass  # the graph on disk goes on serving


def _known(opened: OpenGeneration) -> KnowledgeGraph:
    generation = opened.generation
    return KnowledgeGraph(
        opened.engine,
        Iris(generation.base),
        generation.id,
        snapshot=generation.quads,
        counted=generation.triples,
    )


class Sizes:
    """How many triples a generation has, counted once, and only where its build has not."""

    def __init__(self) -> None:
        self._known: tuple[str, int] | None = None

    def of(self, graph: KnowledgeGraph) -> int:
        """The number of triples in this graph."""
        if graph.counted is not None:
            return graph.counted
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


async def graph_at_hand(request: Request) -> KnowledgeGraph:
    """The graph in service; a thread is only needed where it has to be opened first."""
    source = cast(GraphSource, request.app.state.graph)
    if isinstance(source, StoredGraph) and (found := source.at_hand()) is not None:
        return found
    return await anyio.to_thread.run_sync(source)


CurrentGraph = Annotated[KnowledgeGraph, Depends(graph_at_hand)]


def _current_texts(request: Request) -> Texts:
    return cast(Texts, request.app.state.texts)


CurrentTexts = Annotated[Texts, Depends(_current_texts)]
