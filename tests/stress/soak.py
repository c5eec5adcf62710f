"""Minutes of reads, writes and hostile queries at once; the memory of the server must not grow.

    python -m tests.stress.soak [--minutes 15] [--data] [--seed 0]

Starts `pairkg serve` on a store of its own; readers ask pages, the API and the endpoint, a curator
writes and takes away again, an attacker sends queries without end, others leave in the middle of
an answer. Every ten seconds the memory of the server and of its workers, the files they hold open
and the disk that the store takes (without the journal, which keeps every write) are looked at.
Prints a line a minute, and at the end what grew: the last quarter against the first, after a
warm-up of at most a minute. Ends with 1 where something grew beyond `BOUNDS`, where the server
failed, or where it did not stop within ten seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import random
import socket
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.bench.hostile_queries import HOSTILE
from kg.bench.processes import descendants, memory_of
from tests.stress.growth import BOUNDS, grown, quarters
from tests.stress.serving import Server, pairkg

PAGES = (
    "/healthz", "/", "/claims", "/api/claims", "/api/studies", "/api/works?q=a", "/api/timeline",
    "/api/search?q=pair", "/programmes", "/works", "/sparql", "/openapi.json",
)  # fmt: skip
ASKED = (
    "SELECT * { ?s ?p ?o } LIMIT 100",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "SELECT * { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5000",
)
EVERY = 10.0
WARM = 60.0


@dataclass(frozen=True)
class Sample:
    """What a look at the server saw, so many seconds after the begin: MB, counts, MB of disk."""

    at: float
    server: float
    workers: float
    files: int
    disk: float
    versions: int


class Soak:
    """The server, what is done to it, and what came of that."""

    def __init__(self, server: Server, token: str, seed: int) -> None:
        self.server, self.token = server, token
        self.chance = random.Random(seed)
        self.over = threading.Event()
        self.answers: Counter[str] = Counter()
        self.times: list[tuple[float, float]] = []
        """When a page or a query was asked, and the seconds that its answer took."""

    def work(self, deed: Callable[[random.Random], tuple[str, int]]) -> threading.Thread:
        """Do something again and again until it is over."""
        chance = random.Random(self.chance.random())

        def loop() -> None:
            while not self.over.is_set():
                try:
                    what, status = deed(chance)
                except (OSError, http.client.HTTPException) as error:
                    what, status = type(error).__name__, 0
                self.answers[f"{what} {status}"] += 1

        thread = threading.Thread(target=loop)
        thread.start()
        return thread

    def read(self, chance: random.Random) -> tuple[str, int]:
        """Ask for a page or of the endpoint."""
        page = chance.random() < 0.7
        if page:
            time.sleep(0.05)
        begun = time.monotonic()
        if page:
            status = self.server.ask("GET", chance.choice(PAGES))[0]
        else:
            status = self.server.query(chance.choice(ASKED))[0]
        self.times.append((begun, time.monotonic() - begun))
        return "page" if page else "query", status

    def write(self, chance: random.Random) -> tuple[str, int]:
        """Insert some triples, or take them away, so that the graph stays as large as it was."""
        number = chance.randrange(200)
        verb = chance.choice(("INSERT", "DELETE"))
        triples = " ".join(f'<http://example.org/{number}> <x:p> "{n}" .' for n in range(20))
        time.sleep(0.2)
        text = f"{verb} DATA {{ GRAPH <http://example.org/soak> {{ {triples} }} }}"
        return "write", self.server.update(text, self.token)

    def attack(self, chance: random.Random) -> tuple[str, int]:
        """Send a query without end."""
        time.sleep(chance.uniform(0, 4))
        name = chance.choice(sorted(HOSTILE))
        address = f"127.0.0.{chance.randrange(2, 9)}"
        return "hostile", self.server.query(HOSTILE[name], address, accept="*/*")[0]

    def leave(self, chance: random.Random) -> tuple[str, int]:
        """Ask, and be gone before the answer."""
        query = urllib.parse.quote(chance.choice((*ASKED, *HOSTILE.values())))
        with socket.create_connection((self.server.host, self.server.port)) as connection:
            head = f"GET /sparql?query={query} HTTP/1.1\r\nHost: {self.server.host}\r\n\r\n"
            connection.sendall(head.encode())
            time.sleep(chance.uniform(0, 1))
        time.sleep(2)
        return "left", 0


def _files(process: int) -> int:
    count = 0
    for each in descendants(process):
        try:
            count += sum(1 for _ in Path(f"/proc/{each}/fd").iterdir())
        except OSError:
            continue
    return count


def _disk(store: Path) -> float:
    """Megabytes that a store takes, what its versions share counted once, without the journal."""
    sizes = {}
    for folder, _, names in os.walk(store):  # passes over a version that has just gone
        for name in names:
            if name != "journal.jsonl":
                with contextlib.suppress(OSError):
                    facts = Path(folder, name).stat()
                    sizes[facts.st_ino] = facts.st_size
    return sum(sizes.values()) / 1e6


def _own(process: int) -> float:
    """Megabytes of a process without those that it started."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _look(at: float, process: int, store: Path) -> Sample:
    own = _own(process)
    workers = max(0.0, (memory_of(process) or 0.0) - own)
    versions = sum(1 for _ in (store / "generations").iterdir())
    return Sample(at, own, workers, _files(process), _disk(store), versions)


