"""A server that is asked in every way to fetch something fetches nothing."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import urllib.parse
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.live import Write
from kg.live.applying import apply
from kg.sparql_update import LoadRefused
from tests.stress.serving import Server, pairkg


class Listener:
    """Listens on loopback and keeps what it hears."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.heard: list[bytes] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(1)
                try:
                    self.heard.append(connection.recv(200))
                except OSError:
                    self.heard.append(b"(nothing said)")

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    store = tmp_path_factory.mktemp("outward") / "store"
    server = Server(store)
    token = pairkg("token", "create", "--role", "curator", "--name", "t", "--store", str(store))
    yield server, token
    server.stop()


HERE = "file:" + "///etc/hostname"
PATTERN = "{ ?s ?p ?o }"
QUERIES = (
    f"SELECT * {{ SERVICE <URL> {PATTERN} }}",
    f"SELECT * {{ SERVICE SILENT <URL> {PATTERN} }}",
    f"select * {{ service<URL>{PATTERN} }}",
    f"SELECT * {{ sErViCe\tsilent\n<URL> {PATTERN} }}",
    f"SELECT * {{ SERVICE # a comment\n <URL> {PATTERN} }}",
    f"SELECT * {{ FILTER(1 = 1)SERVICE<URL>{PATTERN} }}",
    f"PREFIX l: <ROOT> SELECT * {{ SERVICE l:x {PATTERN} }}",
    f"PREFIX : <ROOT> SELECT * {{ SERVICE :x {PATTERN} }}",
    f"PREFIX l: <ROOT> SELECT * {{ SERVICEl:x {PATTERN} }}",
    f"BASE <ROOT> SELECT * {{ SERVICE <x> {PATTERN} }}",
    f"BASE <ROOT> SELECT * {{ SERVICE <> {PATTERN} }}",
    f"SELECT * {{ VALUES ?u {{ <URL> }} SERVICE ?u {PATTERN} }}",
    f"SELECT * {{ BIND(<URL> AS ?u) SERVICE SILENT $u {PATTERN} }}",
    f"SELECT * {{ BIND(IRI(CONCAT('http://', 'HOST/')) AS ?u) SERVICE ?u {PATTERN} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE <URL> {PATTERN} }} }} }}",
    f"SELECT * {{ OPTIONAL {{ SERVICE <URL> {PATTERN} }} }}",
    f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE <URL> {PATTERN} }} }}",
    f"SELECT * {{ ?a ?b ?c MINUS {{ SERVICE <URL> {PATTERN} }} }}",
    f"SELECT * {{ {{ SERVICE <URL> {PATTERN} }} UNION {PATTERN} }}",
    f"SELECT * {{ ?a ?b ?c . FILTER(?a<?b&&?c>?d) SERVICE <URL> {PATTERN} }}",
    f'SELECT * {{ BIND("# no comment" AS ?t) SERVICE <URL> {PATTERN} }}',
    f"SELECT * {{ SERVICE <{HERE}> {PATTERN} }}",
    f"SELECT * {{ \\u0053ERVICE <URL> {PATTERN} }}",
    f"ASK {{ SERVICE <URL> {PATTERN} }}",
    f"CONSTRUCT {PATTERN} {{ SERVICE <URL> {PATTERN} }}",
    f"DESCRIBE ?s {{ SERVICE <URL> {PATTERN} }}",
    f"SELECT * FROM <URL> {PATTERN}",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
    "DESCRIBE <URL>",
    "LOAD <URL>",
)
LOADS = (
    "LOADSILENT<URL>",
    "PREFIX l: <ROOT> LOADl:x",
    "PREFIXl:<ROOT>LOADSILENTl:x",
    "BASE <ROOT>LOAD SILENT<x>",
    'VERSION "1.2" PREFIX : <ROOT> LOAD:x',
    "CLEAR ALL ; # LOAD\nLOAD # SILENT\nSILENT <URL>",
    "CLEAR ALL; LOAD SILENT <URL> ; LOAD SILENT <URL> INTO GRAPH <a:a>",
    "INSERT {} WHERE { FILTER(?a<?b&&'>'=?c) } ; LOAD SILENT <URL> #'",
    "INSERT {} WHERE { FILTER(?a<?b&&'>'=?c) } ; LOAD <URL> #'",
)
UPDATES = (
    "LOAD <URL>",
    "LOAD SILENT <URL>",
    "load silent <URL> into graph <a:a>",
    "LOAD <URL> INTO GRAPH <a:a>",
    "PREFIX l: <ROOT> LOAD SILENT l:x",
    "INSERT DATA { <a:a> <a:b> 1 } ; LOAD <URL>",
    *LOADS,
    f"LOAD SILENT <{HERE}>",
    f"INSERT {PATTERN} WHERE {{ SERVICE <URL> {PATTERN} }}",
    f"INSERT {PATTERN} WHERE {{ SERVICE SILENT <URL> {PATTERN} }}",
    f"DELETE {PATTERN} WHERE {{ VALUES ?u {{ <URL> }} SERVICE ?u {PATTERN} }}",
    f"INSERT {PATTERN} USING <URL> WHERE {PATTERN}",
    f"INSERT {PATTERN} USING NAMED <URL> WHERE {{ GRAPH ?g {PATTERN} }}",
    f"WITH <URL> DELETE {PATTERN} WHERE {PATTERN}",
    "COPY SILENT <URL> TO <a:a>",
    "ADD SILENT <URL> TO DEFAULT",
    "MOVE SILENT <URL> TO <a:b>",
    "CREATE SILENT GRAPH <URL>",
)
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
BODIES = (
    ("application/ld+json", '{"@context": "URL", "@id": "a:a", "b": 1}'),
    ("application/ld+json", '{"@context": ["URL"], "@id": "a:a", "b": 1}'),
    ("application/ld+json", '{"@context": {"@import": "URL"}, "@id": "a:a", "b": 1}'),
    ("application/ld+json", '{"@context": {"@base": "ROOT"}, "@id": "x", "a:b": {"@id": "y"}}'),
    (
        "application/ld+json",
        '{"@context": {"t": {"@id": "a:t", "@context": "URL"}}, "t": {"b": 1}}',
    ),
    ("application/rdf+xml", f'<!DOCTYPE r SYSTEM "URL">{XML}/>'),
    ("application/rdf+xml", f'<!DOCTYPE r PUBLIC "-//x" "URL">{XML}/>'),
    ("application/rdf+xml", f'<!DOCTYPE r [<!ENTITY e SYSTEM "URL">]>{XML}>&e;</rdf:RDF>'),
    ("application/rdf+xml", f'<!DOCTYPE r [<!ENTITY % e SYSTEM "URL"> %e;]>{XML}/>'),
    ("application/rdf+xml", f'<?xml-stylesheet type="text/xsl" href="URL"?>{XML}/>'),
    ("application/rdf+xml", f'<?xml-model href="URL"?>{XML} xml:base="URL"/>'),
    (
        "application/rdf+xml",
        f'{XML} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="URL URL"><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
        'href="URL"/></rdf:RDF>',
    ),
    ("text/turtle", "@base <ROOT> . @prefix l: <ROOT> . <x> <URL> l:y ."),
    ("text/turtle", "<> <http://www.w3.org/2002/07/owl#imports> <URL> ."),
    ("application/n-triples", "<URL> <URL> <URL> ."),
)


