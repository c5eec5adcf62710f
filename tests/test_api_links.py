"""A crawl: every link that the API gives out is followed, and leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from fastapi import FastAPI

from api import urls
from api.app import create_app
from kg.graph import KnowledgeGraph
from tests.answers_graph import load_graph
from tests.http_client import Client

BASE = "https://w3id.org/pairkg"
START = (
    "/healthz",
    *(f"/api/{name}?limit=2" for name in urls.COLLECTIONS.values() if name != "persons"),
    "/api/timeline?limit=2",
    "/api/disagreements",
    "/api/corrections",
)


def links(body: Any) -> Iterator[str]:
    """What an answer leads to: pages of lists, and the paths of IRIs of things."""
    if isinstance(body, dict):
        for key, value in body.items():
            if key in ("next", "href") and value:
                yield value
            elif key == "iri" and value.startswith(BASE):
                path = value.removeprefix(BASE).partition("#")[0]
                if path.split("/")[1] in urls.KINDS:
                    yield path
            else:
                yield from links(value)
    elif isinstance(body, list):
        for item in body:
            yield from links(item)


def crawl(client: Client, start: tuple[str, ...], accept: str, most: int) -> dict[str, int]:
    """Every address that was asked, with the status it gave."""
    statuses: dict[str, int] = {}
    waiting = list(start)
    while waiting and len(statuses) < most:
        url = waiting.pop()
        if url in statuses:
            continue
        response = client.get(url, accept)
        statuses[url] = response.status_code
        media_type = response.headers["content-type"].partition(";")[0]
        if media_type == "text/html":
            hrefs = (unescape(href) for href in re.findall(r'href="(/[^"]*)"', response.text))
            waiting += [href.partition("#")[0] for href in hrefs]
        elif media_type == "application/json" and url != urls.OPENAPI:
            waiting += links(response.json())
    return statuses


def client_of(graph: KnowledgeGraph) -> Client:
    app: FastAPI = create_app(graph)
    return Client(app)


def test_every_link_in_the_answers_leads_somewhere() -> None:
    statuses = crawl(client_of(load_graph()), START, "application/json", 10_000)
    assert len(statuses) > 40
    assert {url: status for url, status in statuses.items() if status != 200} == {}


def test_every_link_in_the_pages_of_things_leads_somewhere() -> None:
    start = tuple(
        urls.thing(kind, identifier)
        for kind, identifier in (("claim", "shortens-stays"), ("programme", "harbour"))
    )
    statuses = crawl(client_of(load_graph()), start, "text/html, */*;q=0.1", 600)
    # The start page and the documentation lead to things of the shipped graph.
    shipped = {
        url
        for url in statuses
        if any(
            name in url for name in ("reduces-hospitalisation", "denver", "min-2007", "roelandt")
        )
        or "pair-aidance" in url
        or "ireps" in url
    }
    wrong = {url for url, status in statuses.items() if status != 200} - shipped
    assert len(statuses) > 100
    assert wrong == set()


def test_every_link_from_the_start_page_leads_somewhere(real_graph: KnowledgeGraph) -> None:
    statuses = crawl(client_of(real_graph), (urls.START,), "text/html, */*;q=0.1", 400)
    assert len(statuses) == 400
    assert {url: status for url, status in statuses.items() if status != 200} == {}
