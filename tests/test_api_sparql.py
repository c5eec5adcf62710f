"""The SPARQL 1.1 Protocol at /sparql, read only."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest

from api.app import create_app
from kg.sparql_guard import MAX_LENGTH
from tests.answers_graph import load_graph
from tests.http_client import Client
from tests.test_api_errors import problem

CLIENT = Client(create_app(load_graph()))
SELECT = "SELECT ?claim WHERE { ?claim a <https://w3id.org/pairkg/ontology#Claim> } ORDER BY ?claim"
ASK = "ASK { ?claim a <https://w3id.org/pairkg/ontology#Claim> }"
CONSTRUCT = "CONSTRUCT { ?a a ?b } WHERE { ?a a ?b }"
DESCRIBE = "DESCRIBE <https://w3id.org/pairkg/claim/gives-hope>"
CLAIMS = [f"https://w3id.org/pairkg/claim/{name}" for name in ("gives-hope", "shortens-stays")]
CURATION = "https://w3id.org/pairkg/graph/curation"
RIVER = "https://w3id.org/pairkg/graph/source/river-report"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


def get(query: str, accept: str | None = None, **parameters: str) -> httpx.Response:
    return CLIENT.get(f"/sparql?{urlencode({'query': query, **parameters})}", accept)


def post(body: str | bytes, media_type: str | None, url: str = "/sparql") -> httpx.Response:
    headers = {"Content-Type": media_type} if media_type else {}
    return CLIENT.request("POST", url, content=body, headers=headers)


def claims(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [row["claim"]["value"] for row in response.json()["results"]["bindings"]]


def test_a_query_comes_by_get_or_by_post_in_two_ways() -> None:
    assert claims(get(SELECT)) == CLAIMS
    assert claims(post(urlencode({"query": SELECT}), FORM)) == CLAIMS
    assert claims(post(SELECT, QUERY)) == CLAIMS
    assert claims(post(SELECT, f"{QUERY}; charset=UTF-8")) == CLAIMS


def test_a_parameter_is_decoded_once() -> None:
    query = 'SELECT ("100%41 + é" AS ?claim) {}'
    for response in (get(query), post(f"query={quote(query)}", FORM), post(query, QUERY)):
        assert claims(response) == ["100%41 + é"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_a_table_comes_in_four_forms(accept: str | None, media_type: str) -> None:
    response = get(SELECT, accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["vary"].startswith("Accept")
    assert all(iri in response.text for iri in CLAIMS)


def test_csv_is_read_by_a_csv_reader() -> None:
    rows = list(csv.reader(io.StringIO(get(SELECT, "text/csv").text)))
    assert rows == [["claim"], *[[iri] for iri in CLAIMS]]


def test_ask_is_answered_yes_or_no() -> None:
    assert get(ASK).json()["boolean"] is True
    assert "<boolean>true</boolean>" in get(ASK, "application/sparql-results+xml").text


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/json", ox.RdfFormat.JSON_LD),
    ],
)
def test_a_graph_comes_in_four_forms(query: str, accept: str | None, form: ox.RdfFormat) -> None:
    response = get(query, accept)
    assert response.status_code == 200
    assert len(list(ox.parse(response.content, form))) > 0


def test_the_dataset_of_the_protocol_is_honoured() -> None:
    everywhere = "SELECT ?claim WHERE { GRAPH ?claim { ?s ?p ?o } } GROUP BY ?claim"
    assert {CURATION, RIVER} < set(claims(get(everywhere)))
    assert claims(get(SELECT, **{"default-graph-uri": CURATION})) == CLAIMS
    assert claims(get(SELECT, **{"default-graph-uri": RIVER})) == []
    assert claims(get(everywhere, **{"named-graph-uri": RIVER})) == [RIVER]
    form = [("query", SELECT), ("default-graph-uri", RIVER), ("default-graph-uri", CURATION)]
    assert claims(post(urlencode(form), FORM)) == CLAIMS
    assert claims(post(SELECT, QUERY, f"/sparql?default-graph-uri={quote(RIVER)}")) == []


def test_parameters_of_other_servers_are_passed_over() -> None:
    assert claims(get(SELECT, format="json", output="json", timeout="0")) == CLAIMS


def test_a_syntax_error_says_where() -> None:
    body = problem(get("SELECT * WHERE {\n oops"), 400, "bad-query")
    assert "2:" in str(body["detail"])


@pytest.mark.parametrize(
    ("query", "status", "sort"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", 400, "query-refused"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, 400, "query-refused"),
        ("SELECT * {" + "OPTIONAL{?s ?p ?o}" * 3000 + "}", 400, "query-refused"),
        ("ASK {} #" + " " * MAX_LENGTH, 413, "too-large"),
        ("INSERT DATA { <a:a> <a:b> 1 }", 400, "bad-query"),
        ("PREFIX e: <a:> # SELECT\nDELETE WHERE { ?a ?b ?c }", 400, "bad-query"),
        ("LOAD <http://127.0.0.1:9/>", 400, "bad-query"),
        ("", 400, "bad-query"),
    ],
)
def test_what_a_stranger_may_not_ask_is_refused(query: str, status: int, sort: str) -> None:
    if len(query) < 5000:
        problem(get(query), status, sort)
    problem(post(query, QUERY), status, sort)
    problem(post(urlencode({"query": query}), FORM), status, sort)


@pytest.mark.parametrize(
    ("body", "media_type", "status", "sort"),
    [
        ("update=INSERT+DATA+%7B%7D", FORM, 400, "query-refused"),
        ("query=ASK%7B%7D&update=CLEAR+ALL", FORM, 400, "query-refused"),
        ("query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400, "bad-request"),
        ("q=ASK%7B%7D", FORM, 400, "bad-request"),
        ("", FORM, 400, "bad-request"),
        ("query=ASK%7B%7D&default-graph-uri=no+iri", FORM, 400, "bad-request"),
        ("query=%FF%FE", FORM, 400, "bad-request"),
        (b"ASK {} # \xff", QUERY, 400, "bad-request"),
        ("&" * 2000 + "query=ASK%7B%7D", FORM, 400, "bad-request"),
        ("CLEAR ALL", "application/sparql-update", 415, "unsupported-media-type"),
        (ASK, "text/plain", 415, "unsupported-media-type"),
        (ASK, None, 415, "unsupported-media-type"),
        (ASK, f"{QUERY}; charset=utf-16", 415, "unsupported-media-type"),
        ("x" * 600_000, QUERY, 413, "too-large"),
    ],
)
def test_a_post_that_cannot_be_read_says_why(
    body: str | bytes, media_type: str | None, status: int, sort: str
) -> None:
    problem(post(body, media_type), status, sort)


def test_get_refuses_what_it_does_not_do() -> None:
    problem(CLIENT.get("/sparql", "text/csv"), 400, "bad-request")
    problem(CLIENT.get("/sparql?update=CLEAR+ALL"), 400, "query-refused")
    problem(CLIENT.get("/sparql?query=ASK{}&query=ASK{}"), 400, "bad-request")
    problem(CLIENT.request("PUT", "/sparql", content=ASK), 405, "method-not-allowed")
    problem(get(SELECT, "image/png"), 406, "not-acceptable")
    problem(get(SELECT, "text/turtle"), 406, "not-acceptable")
    problem(get(CONSTRUCT, "text/csv"), 406, "not-acceptable")


def test_a_client_is_told_that_queries_may_be_posted() -> None:
    methods = {"GET", "HEAD", "OPTIONS", "POST"}
    for method in ("PUT", "OPTIONS"):
        allowed = CLIENT.request(method, "/sparql").headers["allow"]
        assert set(allowed.split(", ")) == methods
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    response = CLIENT.request("OPTIONS", "/sparql", headers=asked)
    assert set(response.headers["access-control-allow-methods"].split(", ")) == methods


def test_an_update_is_called_by_its_name() -> None:
    query = "PREFIX e: <a:> # SELECT\nDELETE WHERE { ?a e:b ?c }"
    body = problem(post(query, QUERY), 400, "bad-query")
    assert "DELETE changes a graph" in str(body["detail"])


def test_an_answer_has_a_tag_by_form() -> None:
    json_tag = get(SELECT).headers["etag"]
    assert json_tag != get(SELECT, "text/csv").headers["etag"]
    url = f"/sparql?{urlencode({'query': SELECT})}"
    assert CLIENT.get(url, if_none_match=json_tag).status_code == 304
    assert "etag" not in post(SELECT, QUERY).headers


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_browser_without_a_query_gets_a_page_whose_questions_can_be_asked(lang: str) -> None:
    response = CLIENT.get("/sparql", "text/html,*/*;q=0.8", accept_language=lang)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert f'<html lang="{lang}">' in response.text
    assert response.text.count('rel="nofollow"') > 10


def test_json_results_are_json() -> None:
    assert json.loads(get(SELECT).content)["head"]["vars"] == ["claim"]
