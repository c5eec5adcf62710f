"""The small invented graph of `answers_graph.trig`, and an engine that counts what it is asked."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.engine import OxigraphEngine, Table
from kg.graph import KnowledgeGraph

FILE = Path(__file__).with_name("answers_graph.trig")


class CountingEngine(OxigraphEngine):
    """Counts the queries that it runs."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__(store)
        self.asked = 0

    def select(self, text: str) -> Table:
        """Run a SELECT, and count it."""
        self.asked += 1
        return super().select(text)


def load_store() -> ox.Store:
    """The graph in memory."""
    store = ox.Store()
    store.load(path=FILE, format=ox.RdfFormat.TRIG)
    return store


def load_graph() -> KnowledgeGraph:
    """The graph behind the facade that answers know."""
    return KnowledgeGraph(OxigraphEngine(load_store()), generation="invented")
