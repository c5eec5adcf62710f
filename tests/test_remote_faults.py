"""Servers that do what they should not: each gives one clear error, in its time."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from fastapi import Request

from api.answering import ClientLeft, Queries
from api.app import close, create_app
from api.remote_state import RemoteGraph
from api.settings import Settings
from api.slots import Slots
from api.sparql_protocol import SparqlRequest
from kg.cli.program import run
from kg.engine import Dataset
from kg.live import Write
from kg.remote import KINDS, Endpoint, RemoteEngine, RemoteError, RemoteWriter, WriteUnknown
from kg.remote import connect as connected
from kg.remote.errors import (
    NotOffered,
    NotSparql,
    RemoteCut,
    RemoteMoved,
    RemoteRefused,
    RemoteTimeout,
    RemoteTooLarge,
    RemoteUnreachable,
)
from kg.remote.settings import endpoint_of
from kg.settings import BadSettingError
from kg.sparql_guard import QueryRefused
from kg.workers import Limits
from tests.http_client import Client
from tests.sparql_servers import free_port
from tests.test_api_errors import problem

JSON = "application/sparql-results+json"
TABLE = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri","value":"x:y"}}]}}'
TRUE = b'{"head":{},"boolean":true}'
GENERIC = KINDS["neptune"]
"""A kind that needs no list of graphs, so that a query is one request."""
Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request to a made-up server."""

    protocol_version = "HTTP/1.1"
    server: MadeUp
    body: bytes

    def _take(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.asked.append(self)
        self.server.answer(self)

    do_GET = do_POST = do_PUT = do_DELETE = _take  # noqa: N815 - names of the library

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""

    def give(self, body: bytes, kind: str = JSON, status: int = 200, **headers: str) -> None:
        """An answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class MadeUp(ThreadingHTTPServer):
    """A made-up server: gives each request to `answer`, and keeps it."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.answer, self.asked, self.left = answer, list[Asked](), list[Asked]()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/sparql"

    def handle_error(self, *_arguments: Any) -> None:
        """A client that leaves is no news."""


@contextmanager
def made_up(answer: Answer) -> Iterator[MadeUp]:
    server = MadeUp(answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def engine_over(answer: Answer, **bounds: Any) -> Iterator[tuple[RemoteEngine, MadeUp]]:
    with made_up(answer) as server:
        place = Endpoint(server.url, server.url, server.url, "ada", "secret-of-ada")
        engine = RemoteEngine(place, GENERIC, **bounds)
        try:
            yield engine, server
        finally:
            engine.close()


def one_sentence(error: BaseException) -> None:
    text = str(error)
    assert text.endswith((".", "?"))
    assert "\n" not in text
    assert "secret" not in text
    assert "Error" not in text


def drip(asked: Asked) -> None:
    """A byte now and then, for ever."""
    asked.send_response(200)
    asked.send_header("Content-Type", JSON)
    asked.end_headers()
    for _ in range(1000):
        asked.wfile.write(b" ")
        time.sleep(0.05)


def slow(asked: Asked) -> None:
    """Nothing, for longer than anybody waits."""
    asked.connection.settimeout(20)
    asked.connection.recv(1)  # comes back when the other side has gone
    asked.server.left.append(asked)


def breaks_off(asked: Asked) -> None:
    """Less than it has announced."""
    asked.give(TABLE, length="1000")
    asked.close_connection = True


FAULTS: dict[str, tuple[Answer, type[RemoteError]]] = {
    "a page": (lambda asked: asked.give(b"<html>", "text/html"), NotSparql),
    "no type": (lambda asked: asked.give(b"", ""), NotSparql),
    "not what it says": (lambda asked: asked.give(b"<html>"), NotSparql),
    "cut short": (lambda asked: asked.give(TABLE[:-9]), NotSparql),
    "breaks off": (breaks_off, RemoteUnreachable),
    "rows cut": (lambda asked: asked.give(TABLE, X_SPARQL_MaxRows="1"), RemoteCut),
    "time cut": (lambda asked: asked.give(TABLE, X_SQL_State="S1TAT"), RemoteCut),
    "too large": (lambda asked: asked.give(b" " * 100_000), RemoteTooLarge),
    "no such place": (lambda asked: asked.give(b"", "text/plain", 404), RemoteRefused),
    "who are you": (lambda asked: asked.give(b"", "text/plain", 401), RemoteRefused),
    "broken": (lambda asked: asked.give(b"oh\nmore", "text/plain", 500), RemoteRefused),
    "slow": (slow, RemoteTimeout),
    "a drip": (drip, RemoteTimeout),
    "in a ring": (lambda asked: asked.give(b"", "", 307, Location="/sparql"), RemoteMoved),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_server_is_one_sentence_in_time(name: str) -> None:
    answer, error = FAULTS[name]
    with engine_over(answer, seconds=1, most=50_000) as (engine, _):
        begun = time.monotonic()
        with pytest.raises(error) as caught:
            engine.select("SELECT * { ?s ?p ?o }")
        assert time.monotonic() - begun < 5
        one_sentence(caught.value)


def test_a_dead_server_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    url = f"http://127.0.0.1:{free_port()}/sparql"
    with pytest.raises(RemoteUnreachable) as caught:
        connected(Endpoint(url, user="ada", password="secret"))
    one_sentence(caught.value)
    for command in (["push"], ["serve", "--port", "0"]):
        assert run([*command, "--endpoint", url]) == 1
        told = capsys.readouterr().err.strip()
        assert "cannot be reached" in told.splitlines()[-1]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_follows_to_another_server(status: int) -> None:
    with made_up(lambda asked: asked.give(TABLE)) as elsewhere:

        def send_away(asked: Asked) -> None:
            asked.give(b"", "", status, Location=elsewhere.url)

        with engine_over(send_away) as (engine, server):
            with pytest.raises(RemoteMoved) as caught:
                engine.select("SELECT * { ?s ?p ?o }")
            with pytest.raises(RemoteMoved):
                RemoteWriter(engine).replace("x:g", b"")
        one_sentence(caught.value)
        assert len(server.asked) == 2
        assert elsewhere.asked == []


def test_another_path_of_the_same_server_is_followed() -> None:
    def move(asked: Asked) -> None:
        if asked.path == "/sparql":
            asked.give(b"", "", 308, Location="/new")
        else:
            asked.give(TABLE)

    with engine_over(move) as (engine, server):
        assert engine.select("SELECT * { ?s ?p ?o }").rows == ((ox.NamedNode("x:y"),),)
        assert parse_qs(server.asked[-1].body.decode())["query"] == ["SELECT * { ?s ?p ?o }"]


def test_reads_are_tried_twice_and_writes_once() -> None:
    def hang_up(asked: Asked) -> None:
        asked.close_connection = True

    with engine_over(hang_up) as (engine, server):
        with pytest.raises(RemoteUnreachable):
            engine.ask("ASK {}")
        assert len(server.asked) == 2
        with pytest.raises(WriteUnknown, match="nobody knows"):
            RemoteWriter(engine).replace("x:g", b"")
        assert len(server.asked) == 3


@pytest.mark.parametrize(("status", "error"), [(400, QueryRefused), (403, RemoteRefused)])
def test_a_write_that_is_refused_says_so(status: int, error: type[Exception]) -> None:
    def refuse(asked: Asked) -> None:
        if asked.command == "PUT":
            asked.give(b"no room for this", "text/plain", status)
        else:
            asked.give(TRUE)

    with engine_over(refuse) as (engine, _), pytest.raises(error) as caught:
        RemoteWriter(engine).submit(Write("put", b"", "x:g", "turtle"))
    one_sentence(caught.value)


def test_a_server_that_is_not_told_of_takes_no_updates() -> None:
    engine = RemoteEngine(Endpoint("http://127.0.0.1:1/"), GENERIC)
    with pytest.raises(NotOffered, match="PAIRKG_ENDPOINT_UPDATE"):
        RemoteWriter(engine).submit(Write("update", b"INSERT DATA { <a:a> <a:b> 1 }"))
    engine.close()


# Who asks


@pytest.mark.parametrize(
    ("names", "header"),
    [
        ({"TOKEN": "secret-t", "USER": "ada"}, "Bearer secret-t"),
        ({"USER": "ada", "PASSWORD": "secret"}, "Basic YWRhOnNlY3JldA=="),
        ({}, None),
    ],
)
def test_credentials_come_from_the_environment_and_are_not_told(
    names: dict[str, str], header: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with made_up(lambda asked: asked.give(TRUE)) as server:
        environment = {f"PAIRKG_ENDPOINT_{name}": value for name, value in names.items()}
        place = endpoint_of(None, {"PAIRKG_ENDPOINT": server.url, **environment})
        assert place is not None
        engine = RemoteEngine(place, GENERIC)
        assert engine.ask("ASK {}") is True
        engine.close()
    assert server.asked[0].headers.get("authorization") == header
    assert "secret" not in f"{place!r}{caplog.text}"


@pytest.mark.parametrize(
    "url",
    ["ftp://x/", "http://", "x", "http://a:b@x/", "http://x/ y", "http://x:99999/", "http://["],
)
def test_what_is_no_endpoint_is_named(url: str) -> None:
    with pytest.raises(BadSettingError, match="PAIRKG_ENDPOINT_UPDATE"):
        endpoint_of("http://x/", {"PAIRKG_ENDPOINT_UPDATE": url})
    assert endpoint_of(None, {}) is None
    assert run(["push", "--endpoint", url]) == 2


def test_a_union_that_the_server_does_not_give_is_asked_of_it() -> None:
    def give(asked: Asked) -> None:
        graphs = (
            b'{"head":{"vars":["g"]},"results":{"bindings":[{"g":{"type":"uri","value":"x:g"}}]}}'
        )
        asked.give(graphs if b"DISTINCT" in asked.body else TRUE)

    with made_up(give) as server:
        for kind, fields in (
            ("generic", {"default-graph-uri": ["x:g"], "named-graph-uri": ["x:g"]}),
            ("oxigraph", {"union-default-graph": [""]}),
            ("graphdb", {}),
        ):
            engine = RemoteEngine(Endpoint(server.url), KINDS[kind])
            assert engine.ask("ASK { ?s ?p ?o }")
            form = parse_qs(server.asked[-1].body.decode(), keep_blank_values=True)
            assert form == {"query": ["ASK { ?s ?p ?o }"], **fields}
            assert engine.ask("ASK FROM <x:h> { ?s ?p ?o }")
            form = parse_qs(server.asked[-1].body.decode(), keep_blank_values=True)
            assert set(form) == {"query"}
            engine.close()


# The service over such a server


def test_the_service_says_that_the_server_is_gone_and_not_where_it_was() -> None:
    alive = threading.Event()
    alive.set()

    def give(asked: Asked) -> None:
        asked.give(TRUE) if alive.is_set() else asked.give(b"", "text/html", 502)

    with engine_over(give) as (engine, server):
        app = create_app(RemoteGraph(engine))
        client = Client(app)
        try:
            assert client.get("/readyz").status_code == 200
            alive.clear()
            for path in ("/api/claims", "/claim/x", "/sparql?query=ASK{}"):
                answer = client.get(path, "application/json, application/sparql-results+json")
                assert answer.status_code == 503, path
                assert str(server.server_address[1]) not in answer.text
            problem(client.get("/api/claims"), 503, "no-graph")
        finally:
            close(app)


def test_a_stranger_s_query_has_bounds_and_ends_with_its_client() -> None:
    def give(asked: Asked) -> None:
        (slow if b"slow" in asked.body else _table)(asked)

    with engine_over(give) as (engine, server):
        for limits, variable, status, sort in (
            (Limits(seconds=60, rows=0), "o", 413, "answer-too-large"),
            (Limits(seconds=3), "slow", 503, "query-too-slow"),
        ):
            app = create_app(RemoteGraph(engine), Settings(limits=limits))
            try:
                query = f"/sparql?query=SELECT*{{?s ?p ?{variable}}}"
                problem(Client(app).get(query), status, sort)
            finally:
                close(app)
        server.left.clear()
        queries = Queries(Limits(seconds=60), Slots(1, 1, 1))
        begun = time.monotonic()
        with pytest.raises(ClientLeft):
            asyncio.run(_asked_and_left(queries, RemoteGraph(engine), server))
        assert time.monotonic() - begun < 50
        deadline = time.monotonic() + 5
        while not server.left and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(server.left) == 1, "the server has seen its client go"
        queries.close()


def _table(asked: Asked) -> None:
    asked.give(TRUE if b"ASK" in asked.body else TABLE)


async def _asked_and_left(queries: Queries, graph: RemoteGraph, server: MadeUp) -> None:
    async def receive() -> dict[str, str]:
        while len(server.asked) == before:
            await asyncio.sleep(0.02)
        return {"type": "http.disconnect"}

    request = Request({"type": "http", "client": ("x", 1), "state": {}}, receive)
    asked = SparqlRequest("SELECT * { ?s ?p ?slow }", Dataset())
    in_service = await asyncio.to_thread(graph)
    before = len(server.asked)
    await queries.answer(request, in_service, asked, ("json",))


def test_many_threads_share_one_engine() -> None:
    with engine_over(lambda asked: asked.give(TABLE)) as (engine, _):
        with ThreadPoolExecutor(16) as pool:
            found = list(pool.map(lambda _: len(engine.select("SELECT * {}").rows), range(200)))
        assert found == [1] * 200


def test_nothing_of_the_proxies_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{free_port()}")
    with engine_over(lambda asked: asked.give(TRUE)) as (engine, _):
        assert engine.ask("ASK {}")
