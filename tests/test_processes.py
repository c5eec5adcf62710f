"""The processes under the pool of queries: they come back, wait in turn, and leave nothing."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import signal
import socket
import tempfile
import time
import urllib.parse
from pathlib import Path

import pytest

from kg.bench.processes import descendants, memory_of
from kg.workers import Limits, QueryPool, QueryTimeout, WorkerError
from kg.workers.spool import new_spool
from tests.stress.serving import Server
from tests.test_live import new_build
from tests.test_workers import ENDLESS, run, snapshot

__all__ = ["snapshot"]

ASK = "ASK { ?s ?p ?o }"
WIDE = 'SELECT * { ?s ?p ?o VALUES ?x { "1" "2" "3" "4" "5" } }'


def workers() -> list[int]:
    """The processes of the pool: they alone have the name of its function."""
    found = []
    for each in descendants(os.getpid())[1:]:
        try:
            files = [str(link.readlink()) for link in Path(f"/proc/{each}/fd").iterdir()]
        except OSError:
            continue
        if any("/quads/" in file for file in files):
            found.append(each)
    return found


def test_the_pool_comes_back_when_its_processes_are_killed(snapshot: Path) -> None:
    """As the kernel kills them when memory ends, also those that do nothing."""

    async def work(pool: QueryPool) -> int:
        lost = 0
        for _ in range(3):
            await asyncio.gather(*(pool.ask(snapshot, WIDE, ["csv"]) for _ in range(4)))
            victims = workers()
            assert victims
            for victim in victims:
                os.kill(victim, signal.SIGKILL)
            await asyncio.sleep(0.3)
            try:
                await pool.ask(snapshot, ASK, ["json"])
            except WorkerError:
                lost += 1
            answer = await pool.ask(snapshot, ASK, ["json"])
            assert answer.form == "truth"
        return lost

    assert run(work) in (0, 1, 2, 3)


def test_a_query_that_is_given_up_while_it_waits_costs_no_process(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> tuple[list[int], list[int]]:
        await pool.ask(snapshot, ASK, ["json"])
        asked = [pool.ask(snapshot, ENDLESS, ["json"], client=str(n)) for n in range(20)]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(outcome, QueryTimeout) for outcome in outcomes)
        begun = time.monotonic()
        await pool.ask(snapshot, ASK, ["json"])
        first = workers()
        assert time.monotonic() - begun < 2
        await asyncio.sleep(1)
        await pool.ask(snapshot, ASK, ["json"])
        return first, workers()

    outcome = run(work, Limits(seconds=1.5, processes=1))
    assert isinstance(outcome, tuple)
    assert outcome[0] == outcome[1]


def test_what_a_killed_process_was_writing_goes(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> list[Path]:
        wide = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
        asked = [pool.ask(snapshot, wide, ["tsv"], client=str(n)) for n in range(4)]
        await asyncio.gather(*asked, return_exceptions=True)
        await asyncio.sleep(1.5)
        return list(pool.spool.iterdir())

    assert run(work, Limits(seconds=1.5, rows=10**9)) == []


def test_the_spool_of_a_killed_server_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = tmp_path / "pairkg-answers-999999999-x"
    ours = tmp_path / f"pairkg-answers-{os.getpid()}-x"
    for folder in (gone, ours):
        folder.mkdir()
        (folder / "1").write_text("an answer")
    spool = new_spool()
    assert sorted(tmp_path.iterdir()) == sorted([ours, spool])


@pytest.fixture
def server(tmp_path: Path) -> Server:
    new_build(tmp_path / "store", "empty", count=40_000)
    return Server(tmp_path / "store")


def test_a_client_that_leaves_stops_its_query(server: Server) -> None:
    """Two endless queries take both processes; when their clients go, others have them."""
    try:
        assert server.query(ASK)[0] == 200
        path = "/sparql?" + urllib.parse.urlencode({"query": ENDLESS})
        request = f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()
        left = [socket.create_connection((server.host, server.port)) for _ in range(2)]
        for connection in left:
            connection.sendall(request)
        time.sleep(1)
        for connection in left:
            connection.close()
        begun = time.monotonic()
        assert server.query(ASK)[0] == 200
        assert time.monotonic() - begun < 3
    finally:
        server.stop()


def test_a_long_answer_takes_little_memory(server: Server) -> None:
    """Some 40 MB wait in a file until the client has taken them."""
    try:
        assert server.query(ASK)[0] == 200
        before = memory_of(server.process.pid)
        query = f'SELECT * {{ ?s ?p ?o VALUES ?x {{ "{"x" * 1000}" }} }}'
        path = "/sparql?" + urllib.parse.urlencode({"query": query})
        connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={"Accept": "text/tab-separated-values"})
            size, most = _read(connection.getresponse(), server.process.pid)
        assert size > 35 << 20
        if before:
            assert most - before < 30
    finally:
        server.stop()


def _read(response: http.client.HTTPResponse, process: int) -> tuple[int, float]:
    """Take an answer slowly: its size, and the most memory that the server had meanwhile."""
    assert response.status == 200
    size, most = 0, 0.0
    while chunk := response.read(1 << 20):
        size += len(chunk)
        if size % (8 << 20) < 1 << 20:
            most = max(most, memory_of(process) or 0.0)
    assert size == int(response.headers["Content-Length"])
    return size, most


def test_a_process_takes_little_of_its_address_space_to_begin(snapshot: Path) -> None:
    """The bound on memory counts it; a query must not fail because threads came at a bad moment."""

    async def work(pool: QueryPool) -> list[int]:
        await asyncio.gather(*(pool.ask(snapshot, ASK, ["json"]) for _ in range(4)))
        return [_most_space(worker) for worker in workers()]

    spaces = run(work)
    assert isinstance(spaces, list)
    assert spaces
    assert max(spaces) < 400


def _most_space(process: int) -> int:
    """Megabytes of address space that a process has had."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.partition("VmPeak:")[2].split()[0]) // 1024
