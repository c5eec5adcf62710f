"""Answers by HTTP: pages of lists, tags for caches, CORS, HEAD, gzip."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from api.app import create_app
from api.settings import Settings
from kg.answers.claims import list_claims
from kg.answers.evidence import claim_evidence
from kg.engine import OxigraphEngine
from kg.graph import KnowledgeGraph
from tests.answers_graph import CountingEngine, load_graph, load_store
from tests.http_client import Client

GRAPH = load_graph()
CLIENT = Client(create_app(GRAPH))
LISTS = (
    "/api/claims",
    "/api/studies",
    "/api/programmes",
    "/api/timeline",
    "/api/works",
    "/api/findings",
    "/api/findings/alder-stays/citations",
    "/api/citations",
    "/api/terms",
    "/api/sources",
    "/api/disagreements",
    "/api/corrections",
    "/api/vocabularies/outcome",
)
ONES = (
    "/healthz",
    "/api/claims/shortens-stays",
    "/api/claims/shortens-stays/evidence",
    "/api/studies/alder",
    "/api/programmes/harbour",
    "/api/programmes/harbour/timeline",
    "/api/works/ash-2001",
    "/api/persons/ash-ana",
    "/api/findings/alder-stays",
    "/api/citations/river-report-l10-ash-2001",
    "/api/terms/hope",
    "/api/sources/river-report",
)
PAGES = (
    "/",
    "/docs",
    "/openapi.json",
    "/static/pairkg.css",
    "/robots.txt",
    "/claim/shortens-stays",
)
EVERYTHING = (*LISTS, *ONES, *PAGES)


def pages(url: str) -> list[dict[str, Any]]:
    """A list page by page, following `next`."""
    found = []
    following: str | None = url
    while following:
        body = CLIENT.get(following).json()
        found.append(body)
        following = body["next"]
    return found


@pytest.mark.parametrize("url", EVERYTHING)
def test_it_is_answered(url: str) -> None:
    assert CLIENT.get(url).status_code == 200


def test_health_tells_what_is_served() -> None:
    body = CLIENT.get("/healthz").json()
    assert body == {
        "status": "ok",
        "version": Settings().version,
        "triples": GRAPH.engine.size(),
        "generation": "invented",
    }


def test_an_answer_is_what_the_function_gives() -> None:
    response = CLIENT.get("/api/claims/shortens-stays/evidence?stance=supports&country=US")
    expected = claim_evidence(GRAPH, "shortens-stays", stance="supports", country="US")
    assert response.json() == expected.model_dump(mode="json")
    assert "no-difference" in response.json()["summary"]
    assert response.json()["evidence"]


@pytest.mark.parametrize("url", LISTS)
def test_a_list_has_the_shape_of_lists(url: str) -> None:
    body = CLIENT.get(url).json()
    assert list(body) == ["items", "total", "limit", "offset", "next"]
    assert body["limit"] == 50
    assert body["offset"] == 0
    assert body["total"] == len(body["items"]) > 0
    assert body["next"] is None


@pytest.mark.parametrize("url", LISTS)
def test_pages_join_to_the_whole_list(url: str) -> None:
    whole = CLIENT.get(url).json()["items"]
    read = pages(f"{url}?limit=1")
    assert len(read) == len(whole)
    assert [item for page in read for item in page["items"]] == whole


def test_next_keeps_the_filters() -> None:
    body = CLIENT.get("/api/timeline?offset=0&country=US&from=1980&limit=1").json()
    assert body["total"] > 1
    assert body["next"] == "/api/timeline?country=US&from=1980&limit=1&offset=1"


def test_a_page_past_the_end_is_empty() -> None:
    body = CLIENT.get("/api/claims?offset=1000").json()
    assert body["items"] == []
    assert body["total"] == list_claims(GRAPH).total
    assert body["next"] is None


@pytest.mark.parametrize("url", EVERYTHING)
def test_who_has_the_answer_is_told_so(url: str) -> None:
    first = CLIENT.get(url)
    etag = first.headers["etag"]
    assert etag.startswith('"')
    assert first.headers["cache-control"].startswith("public, max-age=")
    for held in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = CLIENT.get(url, if_none_match=held)
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == etag
        assert again.headers["cache-control"] == first.headers["cache-control"]
    assert CLIENT.get(url, if_none_match='"other"').status_code == 200


def test_star_asks_whether_there_is_anything() -> None:
    assert CLIENT.get("/api/claims/nothing", if_none_match="*").status_code == 404


def test_a_tag_costs_no_query() -> None:
    engine = CountingEngine(load_store())
    client = Client(create_app(KnowledgeGraph(engine)))
    etag = client.get("/api/claims").headers["etag"]
    asked = engine.asked
    assert asked > 0
    assert client.get("/api/claims", if_none_match=etag).status_code == 304
    assert engine.asked == asked


def test_a_tag_follows_generation_url_and_form() -> None:
    other = Client(create_app(KnowledgeGraph(OxigraphEngine(load_store()), generation="next")))
    thing = "/claim/shortens-stays"
    tags = [
        CLIENT.get("/api/claims").headers["etag"],
        other.get("/api/claims").headers["etag"],
        CLIENT.get("/api/claims?limit=1").headers["etag"],
        CLIENT.get("/api/claims?limit=1", accept_encoding="gzip").headers["etag"],
        CLIENT.get("/api/studies").headers["etag"],
        *(CLIENT.get(thing, accept).headers["etag"] for accept in ("text/html", "text/turtle")),
        CLIENT.get(thing, "text/html", accept_language="en").headers["etag"],
    ]
    assert len(set(tags)) == len(tags)
    assert (
        CLIENT.get("/api/timeline?from=1980&country=US").headers["etag"]
        == CLIENT.get("/api/timeline?country=US&from=1980").headers["etag"]
    )


def test_a_new_generation_is_seen_at_once() -> None:
    graphs = [KnowledgeGraph(OxigraphEngine(load_store()), generation=name) for name in "ab"]
    client = Client(create_app(lambda: graphs[0]))
    before = client.get("/api/claims").headers["etag"]
    assert client.get("/healthz").json()["generation"] == "a"
    graphs.reverse()
    assert client.get("/healthz").json()["generation"] == "b"
    assert client.get("/api/claims", if_none_match=before).status_code == 200


@pytest.mark.parametrize("url", EVERYTHING)
def test_head_is_get_without_the_body(url: str) -> None:
    same = {"X-Request-ID": "both"}
    get = CLIENT.request("GET", url, headers={"Accept": "*/*", **same})
    head = CLIENT.request("HEAD", url, headers=same)
    assert head.status_code == 200
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize("url", [*EVERYTHING, "/api/claims/nothing", "/nothing"])
def test_pages_of_any_site_may_read(url: str) -> None:
    response = CLIENT.get(url, origin="https://elsewhere.example")
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers
    assert "ETag" in response.headers["access-control-expose-headers"]


def test_a_preflight_is_answered() -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    response = CLIENT.request("OPTIONS", "/api/claims", headers=asked)
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response.headers["access-control-allow-headers"]


def test_long_answers_are_compressed_for_who_takes_it() -> None:
    url = "/api/claims/shortens-stays/evidence"
    plain, packed = CLIENT.get(url), CLIENT.get(url, accept_encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert packed.content == plain.content
    assert "content-encoding" not in CLIENT.get(url, accept_encoding="gzip;q=0").headers


@pytest.mark.parametrize("signs", ["😀", "\x00", '"<', "…"])
def test_signs_without_a_word_match_nothing(signs: str) -> None:
    for path in ("/api/claims", "/api/works", "/api/terms"):
        assert CLIENT.get(f"{path}?q={quote(signs)}").json()["total"] == 0
    assert CLIENT.get("/api/works?q=%20").json()["total"] > 0


GRAPHS_THERE = {("/graphs", "get"), ("/graphs", "delete")}


def test_the_document_says_what_each_path_answers() -> None:
    paths = CLIENT.get("/openapi.json").json()["paths"]
    for path, item in paths.items():
        for method, operation in item.items():
            told = set(operation["responses"])
            writes = path == "/update" or (path == "/graphs" and method != "get")
            assert {"204" if writes else "200", "400", "503", "default"} <= told
            assert ("304" in told) == (method == "get")
            assert ("404" in told) == ("{" in path or (path, method) in GRAPHS_THERE)
    thing = paths["/claim/{id}"]["get"]["responses"]["200"]["content"]
    answer = paths["/api/claims/{id}"]["get"]["responses"]["200"]["content"]
    assert thing["application/json"] == answer["application/json"]
    assert "415" in paths["/sparql"]["post"]["responses"]
