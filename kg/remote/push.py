"""Filling an endpoint with the graph of a store, graph by graph, and counting what came.

A graph is sent in parts of a size that servers take: the first takes the place of the old graph,
the others are added. The graphs of a build hold no blank nodes, so that a part means what it means
in the whole; a graph that holds some goes in one piece. So a push that broke off leaves graphs that
are old, whole or in part, never mixed, and the next one puts all of them right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.remote.engine import RemoteEngine
from kg.remote.errors import RemoteError
from kg.remote.writer import RemoteWriter
from kg.sparql_guard import QueryRefused
from kg.store import StoreError, current, find

__all__ = ["Pushed", "push"]

PART = 8 << 20
"""Largest part, in bytes of N-Triples."""
UPDATE_PART = 1 << 19
"""The same for a server that is written to by updates, which it must parse as one text."""
_SECONDS = 600.0


@dataclass(frozen=True)
class Pushed:
    """What came of it: the graphs, what is not as it should be, graphs that were there besides."""

    graphs: tuple[str, ...]
    triples: int
    missing: tuple[str, ...]
    others: tuple[str, ...]


def push(
    engine: RemoteEngine, store: Path, progress: Callable[[str], None] = lambda _: None
) -> Pushed:
    """Send all named graphs of the generation in service; a failed graph does not stop the rest.

    Raises StoreError, or RemoteError where the endpoint cannot say what it holds.
    """
    quads = _opened(store)
    writer = RemoteWriter(engine, seconds=_SECONDS)
    by_graph_store = engine.kind.can.graph_store and engine.endpoint.graphs is not None
    most = PART if by_graph_store else UPDATE_PART
    names = sorted(graph.value for graph in quads.named_graphs() if isinstance(graph, ox.NamedNode))
    sent: dict[str, int] = {}
    missing: dict[str, str] = {}
    for name in names:
        progress(f"Sending {name}")
        text = quads.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(name)) or b""
        sent[name] = text.count(b"\n")
        try:
            for number, part in enumerate(_parts(text, most)):
                writer.replace(name, part, add=number > 0)
        except (RemoteError, QueryRefused) as error:
            missing[name] = f"{name}: {error}"
    progress("Counting")
    there = engine.sizes()
    for name, count in sent.items():
        if name not in missing and there.get(name, 0) != count:
            missing[name] = f"{name}: {there.get(name, 0)} of {count} triples are there."
    others = tuple(name for name in there if name not in sent)
    return Pushed(tuple(names), sum(sent.values()), tuple(missing.values()), others)


def _opened(store: Path) -> ox.Store:
    generation = find(store, current(store) or "")
    if generation is None:
        raise StoreError(f"There is no graph in {store}; run `pairkg build` first.")
    try:
        return ox.Store.read_only(str(generation.quads))
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"The graph at {generation.path} cannot be opened: {error}.") from None


def _parts(text: bytes, most: int) -> Iterator[bytes]:
    """The lines of N-Triples in parts of at most `most` bytes, where they can be parted."""
    if b"_:" in text and _has_blank_nodes(text):
        most = len(text)
    start = 0
    while start < len(text) or start == 0:
        end = len(text)
        if end - start > most:
            end = text.rfind(b"\n", start, start + most) + 1 or text.find(b"\n", start) + 1
        yield text[start:end]
        start = end or 1


def _has_blank_nodes(text: bytes) -> bool:
    return any(
        line.startswith(b"_:") or line.rstrip(b" .").rpartition(b" ")[2].startswith(b"_:")
        for line in text.splitlines()
    )