def filled(text: str, port: int, host: str = "127.0.0.1") -> str:
    root = f"http://{host}:{port}/"
    return text.replace("URL", f"{root}x").replace("ROOT", root).replace("HOST", f"{host}:{port}")


def test_the_listener_hears(listener: Listener) -> None:
    """Without what is tested here, the engine does go out."""
    before = len(listener.heard)
    found = ox.Store().query(filled(QUERIES[0], listener.port))
    assert isinstance(found, ox.QuerySolutions)
    with pytest.raises((OSError, RuntimeError)):
        list(found)
    assert len(listener.heard) == before + 1
    assert b"POST /x" in listener.heard.pop()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_no_query_goes_out(server: tuple[Server, str], listener: Listener, host: str) -> None:
    running, _ = server
    for query in QUERIES:
        text = filled(query, listener.port, host)
        status, body = running.query(text, accept="*/*")
        assert status in (200, 400), (text, status, body)
        form = {"Content-Type": "application/sparql-query"}
        assert running.ask("POST", "/sparql", text.encode(), form)[0] in (200, 400)
    heard_nothing(listener)


def test_no_update_goes_out(server: tuple[Server, str], listener: Listener) -> None:
    running, token = server
    for update in UPDATES:
        status = running.update(filled(update, listener.port), token)
        assert status < 500, (update, status)
    heard_nothing(listener)


