"""Kill the server at random moments under a stream of writes; nothing acknowledged may be lost.

    python -m tests.stress.kill [--kills 200] [--seed 0] [--data]

Starts `pairkg serve` on a store of its own, writes over HTTP with a curator's token from several
connections, kills the whole group of processes with SIGKILL at a random moment (now and then only
the process that writes, or while the server starts), starts it again and compares: whatever was
acknowledged is there, whatever is there was sent, and each batch is whole or absent. With --data
the graph is that of the shipped data, else an empty one. 200 kills take some ten minutes.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.stress.serving import ROOT, Server, pairkg

EX = "http://example.org/"
BATCH = 3
"""Triples of a write."""
WRITERS = 3


@dataclass
class Stream:
    """What was sent, and what of it was acknowledged."""

    sent: set[int] = field(default_factory=set)
    acknowledged: set[int] = field(default_factory=set)
    refused: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> int:
        """The number of the next write."""
        with self.lock:
            number = len(self.sent) + 1
            self.sent.add(number)
            return number


@dataclass
class Outcome:
    """What a run came to."""

    kills: int = 0
    writes: int = 0
    acknowledged: int = 0
    there: int = 0
    unanswered_but_there: int = 0
    lost: int = 0
    torn: int = 0
    unknown: int = 0
    left: int = 0
    starts: list[float] = field(default_factory=list)


def batch(number: int) -> str:
    """An update that inserts the triples of a number."""
    triples = " ".join(f"<{EX}n{number}> <{EX}p{part}> {number} ." for part in range(BATCH))
    return f"INSERT DATA {{ GRAPH <{EX}w> {{ {triples} }} }}"


def _write(server: Server, token: str, stream: Stream, over: threading.Event) -> None:
    while not over.is_set():
        number = stream.next()
        try:
            status = server.update(batch(number), token)
        except (OSError, http.client.HTTPException):
            return  # it was killed
        if 200 <= status < 300:
            stream.acknowledged.add(number)
        else:
            stream.refused[status] += 1


def _there(server: Server) -> Counter[int]:
    rows = server.rows(f"SELECT ?n {{ GRAPH <{EX}w> {{ ?s ?p ?n }} }}")
    return Counter(int(row["n"]) for row in rows)


def _writer_of(server: Server) -> int | None:
    """The process that writes: it is the one that holds the files of the head open."""
    for path in Path("/proc").glob("[0-9]*/maps"):
        try:
            process = int(path.parent.name)
            if os.getpgid(process) == server.process.pid and any(
                "/.head-" in str(link.readlink()) for link in (path.parent / "fd").iterdir()
            ):
                return process
        except OSError:
            continue
    return None


def run(kills: int, seed: int, store: Path, arguments: tuple[str, ...] = ("--empty",)) -> Outcome:
    """Kill so many times; what came of it. `store` is a folder that need not be there."""
    chance = random.Random(seed)
    outcome, stream = Outcome(), Stream()
    Server(store, arguments).stop()
    token = pairkg(
        "token", "create", "--role", "curator", "--name", "stress", "--store", str(store)
    )
    while True:
        begun = time.monotonic()
        server = Server(store, arguments)
        outcome.starts.append(time.monotonic() - begun)
        _compare(_there(server), stream, outcome)
        if outcome.kills >= kills:
            server.stop()
            outcome.left = sum(1 for _ in store.glob(".head-*"))
            break
        over = threading.Event()
        threads = [
            threading.Thread(target=_write, args=(server, token, stream, over))
            for _ in range(WRITERS)
        ]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.05, 1.2))
        if chance.random() < 0.15 and (writer := _writer_of(server)) is not None:
            os.kill(writer, signal.SIGKILL)  # the server starts another and goes on
            outcome.kills += 1
            time.sleep(chance.uniform(0.2, 0.8))
        server.kill()
        outcome.kills += 1
        over.set()
        for thread in threads:
            thread.join()
        if outcome.kills % 20 == 0:
            print(f"{outcome.kills} kills, {len(stream.acknowledged)} writes", flush=True)
        if chance.random() < 0.1:  # and once more, while it starts
            _kill_while_starting(store, arguments, chance)
            outcome.kills += 1
    outcome.writes, outcome.acknowledged = len(stream.sent), len(stream.acknowledged)
    return outcome


def _kill_while_starting(store: Path, arguments: tuple[str, ...], chance: random.Random) -> None:
    command = [sys.executable, "-m", "kg.cli", "serve", "--port", "0", "--store", str(store)]
    process = subprocess.Popen(
        [*command, *arguments], stderr=subprocess.DEVNULL, start_new_session=True, cwd=ROOT
    )
    time.sleep(chance.uniform(0.2, 1.5))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _compare(there: Counter[int], stream: Stream, outcome: Outcome) -> None:
    outcome.there = len(there)
    outcome.lost += len(stream.acknowledged - there.keys())
    outcome.unknown += len(there.keys() - stream.sent)
    outcome.torn += sum(count != BATCH for count in there.values())
    unanswered = there.keys() - stream.acknowledged
    outcome.unanswered_but_there += len(unanswered)
    stream.acknowledged |= unanswered  # once it was seen it may not go any more


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pairkg-kill-") as folder:
        arguments = () if wanted.data else ("--empty",)
        outcome = run(wanted.kills, wanted.seed, Path(folder) / "store", arguments)
    starts = sorted(outcome.starts)
    print(
        f"kills {outcome.kills}, writes sent {outcome.writes}, acknowledged or seen "
        f"{outcome.acknowledged}, there at the end {outcome.there}; there though never answered "
        f"{outcome.unanswered_but_there}; LOST {outcome.lost}, torn {outcome.torn}, unknown "
        f"{outcome.unknown}, heads left {outcome.left}; "
        f"start: median {starts[len(starts) // 2]:.1f} s, longest {starts[-1]:.1f} s"
    )
    raise SystemExit(bool(outcome.lost or outcome.torn or outcome.unknown or outcome.left))


if __name__ == "__main__":
    main()
