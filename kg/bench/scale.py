"""How the embedded store grows: load, size, queries of pages and writes of a made-up graph."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.bench.processes import memory_of
from kg.bench.queries import example_values, is_page_query, timed_query
from kg.bench.timing import Timing
from kg.graph import KnowledgeGraph
from kg.iris import Iris
from kg.live import Write, Writer
from kg.store import Generation, open_generation, put_in_service, write_generation
from kg.synth.examples import example_in_synthesis
from kg.synth.writing import write_synthesis

__all__ = ["Scale", "measure_scale"]

_RUNS = 3
_WRITES = 20


@dataclass(frozen=True)
class Scale:
    """One size: seconds, megabytes, and milliseconds of each query and of writes."""

    triples: int
    synth_seconds: float
    load_seconds: float
    disk: float
    open_seconds: float
    memory: float | None
    queries: tuple[Timing, ...]
    write_median: float
    write_worst: float

    @property
    def query_median(self) -> float:
        """The median over the queries of pages."""
        return statistics.median(query.median for query in self.queries)

    @property
    def over(self) -> tuple[Timing, ...]:
        """The queries over 100 ms, slowest first."""
        slow = (query for query in self.queries if query.median > 100)
        return tuple(sorted(slow, key=lambda query: -query.median))


def measure_scale(
    studies: int,
    base: str,
    ontology: Path,
    progress: Callable[[str], None],
    folder: Path | None = None,
) -> Scale:
    """Measure a graph of so many studies in a folder that is thrown away (`folder` holds it)."""
    with tempfile.TemporaryDirectory(prefix="pairkg-scale-", dir=folder) as name:
        store, lines = Path(name) / "store", Path(name) / "made.nq"
        progress(f"Making {studies} studies up ...")
        begun = time.perf_counter()
        write_synthesis(lines, studies, 0, base, ontology)
        made = time.perf_counter()
        progress("Loading ...")
        quads = ox.parse(path=str(lines), format=ox.RdfFormat.N_QUADS)
        generation = write_generation(store, "scale", quads, base)
        put_in_service(store, "scale")
        loaded = time.perf_counter()
        lines.unlink()
        progress(f"Asking {generation.triples} triples ...")
        opened, queries, memory = _asked(generation, base)
        progress("Writing ...")
        writes = _written(store, ontology)
        return Scale(
            triples=generation.triples or 0,
            synth_seconds=made - begun,
            load_seconds=loaded - made,
            disk=sum(path.stat().st_size for path in generation.quads.iterdir()) / 1e6,
            open_seconds=opened,
            memory=memory,
            queries=tuple(queries),
            write_median=statistics.median(writes),
            write_worst=max(writes),
        )


def _asked(generation: Generation, base: str) -> tuple[float, list[Timing], float | None]:
    import os

    begun = time.perf_counter()
    engine = open_generation(generation, resident=True).engine
    opened = time.perf_counter() - begun
    iris = Iris(base)
    graph = KnowledgeGraph(engine, iris)
    timings = []
    for query in graph.catalogue.values():
        if is_page_query(query.name):
            values = example_values(query, base).items()
            made = {name: example_in_synthesis(value, iris) for name, value in values}
            timings.append(timed_query(graph, query, made, _RUNS))
    return opened, timings, memory_of(os.getpid())


def _written(store: Path, ontology: Path) -> list[float]:
    """Milliseconds of writes one after the other, without the first, which starts the process."""
    writer = Writer(store, ontology)
    times = []
    try:
        for number in range(_WRITES + 1):
            thing = f"http://example.org/{number}"
            text = f"INSERT DATA {{ GRAPH <http://example.org/g> {{ <{thing}> a <x:Made> }} }}"
            begun = time.perf_counter()
            writer.submit(Write("update", text.encode()))
            times.append((time.perf_counter() - begun) * 1000)
    finally:
        writer.close()
    return times[1:]
