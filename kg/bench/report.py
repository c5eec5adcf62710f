"""The measurements, in the order in which a user meets them."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.bench.queries import time_queries
from kg.bench.serving import running_server, time_requests
from kg.bench.timing import Timing
from kg.build import build
from kg.graph import KnowledgeGraph
from kg.iris import Iris
from kg.store import open_current

__all__ = ["Report", "run_bench"]


@dataclass(frozen=True)
class Report:
    """What was measured: times in seconds, memory in megabytes, calls in milliseconds."""

    triples: int
    build_seconds: float
    rebuild_seconds: float
    start_seconds: float
    memory: int | None
    queries: tuple[Timing, ...]
    requests: tuple[Timing, ...]


def run_bench(
    data: Path, ontology: Path, base: str, runs: int, progress: Callable[[str], None]
) -> Report:
    """Measure the program on `data`, in a store that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="pairkg-bench-") as folder:
        store = Path(folder)
        progress("Building the graph ...")
        start = time.perf_counter()
        triples = build(data, ontology, store, base, progress).triples
        built = time.perf_counter()
        build(data, ontology, store, base, progress)
        rebuilt = time.perf_counter()
        progress("Starting the server ...")
        with running_server(data, store) as server:
            requests = time_requests(server, runs)
            memory, start_seconds = server.memory(), server.start_seconds
        progress("Running each query ...")
        current = open_current(store, resident=True)
        graph = KnowledgeGraph(current.engine, Iris(base), current.generation.id)
        queries = time_queries(graph, runs)
        del graph, current
    return Report(
        triples=triples,
        build_seconds=built - start,
        rebuild_seconds=rebuilt - built,
        start_seconds=start_seconds,
        memory=memory,
        queries=tuple(queries),
        requests=tuple(requests),
    )