def soak(minutes: float, store: Path, arguments: tuple[str, ...], seed: int) -> bool:
    """Run it; whether nothing grew, failed or stayed."""
    Server(store, arguments).stop()
    token = pairkg("token", "create", "--role", "curator", "--name", "soak", "--store", str(store))
    server = Server(store, arguments)
    running = Soak(server, token, seed)
    deeds = (running.read, running.read, running.write, running.attack, running.attack,
             running.leave)  # fmt: skip
    threads = [running.work(deed) for deed in deeds]
    samples: list[Sample] = []
    begun = time.monotonic()
    stopped = True
    try:
        while (now := time.monotonic() - begun) < minutes * 60:
            time.sleep(EVERY)
            samples.append(_look(now, server.process.pid, store))
            if len(samples) % 6 == 0:
                print(_line(samples[-1], running), flush=True)
    finally:
        running.over.set()
        for thread in threads:
            thread.join()
        time.sleep(EVERY)
        calm = memory_of(server.process.pid)
        try:
            server.stop(10)
        except subprocess.TimeoutExpired:
            stopped = False
    warm = min(WARM, minutes * 60 / 8)
    asked = [(at - begun, took) for at, took in running.times]
    grew = _report(samples, asked, warm, minutes * 60)
    errors = {name: n for name, n in running.answers.items() if name.endswith(" 500")}
    print(f"when all was over {calm or 0:.0f} MB; errors of the server: {errors or 'none'}")
    print("stopped within 10 seconds" if stopped else "DID NOT STOP within 10 seconds")
    return not grew and not errors and stopped


def _line(sample: Sample, running: Soak) -> str:
    return (
        f"{sample.at / 60:5.1f} min  server {sample.server:5.0f} MB  workers {sample.workers:5.0f} "
        f"MB  {sample.files:4d} files  disk {sample.disk:6.1f} MB  {sample.versions:4d} versions  "
        f"{dict(sorted(running.answers.items()))}"
    )


def _quantile(seconds: Sequence[float], share: float) -> float:
    """Milliseconds within which this share of the answers came; 0 if there were none."""
    return 1000 * sorted(seconds)[int(share * (len(seconds) - 1))] if seconds else 0.0


def _report(
    samples: Sequence[Sample], asked: Sequence[tuple[float, float]], warm: float, end: float
) -> list[str]:
    """Print each measure of the first and the last quarter with their ratio; what grew too far."""
    ratios: dict[str, tuple[float, float]] = {}
    for name in ("server", "workers", "files", "disk", "versions"):
        first, last = quarters([(s.at, float(getattr(s, name))) for s in samples], warm, end)
        ratios[name] = statistics.fmean(first or [0.0]), statistics.fmean(last or [0.0])
    first, last = quarters(asked, warm, end)
    for name, share in (("latency p50", 0.5), ("latency p99", 0.99)):
        ratios[name] = _quantile(first, share), _quantile(last, share)
    for name, (before, after) in ratios.items():
        ratio = f"{after / before:.2f}" if before else "-"
        bound = f"at most {BOUNDS[name]}"
        print(f"{name:12s} first quarter {before:8.1f}  last {after:8.1f}  ratio {ratio} ({bound})")
    found = grown(ratios)
    print(f"grew beyond its bound: {', '.join(found) or 'nothing'}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pairkg-soak-") as folder:
        arguments = () if wanted.data else ("--empty",)
        good = soak(wanted.minutes, Path(folder) / "store", arguments, wanted.seed)
    raise SystemExit(not good)


if __name__ == "__main__":
    main()