@pytest.mark.parametrize("load", LOADS)
def test_no_load_goes_out_where_the_process_may(listener: Listener, load: str) -> None:
    """What the process that writes is kept from elsewhere does not even reach its engine."""
    text = filled(load, listener.port)
    with contextlib.suppress(OSError, RuntimeError):
        ox.Store().update(text)
    assert listener.heard
    time.sleep(0.1)
    listener.heard.clear()
    with contextlib.suppress(LoadRefused):
        apply(Write("update", text.encode()), ox.Store())
    heard_nothing(listener)


def test_no_parameter_goes_out(server: tuple[Server, str], listener: Listener) -> None:
    running, token = server
    url = urllib.parse.quote(filled("URL", listener.port), safe="")
    query = urllib.parse.quote("SELECT * { ?s ?p ?o }")
    seen = [
        running.ask("GET", f"/sparql?query={query}&{name}={url}")[0]
        for name in ("default-graph-uri", "named-graph-uri", "service", "endpoint", "redirect")
    ]
    form = {
        "Content-Type": "application/sparql-update",
        "Authorization": f"Bearer {token}",
    }
    for name in ("using-graph-uri", "using-named-graph-uri"):
        update = b"INSERT { <a:a> <a:b> 1 } WHERE { ?s ?p ?o }"
        seen.append(running.ask("POST", f"/update?{name}={url}", update, form)[0])
    for method in ("GET", "HEAD", "DELETE"):
        seen.append(running.ask(method, f"/graphs?graph={url}", headers=form)[0])
    seen += [
        running.ask("GET", path, headers={name: filled("URL", listener.port)})[0]
        for path in ("/", "/sparql", "/healthz")
        for name in ("Referer", "Origin", "X-Forwarded-Host", "Link")
    ]
    seen += [
        running.ask("GET", path.replace("URL", url))[0]
        for path in ("/work/URL", "/search?q=URL", "/?next=URL", "/sparql?query=URL", "//URL")
    ]
    assert len(seen) == 27
    assert max(seen) < 500
    heard_nothing(listener)


def test_no_body_goes_out(server: tuple[Server, str], listener: Listener) -> None:
    running, token = server
    link = filled('<URL>; rel="http://www.w3.org/ns/json-ld#context"', listener.port)
    taken = []
    for kind, body in BODIES:
        headers = {"Content-Type": kind, "Authorization": f"Bearer {token}", "Link": link}
        for method in ("PUT", "POST"):
            path = "/graphs?graph=http://example.org/g"
            data = filled(body, listener.port).encode()
            status, said = running.ask(method, path, data, headers)
            assert status < 500, (body, status, said)
            taken.append(status < 300)
    assert any(taken)
    assert not all(taken)
    heard_nothing(listener)


def heard_nothing(listener: Listener) -> None:
    time.sleep(0.2)
    assert listener.heard == []
