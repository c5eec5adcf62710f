"""The SPARQL Protocol and the Graph Store Protocol on a server that takes writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest

from api.app import close, create_app
from api.settings import Settings
from kg.live.recovery import serve_build
from kg.sparql_update import LoadRefused, check_update
from kg.store import EMPTY, write_generation
from kg.tokens import Tokens
from tests.http_client import Client

EX = "http://example.org/"
G = f"{EX}g"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
TURTLE = "text/turtle"


class Http(Client):
    """A client with a method for each method."""

    def get(self, url: str, accept: str | None = None, **options: Any) -> httpx.Response:
        """The answer to a GET."""
        headers = {"Accept": accept} if accept else {}
        return self.request("GET", url, headers=headers | options.pop("headers", {}), **options)

    def post(self, url: str, **options: Any) -> httpx.Response:
        """The answer to a POST."""
        return self.request("POST", url, **options)

    def head(self, url: str) -> httpx.Response:
        """The answer to a HEAD."""
        return self.request("HEAD", url)

    def options(self, url: str, **options: Any) -> httpx.Response:
        """The answer to an OPTIONS."""
        return self.request("OPTIONS", url, **options)


class Server:
    """A client with a curator's token, and the usual requests."""

    def __init__(self, client: Http, token: str) -> None:
        self.client = client
        self.token = {"Authorization": f"Bearer {token}"}

    def update(self, text: str, url: str = "/update", **headers: str) -> httpx.Response:
        """The answer to an update that is posted as it is."""
        sent = {"Content-Type": UPDATE, **self.token, **headers}
        return self.client.post(url, content=text, headers=sent)

    def insert(self, text: str) -> None:
        """Insert some triples, or quads."""
        assert self.update(f"PREFIX : <{EX}> INSERT DATA {{ {text} }}").status_code == 204

    def ask(self, where: str, **parameters: str) -> bool:
        """Whether a pattern is there."""
        asked = {"query": f"PREFIX : <{EX}> ASK {{ {where} }}", **parameters}
        response = self.client.get("/sparql", params=asked)
        assert response.status_code == 200, response.text
        return bool(response.json()["boolean"])

    def put(self, body: str | bytes, url: str = f"/graphs?graph={quote(G)}", **more: str) -> int:
        """The status of a graph's replacement."""
        return self.send("PUT", body, url, **more).status_code

    def send(
        self, method: str, body: str | bytes, url: str = f"/graphs?graph={quote(G)}", **more: str
    ) -> httpx.Response:
        """The answer to a write to a graph."""
        headers = {"Content-Type": TURTLE, **self.token} | {
            k.replace("_", "-"): v for k, v in more.items()
        }
        return self.client.request(method, url, content=body, headers=headers)

    def triples(self, url: str = f"/graphs?graph={quote(G)}") -> set[str]:
        """A graph as lines of N-Triples."""
        response = self.client.get(url, headers={"Accept": "application/n-triples"})
        assert response.status_code == 200, response.text
        return set(response.text.splitlines())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds nothing; starting a server over it takes longer than emptying it."""
    store = tmp_path_factory.mktemp("store")
    serve_build(store, write_generation(store, EMPTY, [], "https://w3id.org/pairkg/"))
    return store


@pytest.fixture(scope="module")
def running(store: Path) -> Iterator[Server]:
    token = Tokens(store).create("Ada", "administrator")
    app = create_app(store=store, settings=Settings(union=False))
    yield Server(Http(app), token)
    close(app)


@pytest.fixture
def server(running: Server) -> Server:
    """The server, emptied."""
    assert running.update("DROP ALL").status_code == 204
    return running


def refused(response: httpx.Response, status: int, sort: str) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["type"].endswith(f"problem-{sort}")
    return str(body["detail"])


# Queries


def test_a_read_right_after_a_write_sees_it_and_no_copy_outlives_it(server: Server) -> None:
    asked = {"query": f"ASK {{ <{EX}a> <{EX}b> ?o }}"}
    for url, params in (("/sparql", asked), ("/graphs?default", None)):
        first = server.client.get(url, params=params)
        assert first.headers["cache-control"] == "public, max-age=0, no-cache"
        held = {"If-None-Match": first.headers["etag"]}
        assert server.client.get(url, params=params, headers=held).status_code == 304
        server.insert(f":a :b {len(url)}")
        then = server.client.get(url, params=params, headers=held)
        assert then.status_code == 200
        assert then.headers["etag"] != first.headers["etag"]
        assert server.ask(f":a :b {len(url)}")


def test_relative_iris_are_read_against_the_endpoint(server: Server) -> None:
    construct = "CONSTRUCT { <s> <p> <#o> } WHERE {}"
    ways = [
        server.client.get("/sparql", params={"query": construct}),
        server.client.post("/sparql", content=construct, headers={"Content-Type": QUERY}),
        server.client.post("/sparql", data={"query": construct}),
        server.client.post("/sparql?x=1", data={"query": construct}),
    ]
    for response in ways:
        (triple,) = ox.parse(response.content, format=ox.RdfFormat.TURTLE)
        assert triple.subject == ox.NamedNode("http://pairkg/s")
        assert triple.object == ox.NamedNode("http://pairkg/sparql#o")


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", ";charset=UTF-8", '; charset="utf-8"'])
def test_a_charset_may_be_named(server: Server, charset: str) -> None:
    for media_type, body in ((FORM, urlencode({"query": "ASK {}"})), (QUERY, "ASK {}")):
        response = server.client.post(
            "/sparql", content=body, headers={"Content-Type": media_type + charset}
        )
        assert response.json()["boolean"] is True


@pytest.mark.parametrize(
    ("url", "body", "media_type", "status"),
    [
        ("/sparql?query=ASK%7B%7D", "ASK {}", QUERY, 400),
        ("/sparql?query=ASK%7B%7D", "query=ASK%7B%7D", FORM, 400),
        ("/sparql", "query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        ("/sparql", "ASK {}", "text/plain", 415),
        ("/sparql", "ASK {}".encode("utf-16"), f"{QUERY}; charset=utf-16", 415),
        ("/sparql", b"ASK { ?a ?b '\xe9' }", QUERY, 400),
        ("/sparql", "ASK {", QUERY, 400),
        ("/sparql?default-graph-uri=nowhere", "ASK {}", QUERY, 400),
        ("/sparql", "update=CLEAR%20ALL", FORM, 400),
        ("/sparql?using-graph-uri=http://a/", "ASK {}", QUERY, 400),
        ("/sparql", "CLEAR ALL", UPDATE, 415),
    ],
)
def test_a_request_that_says_two_things_or_none_is_refused(
    server: Server, url: str, body: str | bytes, media_type: str, status: int
) -> None:
    response = server.client.post(url, content=body, headers={"Content-Type": media_type})
    assert response.status_code == status, response.text


def test_what_is_well_formed_and_not_done_is_told_apart(server: Server) -> None:
    unknown = server.client.get("/sparql", params={"query": f"ASK {{ FILTER(<{EX}f>(1)) }}"})
    assert "not supported" in refused(unknown, 422, "query-refused")
    refused(server.update("LOAD <http://127.0.0.1:9/>"), 422, "query-refused")
    refused(server.update(f"LOAD <http://127.0.0.1:9/> INTO GRAPH <{G}>"), 422, "query-refused")
    refused(server.update(f"CLEAR GRAPH <{G}>"), 422, "query-refused")
    detail = refused(server.update(f"PREFIX e: <{EX}>\nLOAD <{EX}> INTO\n  7"), 400, "bad-query")
    assert detail.startswith("error at 3:")
    refused(server.update("LOAD 7"), 400, "bad-query")
    refused(server.update("CLEAR XYZ"), 400, "bad-query")
    refused(server.update("INSERT DATA { <a> <b> 1"), 400, "bad-query")


def test_the_default_graph_stands_apart_from_the_named_ones(server: Server) -> None:
    server.insert(":a :b 1 . GRAPH :g { :a :b 2 } GRAPH :h { :a :b 3 }")
    assert server.ask(":a :b 1")
    assert not server.ask(":a :b 2")
    assert server.ask("GRAPH :g { :a :b 2 }")
    assert server.ask(":a :b 3", **{"default-graph-uri": f"{EX}h"})
    assert not server.ask(":a :b 1", **{"default-graph-uri": f"{EX}h"})
    assert not server.ask("GRAPH ?g { :a :b 3 }", **{"named-graph-uri": G})


def test_head_says_what_get_would(server: Server) -> None:
    server.insert("GRAPH :g { :a :b 2 }")
    for url in ("/sparql?query=ASK%7B%7D", f"/graphs?graph={quote(G)}", "/sparql"):
        get, head = server.client.get(url), server.client.head(url)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("content-type", "content-length", "etag"):
            assert head.headers[name] == get.headers[name]
    assert server.client.head(f"/graphs?graph={EX}none").status_code == 404
    assert server.client.head("/update").status_code == 405


# Updates


def test_an_update_comes_in_two_ways(server: Server) -> None:
    form = {"update": f"INSERT DATA {{ <{EX}a> <{EX}b> 1 }}"}
    sent = server.client.post("/update", data=form, headers=server.token)
    assert sent.status_code == 204
    assert server.update(f"INSERT DATA {{ <{EX}a> <{EX}b> <r> }}").status_code == 204
    assert server.ask(":a :b 1 , <http://pairkg/r>")


def test_the_graphs_of_an_update_are_those_of_the_protocol(server: Server) -> None:
    server.insert("GRAPH :g { :x a :T } GRAPH :h { :y a :T } :z a :T")
    copy = f"INSERT {{ GRAPH <{EX}out> {{ ?s a <{EX}U> }} }} WHERE {{ ?s a <{EX}T> }}"
    assert server.update(copy, f"/update?using-graph-uri={quote(G)}").status_code == 204
    assert server.ask("GRAPH :out { :x a :U }")
    assert not server.ask("GRAPH :out { ?s a :U FILTER(?s != :x) }")
    twice = server.update(f"WITH <{G}> {copy}", f"/update?using-graph-uri={quote(G)}")
    refused(twice, 400, "query-refused")


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/>",
        "load#\n<http://127.0.0.1:9/>",
        "CLEAR ALL;LOAD<http://127.0.0.1:9/>INTO GRAPH<a:b>",
        # `<?b&&'>` may be an IRI, and what follows a text: the engine reads it otherwise.
        "INSERT {} WHERE { FILTER(?a<?b&&'>'=?c) } ; LOAD <http://127.0.0.1:9/> #'",
    ],
)
def test_load_is_found_wherever_it_may_stand(text: str) -> None:
    with pytest.raises(LoadRefused):
        check_update(text)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD SILENT <http://127.0.0.1:9/>",
        "INSERT DATA { <a:b> <a:c#d> 'LOAD <a:b>' } # LOAD <a:b>",
        "PREFIX LOAD: <a:> DELETE WHERE { ?LOAD LOAD:LOAD <a:LOAD> }",
        'INSERT DATA { <a:b> <a:c> """\nLOAD <a:b>\n""" }',
    ],
)
def test_the_word_load_may_stand_elsewhere(text: str) -> None:
    check_update(text)


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        ("update=CLEAR+ALL&update=CLEAR+ALL", FORM, 400),
        ("query=ASK%7B%7D", FORM, 400),
        ("CLEAR ALL", "text/plain", 415),
        ("CLEAR ALL".encode("utf-16"), f"{UPDATE}; charset=UTF-16", 415),
        (b"INSERT DATA { <a:a> <a:b> '\xe9' }", UPDATE, 400),
        ("ASK {}", UPDATE, 400),
    ],
)
def test_an_update_that_is_none_changes_nothing(
    server: Server, body: str | bytes, media_type: str, status: int
) -> None:
    server.insert(":a :b 1")
    headers = {"Content-Type": media_type, **server.token}
    assert server.client.post("/update", content=body, headers=headers).status_code == status
    assert server.ask(":a :b 1")


def test_nobody_writes_without_a_curators_token(server: Server, store: Path) -> None:
    reader = {"Authorization": f"Bearer {Tokens(store).create('Bob', 'reader')}"}
    for headers, status in (({}, 401), (reader, 403), ({"Authorization": "Bearer x"}, 401)):
        for method, url in (
            ("POST", "/update"),
            ("PUT", "/graphs?default"),
            ("DELETE", "/graphs?default"),
        ):
            sent = {"Content-Type": UPDATE if url == "/update" else TURTLE, **headers}
            response = server.client.request(method, url, content="", headers=sent)
            assert response.status_code == status, (method, url)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_a_method_that_a_path_does_not_take_is_named(server: Server, method: str) -> None:
    response = server.client.request(method, "/update", headers=server.token)
    assert response.status_code == 405
    assert response.headers["allow"] == "OPTIONS, POST"
    if method != "GET":
        response = server.client.request(method, "/sparql?query=ASK%7B%7D", headers=server.token)
        assert response.status_code == 405
        assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"


# Graphs


def test_a_graph_is_put_replaced_added_to_and_dropped(server: Server) -> None:
    assert server.put("<a:a> <a:b> 1 .") == 201
    assert server.put("<a:a> <a:b> 2 .") == 204
    assert server.send("POST", "<a:a> <a:b> 3 .").status_code == 204
    assert {line.split()[2][:3] for line in server.triples()} == {'"2"', '"3"'}
    assert server.send("DELETE", "").status_code == 204
    assert server.send("DELETE", "").status_code == 404
    refused(server.client.get(f"/graphs?graph={quote(G)}"), 404, "not-found")


def test_a_graph_goes_by_its_own_url_too(server: Server) -> None:
    assert server.put("<> <a:b> <x> .", "/graphs/person/1.ttl") == 201
    name = "http://pairkg/graphs/person/1.ttl"
    expected = {f"<{name}> <a:b> <http://pairkg/graphs/person/x> ."}
    assert server.triples("/graphs/person/1.ttl") == expected
    assert server.triples(f"/graphs?graph={quote(name, safe='')}") == expected
    refused(server.client.get("/graphs/person/1.ttl?default"), 400, "bad-request")


def test_a_name_is_decoded_once(server: Server) -> None:
    assert server.put("<a:a> <a:b> 1 .", f"/graphs?graph={EX}%2531") == 201
    assert server.put("<a:a> <a:b> 2 .", f"/graphs?graph={EX}%31") == 201
    assert '"1"' in "".join(server.triples(f"/graphs?graph={quote(EX + '%31', safe='')}"))


def test_a_post_without_a_name_makes_a_graph(server: Server) -> None:
    made = server.send("POST", "[] <a:b> 1 .", "/graphs")
    assert made.status_code == 201
    assert len(server.triples(made.headers["location"])) == 1
    other = server.send("POST", "[] <a:b> 1 .", "/graphs")
    assert other.headers["location"] != made.headers["location"]


def test_parts_are_added_together_with_blank_nodes_apart(server: Server) -> None:
    parts = [
        ("one", ("1.ttl", "_:x <a:b> 1 .", f"{TURTLE}; charset=utf-8")),
        ("two", ("2.nt", "_:x <a:b> <a:c> .\n", "application/n-triples")),
    ]
    sent = server.client.post(f"/graphs?graph={quote(G)}", files=parts, headers=server.token)
    assert sent.status_code == 201, sent.text
    assert len({line.split()[0] for line in server.triples()}) == 2
    parts[1] = ("two", ("2.ttl", "this is no Turtle", TURTLE))
    sent = server.client.post(f"/graphs?graph={quote(G)}", files=parts, headers=server.token)
    refused(sent, 400, "bad-rdf")
    assert len(server.triples()) == 2


@pytest.mark.parametrize(
    ("media_type", "body", "status"),
    [
        ("application/n-triples", "<a:a> <a:b> <a:c> .", 201),
        ("application/ld+json", '[{"@id": "a:a", "a:b": [{"@id": "a:c"}]}]', 201),
        (
            "application/rdf+xml",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
            '<rdf:Description rdf:about="a:a"><a:b rdf:resource="a:c"/></rdf:Description>'
            "</rdf:RDF>",
            201,
        ),
        ("application/rdf+xml", "<!DOCTYPE x [<!ENTITY e 'e'>]><x/>", 400),
        (TURTLE, "<a:a> <a:b>", 400),
        ("image/png", "", 415),
    ],
)
def test_a_body_comes_in_any_form_of_rdf(
    server: Server, media_type: str, body: str, status: int
) -> None:
    assert server.put(body, Content_Type=media_type) == status
    if status == 201:
        assert server.triples() == {"<a:a> <a:b> <a:c> ."}


@pytest.mark.parametrize(
    "url", ["/graphs", "/graphs?graph=nowhere", f"/graphs?default&graph={G}", "/graphs?graph="]
)
def test_a_graph_has_to_be_named_once(server: Server, url: str) -> None:
    assert server.put("<a:a> <a:b> 1 .", url) == 400
    assert server.client.get(url).status_code == 400


# Pages of other origins


def test_any_origin_may_read_and_none_may_write(server: Server) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    for url in ("/sparql?query=ASK%7B%7D", "/graphs?default", "/sparql"):
        answer = server.client.get(url, headers=origin)
        assert answer.headers["access-control-allow-origin"] == "*"

    def preflight(url: str, method: str) -> httpx.Headers:
        asked = {**origin, "Access-Control-Request-Method": method}
        response = server.client.options(url, headers=asked)
        assert response.status_code == 204
        return response.headers

    assert "POST" in preflight("/sparql", "POST")["access-control-allow-methods"]
    assert "access-control-allow-origin" not in preflight("/update", "POST")
    graphs = preflight("/graphs", "PUT")
    assert not {"PUT", "POST", "DELETE"} & set(graphs["access-control-allow-methods"].split(", "))
    for headers in (preflight("/sparql", "POST"), graphs):
        assert "authorization" not in headers["access-control-allow-headers"].lower()
        assert "access-control-allow-credentials" not in headers
    written = server.update("INSERT DATA { <a:a> <a:b> 1 }", **origin)
    assert "access-control-allow-origin" not in written.headers
    put = server.send("PUT", "", "/graphs?default", **origin)
    assert "access-control-allow-origin" not in put.headers


def test_options_names_the_methods(server: Server) -> None:
    for url, methods in (
        ("/sparql", "GET, HEAD, OPTIONS, POST"),
        ("/update", "OPTIONS, POST"),
        ("/graphs", "DELETE, GET, HEAD, OPTIONS, POST, PUT"),
    ):
        response = server.client.options(url)
        assert (response.status_code, response.headers["allow"]) == (204, methods)


def test_the_description_names_the_place_for_updates(server: Server) -> None:
    text = server.client.get("/sparql", headers={"Accept": "application/n-triples"}).text
    assert "<http://pairkg/update>" in text
    assert "SPARQL11Update" in text
    assert "UnionDefaultGraph" not in text
