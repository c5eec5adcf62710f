"""Parts of a multipart body: any form of RDF, none that could do harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.app import close, create_app
from kg.live.recovery import serve_build
from kg.store import EMPTY, write_generation
from kg.tokens import Tokens
from tests.http_client import Client
from tests.test_api_errors import problem

EX = "http://example.org/"
URL = f"/graphs?graph={EX}g"
TURTLE = "text/turtle"
RDF_XML = "application/rdf+xml"
Send = tuple[str, str]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    serve_build(tmp_path, write_generation(tmp_path, EMPTY, [], "https://w3id.org/pairkg/"))
    app = create_app(store=tmp_path)
    yield Client(app)
    close(app)


@pytest.fixture
def token(client: Client, tmp_path: Path) -> dict[str, str]:  # noqa: ARG001 - the store is there
    return {"Authorization": f"Bearer {Tokens(tmp_path).create('Ada', 'curator')}"}


def rdf_xml(content: str) -> str:
    spaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:"'
    return f"<rdf:RDF {spaces}>{content}</rdf:RDF>"


def test_a_part_comes_in_any_form_of_rdf_and_holds_no_declarations(
    client: Client, token: dict[str, str]
) -> None:
    def posted(*parts: Send) -> httpx.Response:
        files = [(str(n), (f"{n}", body, kind)) for n, (kind, body) in enumerate(parts)]
        return client.request("POST", URL, files=files, headers=token)

    def triples() -> list[ox.Triple]:
        answer = client.get(URL, "application/n-triples")
        return [quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)]

    good = (
        (RDF_XML, rdf_xml("<rdf:Description><a:b rdf:resource='x'/></rdf:Description>")),
        ("application/ld+json", '[{"@id": "_:x", "a:b": [{"@id": "x"}]}]'),
        (TURTLE, "_:x <a:b> <x> ."),
    )
    assert posted(*good).status_code == 201
    found = triples()
    assert len({triple.subject for triple in found}) == len(found) == 3, "blank nodes kept apart"
    assert {triple.object for triple in found} == {ox.NamedNode(f"{EX}x")}
    bomb = "<!DOCTYPE x [<!ENTITY e 'e'>]>" + rdf_xml("")
    refused = posted(*good, (RDF_XML, bomb))
    problem(refused, 400, "bad-rdf")
    assert refused.json()["detail"].startswith("Part 4: ")
    assert "DOCTYPE" in refused.json()["detail"]
    problem(posted(good[0], (TURTLE, "this is no Turtle")), 400, "bad-rdf")
    problem(posted(*good, ("image/png", "")), 415, "unsupported-media-type")
    problem(posted(("text/turtle; charset=utf-16", "")), 415, "unsupported-media-type")
    problem(posted(*[(TURTLE, "")] * 1001), 413, "too-large")
    assert len(triples()) == 3
