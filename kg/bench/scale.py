"""How the embedded store grows: load, size, queries, a server and writes over a made-up graph."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.bench.processes import memory_of
from kg.bench.queries import example_values, is_page_query, timed_query
from kg.bench.serving import running_server
from kg.bench.timing import Timing, time_call
from kg.graph import KnowledgeGraph
from kg.iris import Iris
from kg.live import Write, Writer
from kg.store import (
    EMPTY,
    Generation,
    current,
    find,
    open_generation,
    put_in_service,
    write_generation,
)
from kg.synth.examples import example_in_synthesis
from kg.synth.writing import write_synthesis

__all__ = ["Asked", "Loaded", "Scale", "Served", "load", "measure_scale", "measure_store"]

_BUILD = "scale"
_RUNS = 3
_WRITES = 20
_SLOW_MS = 100
_PAGES = ("/healthz", "/api/studies/study-0-0", "/api/programmes/programme-0-0/timeline")
_SMALL = "SELECT ?p ?o { <%s> ?p ?o }"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Loaded:
    """A graph made up and put on disk: quads, seconds, seconds of processor, megabytes."""

    triples: int
    made_seconds: float
    seconds: float
    processor: float
    disk: float


@dataclass(frozen=True)
class Asked:
    """The queries of pages in this process: seconds to open, megabytes that it came to hold."""

    open_seconds: float
    memory: float | None
    queries: tuple[Timing, ...]

    @property
    def median(self) -> float:
        """The median over the queries, in milliseconds."""
        return statistics.median(query.median for query in self.queries)

    @property
    def over(self) -> tuple[Timing, ...]:
        """The queries over 100 ms, slowest first."""
        slow = (query for query in self.queries if query.median > _SLOW_MS)
        return tuple(sorted(slow, key=lambda query: -query.median))


@dataclass(frozen=True)
class Served:
    """`pairkg serve` over the graph: seconds to listen, its requests, megabytes with all workers.

    `first_query` is the first query of a stranger, in milliseconds, which starts the workers.
    """

    start_seconds: float
    requests: tuple[Timing, ...]
    first_query: float
    query: Timing
    memory: float | None


@dataclass(frozen=True)
class Scale:
    """One size: how it came to be, was asked, served and written; writes in milliseconds.

    `checked` are writes to things that have shapes, `writes` those to things that have none.
    """

    loaded: Loaded
    asked: Asked
    served: Served
    writes: tuple[float, ...]
    checked: tuple[float, ...]


def measure_scale(
    studies: int, base: str, ontology: Path, progress: Progress, folder: Path | None = None
) -> Scale:
    """Measure a graph of so many studies in a folder that is thrown away (`folder` holds it)."""
    with tempfile.TemporaryDirectory(prefix="pairkg-scale-", dir=folder) as name:
        store = Path(name) / "store"
        loaded = load(store, studies, base, ontology, progress)
        return measure_store(store, loaded, base, ontology, progress)


def load(store: Path, studies: int, base: str, ontology: Path, progress: Progress) -> Loaded:
    """Make a graph up and write it as `pairkg build` writes one, quad by quad."""
    store.mkdir(parents=True)
    lines = store / "made.nq"
    progress(f"Making {studies} studies up ...")
    begun = time.perf_counter()
    write_synthesis(lines, studies, 0, base, ontology)
    made, processor = time.perf_counter(), time.process_time()
    progress("Loading ...")
    quads = ox.parse(path=str(lines), format=ox.RdfFormat.N_QUADS)
    generation = write_generation(store, _BUILD, quads, base)
    put_in_service(store, _BUILD)
    done, computed = time.perf_counter(), time.process_time()
    lines.unlink()
    disk = sum(path.stat().st_size for path in generation.quads.iterdir()) / 1e6
    return Loaded(generation.triples or 0, made - begun, done - made, computed - processor, disk)


def measure_store(
    store: Path, loaded: Loaded, base: str, ontology: Path, progress: Progress
) -> Scale:
    """Ask, serve and write a store that `load` has made; it holds the writes afterwards."""
    generation = find(store, current(store) or "")
    assert generation is not None  # noqa: S101 - it has just been loaded
    iris = Iris(base)
    progress(f"Asking {loaded.triples} triples ...")
    asked = _asked(generation, iris)
    progress("Serving ...")
    served = _served(store, generation, iris)
    progress("Writing ...")
    about = [f"http://example.org/{number}" for number in range(_WRITES + 1)]
    studies = [iris.thing("study", f"study-0-{number % 20}") for number in range(_WRITES + 1)]
    return Scale(
        loaded, asked, served, _written(store, ontology, about), _written(store, ontology, studies)
    )


def _asked(generation: Generation, iris: Iris) -> Asked:
    before = memory_of(os.getpid())
    begun = time.perf_counter()
    engine = open_generation(generation, resident=True).engine
    opened = time.perf_counter() - begun
    graph = KnowledgeGraph(engine, iris)
    timings = []
    for query in graph.catalogue.values():
        if is_page_query(query.name):
            values = example_values(query, iris.base).items()
            made = {name: example_in_synthesis(value, iris) for name, value in values}
            timings.append(timed_query(graph, query, made, _RUNS))
    after = memory_of(os.getpid())
    held = after - before if before is not None and after is not None else None
    return Asked(opened, held, tuple(timings))


def _served(store: Path, generation: Generation, iris: Iris) -> Served:
    """Serve the graph as one that no data were built into, and the build again afterwards."""
    ground = generation.path.with_name(EMPTY)
    shutil.copytree(generation.path, ground, copy_function=os.link)
    put_in_service(store, EMPTY, tidy=False)
    text = quote(_SMALL % iris.thing("study", "study-0-0"))
    with running_server(None, store, ("--empty",)) as server:

        def ask() -> int:
            status, body = server.get(f"/sparql?query={text}", {"Accept": "text/csv"})
            assert status == 200, body  # noqa: S101 - or nothing was measured
            return body.count(b"\n") - 1

        requests = tuple(_request(server.get, path) for path in _PAGES)
        begun = time.perf_counter()
        ask()
        first = (time.perf_counter() - begun) * 1000
        query = time_call("a small query of a stranger", ask, _RUNS * 5)
        memory = memory_of(server.process_id)
    put_in_service(store, generation.id, tidy=False)
    shutil.rmtree(ground)
    return Served(server.start_seconds, requests, first, query, memory)


def _request(get: Callable[[str], tuple[int, bytes]], path: str) -> Timing:
    """The first request of a path counts among the others: it may read what nobody has read."""
    times = []
    for _ in range(_RUNS * 5):
        begun = time.perf_counter()
        status, _ = get(path)
        times.append((time.perf_counter() - begun) * 1000)
    name = path if status == 200 else f"{path} (answered {status})"
    return Timing(name, statistics.median(times), max(times))


def _written(store: Path, ontology: Path, things: Sequence[str]) -> tuple[float, ...]:
    """Milliseconds of a write about each thing but the first, which starts the process."""
    writer = Writer(store, ontology)
    times = []
    try:
        for number, thing in enumerate(things):
            fact = f"<{thing}> <http://example.org/made> {number}"
            text = f"INSERT DATA {{ GRAPH <http://example.org/g> {{ {fact} }} }}"
            begun = time.perf_counter()
            writer.submit(Write("update", text.encode()))
            times.append((time.perf_counter() - begun) * 1000)
    finally:
        writer.close()
    return tuple(times[1:])
