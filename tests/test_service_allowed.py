"""SERVICE where an operator opens it: what is on the list is asked, and nothing else ever is."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.sparql_guard import ServiceRefused, check_query
from tests.stress.serving import Server

ANSWER = {
    "head": {"vars": ["o"]},
    "results": {"bindings": [{"o": {"type": "literal", "value": "from elsewhere"}}]},
}


class Elsewhere(BaseHTTPRequestHandler):
    """An endpoint with one answer; `/moved` sends on to `/other`, `/slow` never ends."""

    asked: list[str]

    def do_GET(self) -> None:
        """Answer a query in the address."""
        self._answer()

    def do_POST(self) -> None:
        """Answer a query in the body."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer()

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        self.asked.append(path)
        if path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/other")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path == "/slow":
            threading.Event().wait(20)
        body = json.dumps(ANSWER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Handler", (Elsewhere,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, elsewhere: tuple[str, list[str]]
) -> Iterator[Server]:
    address, _ = elsewhere
    store = tmp_path_factory.mktemp("federated") / "store"
    allowed = [f"{address}/sparql", f"{address}/moved", f"{address}/slow"]
    options = [part for iri in allowed for part in ("--allow-service", iri)]
    server = Server(store, ["--empty", "--query-seconds", "3", *options])
    yield server
    server.stop()


def test_a_server_on_the_list_is_asked(server: Server, elsewhere: tuple[str, list[str]]) -> None:
    address, asked = elsewhere
    asked.clear()
    rows = server.rows(f"SELECT ?o {{ SERVICE <{address}/sparql> {{ ?s ?p ?o }} }}")
    assert rows == [{"o": "from elsewhere"}]
    assert asked == ["/sparql"]


REFUSED = {
    "another path": "SELECT * {{ SERVICE <{0}/other> {{ ?s ?p ?o }} }}",
    "a longer path": "SELECT * {{ SERVICE <{0}/sparql/more> {{ ?s ?p ?o }} }}",
    "beside one that may be": "SELECT * {{ SERVICE <{0}/sparql> {{ ?s ?p ?o }} "
    "SERVICE SILENT <{0}/other> {{ ?s ?q ?r }} }}",
    "inside one that may be": "SELECT * {{ SERVICE <{0}/sparql> {{ SERVICE <{0}/other> "
    "{{ ?s ?q ?r }} }} }}",
    "by a variable": "SELECT * {{ VALUES ?g {{ <{0}/sparql> }} SERVICE ?g {{ ?s ?p ?o }} }}",
    "by a prefix": "PREFIX e: <{0}/> SELECT * {{ SERVICE e:sparql {{ ?s ?p ?o }} }}",
    "by a relative IRI": "BASE <{0}/> SELECT * {{ SERVICE <sparql> {{ ?s ?p ?o }} }}",
    "with an escape": "SELECT * {{ SERVICE <{0}/spar\\u0071l> {{ ?s ?p ?o }} }}",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_on_the_list_as_it_is_written_is_refused(
    name: str, server: Server, elsewhere: tuple[str, list[str]]
) -> None:
    address, asked = elsewhere
    asked.clear()
    status, body = server.query(REFUSED[name].format(address))
    assert status == 400
    assert "SERVICE may only ask" in json.loads(body)["detail"]
    assert asked == []


def test_an_endpoint_that_sends_on_is_not_followed(
    server: Server, elsewhere: tuple[str, list[str]]
) -> None:
    address, asked = elsewhere
    asked.clear()
    status, _ = server.query(f"SELECT * {{ SERVICE <{address}/moved> {{ ?s ?p ?o }} }}")
    assert status == 422
    assert asked == ["/moved"]


def test_an_endpoint_that_does_not_answer_holds_nobody_up(
    server: Server, elsewhere: tuple[str, list[str]]
) -> None:
    address, _ = elsewhere
    status, body = server.query(f"SELECT * {{ SERVICE <{address}/slow> {{ ?s ?p ?o }} }}")
    assert (status, json.loads(body)["type"]) == (503, "/docs#problem-query-too-slow")
    assert server.rows("SELECT (1 AS ?one) {}") == [{"one": "1"}]


def test_the_description_says_that_others_may_be_asked(server: Server) -> None:
    status, body = server.ask("GET", "/sparql", headers={"Accept": "application/n-triples"})
    assert status == 200
    assert b"sparql-service-description#BasicFederatedQuery>" in body


def test_the_word_in_a_text_asks_nobody() -> None:
    allowed = ["http://e/sparql"]
    assert not check_query("SELECT * { ?a ?b 'SERVICE <http://e/sparql> {' }", allowed)
    assert check_query("SELECT * { SERVICE SILENT # here\n<http://e/sparql>{?a ?b ?c} }", allowed)
    with pytest.raises(ServiceRefused, match="not available"):
        check_query("SELECT * { SERVICE <http://e/sparql> { ?a ?b ?c } }")


@pytest.mark.parametrize(
    "iri", ["elsewhere", "file:/etc/passwd", "http://", "http://a b/", "http://a/#b"]
)
def test_an_address_that_is_none_is_refused_at_the_start(iri: str, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="is not the http or https address of an endpoint"):
        Server(tmp_path / "store", ["--empty", "--allow-service", iri])
