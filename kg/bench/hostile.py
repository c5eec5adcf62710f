"""The server under attack: whether it goes on answering, and answers each attacker in time."""

from __future__ import annotations

import http.client
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kg.bench.hostile_queries import HOSTILE
from kg.bench.processes import memory_of
from kg.bench.serving import RunningServer, running_server

__all__ = ["Attack", "Latencies", "attack", "run_hostile"]

ADDRESSES = 10
"""Addresses of this machine that the attackers use, where it has more than one."""
PROBES = ("/healthz", "/api/claims")
_PAUSE = 0.02
_CALM = 5.0


@dataclass
class Latencies:
    """How long answers took, in milliseconds."""

    values: list[float] = field(default_factory=list)
    failed: int = 0

    def share(self, part: float) -> float:
        """What this share of the answers stayed under."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


@dataclass(frozen=True)
class Attack:
    """What came of an attack: seconds, megabytes, statuses and their reasons."""

    queries: int
    deadline: float
    probes: dict[str, Latencies]
    statuses: dict[str, int]
    slowest: float
    slowest_name: str
    memory_before: float | None
    memory_after: float | None


def run_hostile(data: Path, store: Path, queries: int) -> Attack:
    """Start a server and attack it with so many queries at once."""
    with running_server(data, store) as server:
        return attack(server, queries)


def attack(server: RunningServer, queries: int) -> Attack:
    """Send so many hostile queries at once, and ordinary requests all the while."""
    for path in PROBES * 3:
        server.get(path)
    for _ in range(4):
        server.get("/sparql?query=" + urllib.parse.quote("ASK { ?s ?p ?o }"))
    before = memory_of(server.process_id)
    statuses: Counter[str] = Counter()
    took: list[tuple[float, str]] = []
    over = threading.Event()
    probes = {path: Latencies() for path in PROBES}
    probing = [_thread(_probe, server, path, probes[path], over) for path in PROBES]
    names = list(HOSTILE)
    attackers = [
        _thread(_send, server, n, names[n % len(names)], statuses, took) for n in range(queries)
    ]
    for attacker in attackers:
        attacker.join()
    over.set()
    for probe in probing:
        probe.join()
    time.sleep(_CALM)
    slowest, name = max(took, default=(0.0, ""))
    return Attack(
        queries=queries,
        deadline=10.0,
        probes=probes,
        statuses=dict(statuses),
        slowest=slowest,
        slowest_name=name,
        memory_before=before,
        memory_after=memory_of(server.process_id),
    )


def _thread(work: Callable[..., None], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments)
    thread.start()
    return thread


def _probe(server: RunningServer, path: str, latencies: Latencies, over: threading.Event) -> None:
    while not over.is_set():
        begun = time.perf_counter()
        try:
            status, _ = server.get(path)
        except OSError:
            status = 0
        latencies.values.append((time.perf_counter() - begun) * 1000)
        latencies.failed += status != http.client.OK
        time.sleep(_PAUSE)


def _send(
    server: RunningServer,
    number: int,
    name: str,
    statuses: Counter[str],
    took: list[tuple[float, str]],
) -> None:
    begun = time.perf_counter()
    try:
        status, reason = _ask(server, HOSTILE[name], f"127.0.0.{1 + number % ADDRESSES}")
    except OSError:  # where this machine has one address only
        try:
            status, reason = _ask(server, HOSTILE[name], None)
        except OSError as error:
            status, reason = 0, type(error).__name__
    took.append((time.perf_counter() - begun, name))
    statuses[f"{status} {reason}".strip()] += 1


def _ask(server: RunningServer, query: str, address: str | None) -> tuple[int, str]:
    source = (address, 0) if address else None
    connection = http.client.HTTPConnection(
        server.host, server.port, timeout=60, source_address=source
    )
    try:
        body = urllib.parse.urlencode({"query": query})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/sparql", body, form)
        response = connection.getresponse()
        text = response.read()
    finally:
        connection.close()
    kind = text.partition(b"/problems/")[2].partition(b'"')[0].decode("ascii", "replace")
    return response.status, kind
