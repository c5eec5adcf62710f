"""Our endpoint beside the Oxigraph server: the same graph, the same queries, over HTTP, in one run.

Oxigraph's is the engine under ours, without what ours adds: processes that can be killed, bounds,
checks. What that costs is measured here. The program `oxigraph` comes with the package of that
name, which the tests install.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.bench.exchange import Client
from kg.bench.queries import example_values, is_page_query
from kg.bench.serving import running_server
from kg.catalogue import shipped_catalogue
from kg.problems import PairkgError
from kg.store import open_current
from kg.workers import Limits

__all__ = ["Against", "Pair", "Throughput", "run_against"]

LARGE_MS = 20.0
"""From so many milliseconds on a query counts as large."""
CLIENTS = (4, 8)
_SECONDS = 4.0
_LARGE = (
    "SELECT * { ?s ?p ?o }",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)",
    "SELECT ?t (COUNT(*) AS ?n) (MIN(STR(?o)) AS ?m) { ?s a ?t ; ?p ?o } GROUP BY ?t",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(REGEX(STR(?o), 'a.*e.*i.*o')) }",
    "SELECT DISTINCT ?a ?c { ?a ?p ?b . ?b ?q ?c . FILTER(isIRI(?c)) } LIMIT 40000",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(isLiteral(?o)) }",
)
Asking = Callable[[str | None], Client]


@dataclass(frozen=True)
class Pair:
    """A query on both servers: median milliseconds, and the bytes of our answer."""

    name: str
    ours: float
    theirs: float
    size: int


@dataclass(frozen=True)
class Throughput:
    """Queries a second of so many clients on both servers."""

    what: str
    clients: int
    ours: float
    theirs: float


@dataclass(frozen=True)
class Against:
    """What was measured."""

    pairs: tuple[Pair, ...]
    throughputs: tuple[Throughput, ...]

    @property
    def overhead(self) -> float:
        """Milliseconds that a small query takes longer on ours: the median."""
        return statistics.median(p.ours - p.theirs for p in self.pairs if p.theirs < LARGE_MS)

    @property
    def large(self) -> list[Pair]:
        """The queries that take long on theirs."""
        return [pair for pair in self.pairs if pair.theirs >= LARGE_MS]

    @property
    def ratio(self) -> float:
        """How many times as long a large query takes on ours: the median."""
        return statistics.median(pair.ours / pair.theirs for pair in self.large)


def run_against(data: Path, store: Path, runs: int) -> Against:
    """Start both servers over the graph of `data` and ask both; PairkgError without `oxigraph`."""
    with running_server(data, store) as server, _oxigraph(store) as port:

        def ours(address: str | None = None) -> Client:
            return Client(server.host, server.port, "/sparql", address=address)

        def theirs(address: str | None = None) -> Client:
            union = (("union-default-graph", ""),)
            return Client("127.0.0.1", port, "/query", union, address)

        small = [
            (query.name, query.text(example_values(query)))
            for query in shipped_catalogue().values()
            if is_page_query(query.name)
        ]
        pairs = _pairs([*small, *((text, text) for text in _LARGE)], ours, theirs, runs)
        slow = [pair.name for pair in pairs if pair.theirs >= LARGE_MS and pair.name in _LARGE]
        mixes = {"small queries": [text for _, text in small], "large queries": slow}
        throughputs = [
            Throughput(what, clients, _rate(ours, texts, clients), _rate(theirs, texts, clients))
            for what, texts in mixes.items()
            if texts
            for clients in CLIENTS
        ]
        return Against(tuple(pairs), tuple(throughputs))


def _pairs(
    queries: Sequence[tuple[str, str]], ours: Asking, theirs: Asking, runs: int
) -> list[Pair]:
    found = []
    with ours(None) as our, theirs(None) as their:
        for name, text in queries:
            times: tuple[list[float], list[float]] = ([], [])
            size = our.ask(text)
            their.ask(text)
            for _ in range(runs):  # in turn, so that both meet the same moment of the machine
                for client, kept in zip((our, their), times, strict=True):
                    begun = time.perf_counter()
                    client.ask(text)
                    kept.append((time.perf_counter() - begun) * 1000)
            found.append(Pair(name, statistics.median(times[0]), statistics.median(times[1]), size))
    return found


def _rate(asking: Asking, texts: Sequence[str], clients: int) -> float:
    """Queries a second that so many clients get answered, each from an address of its own."""
    counts = [0] * clients
    end = time.perf_counter() + _SECONDS

    def work(number: int) -> None:
        with asking(f"127.0.0.{number + 2}" if sys.platform == "linux" else None) as client:
            place = number * 7
            while time.perf_counter() < end:
                with contextlib.suppress(OSError):  # it took too long, so it counts for nothing
                    client.ask(texts[place % len(texts)])
                    counts[number] += 1
                place += 1

    begun = time.perf_counter()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - begun)


@contextmanager
def _oxigraph(store: Path) -> Iterator[int]:
    """The Oxigraph server over a copy of the graph in service; its port."""
    program = Path(sys.executable).parent / "oxigraph"
    found = str(program) if program.exists() else shutil.which("oxigraph")
    if found is None:
        raise PairkgError("The program `oxigraph` is not here; install the package `oxigraph`.")
    with tempfile.TemporaryDirectory(prefix="pairkg-oxigraph-") as folder:
        copy = Path(folder) / "quads"
        shutil.copytree(open_current(store).generation.quads, copy)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        process = subprocess.Popen(  # noqa: S603 - a program of our own environment
            [found, "serve-read-only", "--location", str(copy), "--bind", f"127.0.0.1:{port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if hasattr(os, "setpriority"):  # that of our processes, since the machine may be shared
            os.setpriority(os.PRIO_PROCESS, process.pid, Limits().nice)
        try:
            _wait(port)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=10)


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise PairkgError("The Oxigraph server did not start.")
