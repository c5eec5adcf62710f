"""The graph in service, as the commands that read it open it."""

from __future__ import annotations

from pathlib import Path

from kg.graph import KnowledgeGraph
from kg.iris import Iris
from kg.store import open_current

__all__ = ["open_graph"]


def open_graph(store: Path) -> KnowledgeGraph:
    """The graph that the store serves."""
    current = open_current(store)
    generation = current.generation
    return KnowledgeGraph(current.engine, Iris(generation.base), generation.id)
