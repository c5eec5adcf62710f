"""Minutes of reads, writes and hostile queries at once; the memory of the server must not grow.

    python -m tests.stress.soak [--minutes 15] [--data] [--seed 0]

Starts `pairkg serve` on a store of its own; readers ask pages, the API and the endpoint, a curator
writes and takes away again, an attacker sends queries without end, others leave in the middle of
an answer. Every ten seconds the memory of all processes is summed up, with the files they hold
open. Prints a line a minute, and at the end what grew: the last third against the second.
"""

from __future__ import annotations

import argparse
import http.client
import random
import socket
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kg.bench.hostile_queries import HOSTILE
from kg.bench.processes import descendants, memory_of
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


class Soak:
    """The server, what is done to it, and what came of that."""

    def __init__(self, server: Server, token: str, seed: int) -> None:
        self.server, self.token = server, token
        self.chance = random.Random(seed)
        self.over = threading.Event()
        self.answers: Counter[str] = Counter()

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
        if chance.random() < 0.7:
            time.sleep(0.05)
            return "page", self.server.ask("GET", chance.choice(PAGES))[0]
        return "query", self.server.query(chance.choice(ASKED))[0]

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


def soak(minutes: float, store: Path, arguments: tuple[str, ...], seed: int) -> bool:
    """Run it; whether nothing grew."""
    Server(store, arguments).stop()
    token = pairkg("token", "create", "--role", "curator", "--name", "soak", "--store", str(store))
    server = Server(store, arguments)
    running = Soak(server, token, seed)
    deeds = (running.read, running.read, running.write, running.attack, running.attack,
             running.leave)  # fmt: skip
    threads = [running.work(deed) for deed in deeds]
    samples: list[tuple[float, float, int, int]] = []
    begun = time.monotonic()
    try:
        while (now := time.monotonic() - begun) < minutes * 60:
            time.sleep(EVERY)
            size = sum(1 for _ in (store / "generations").iterdir())
            process = server.process.pid
            samples.append((now, memory_of(process) or 0.0, _files(process), size))
            if len(samples) % 6 == 0:
                _, memory, files, size = samples[-1]
                print(
                    f"{now / 60:5.1f} min  {memory:6.0f} MB  {files:4d} files  {size:4d} versions  "
                    f"{dict(sorted(running.answers.items()))}",
                    flush=True,
                )
    finally:
        running.over.set()
        for thread in threads:
            thread.join()
        time.sleep(EVERY)
        calm = memory_of(server.process.pid)
        server.stop()
    third = len(samples) // 3
    middle, end = samples[third : 2 * third], samples[2 * third :]
    ratios = [
        sum(sample[n] for sample in end) / len(end) / (sum(s[n] for s in middle) / len(middle))
        for n in (1, 2, 3)
    ]
    print(
        "last third against the second: memory {:.2f}, open files {:.2f}, versions {:.2f}".format(
            *ratios
        )
        + f"; when all was over {calm:.0f} MB"
    )
    errors = {name: n for name, n in running.answers.items() if name.endswith(" 500")}
    print(f"errors of the server: {errors or 'none'}")
    return max(ratios[:2]) < 1.1 and not errors


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
