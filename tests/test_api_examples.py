"""The documentation is true: its examples exist in the shipped graph, its shapes are sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api import urls
from api.app import create_app
from api.problems import PROBLEM_JSON
from kg.graph import KnowledgeGraph
from kg.texts import Texts, identified
from tests.answers_graph import load_graph
from tests.conftest import SEEDS
from tests.http_client import Client

DOCUMENT: dict[str, Any] = create_app(load_graph()).openapi()
GETS = {path: item["get"] for path, item in DOCUMENT["paths"].items() if "get" in item}
CONTRACT = {
    "/healthz": (),
    "/api/claims": ("q", "outcome"),
    "/api/claims/{id}": (),
    "/api/claims/{id}/evidence": (
        *("stance", "country", "design", "programme", "year_from", "year_to"),
    ),
    "/api/studies": ("claim", "stance", "programme", "country", "design"),
    "/api/studies/{id}": (),
    "/api/programmes": ("country", "kind"),
    "/api/programmes/{id}": (),
    "/api/programmes/{id}/timeline": (),
    "/api/timeline": ("from", "to", "country", "programme"),
    "/api/works": (
        *("q", "author", "year_from", "year_to", "type", "country", "programme", "source"),
    ),
    "/api/works/{id}": (),
    "/api/findings": ("programme", "work", "claim"),
    "/api/findings/{id}": (),
    "/api/findings/{id}/citations": (),
    "/api/citations": ("source", "work", "finding", "resolved"),
    "/api/citations/{id}": (),
    "/api/sources/{id}/passages": ("line", "line_end"),
    "/api/terms": (),
    "/api/terms/{id}": (),
    "/sparql": ("query", "default-graph-uri", "named-graph-uri"),
    **{f"/{kind}/{{id}}": () for kind in urls.KINDS},
}


def parameters(operation: dict[str, Any], where: str) -> dict[str, Any]:
    return {p["name"]: p for p in operation.get("parameters", []) if p["in"] == where}


def example(parameter: dict[str, Any]) -> str | None:
    examples = parameter["schema"].get("examples")
    return (
        None
        if not examples
        else str(examples[0]).lower()
        if examples[0] is True
        else str(examples[0])
    )


def filled(path: str) -> str:
    """A path with the examples of its parts."""
    for name, parameter in parameters(GETS[path], "path").items():
        value = example(parameter)
        assert value is not None, f"{path} has no example of {name}"
        path = path.replace("{" + name + "}", value)
    return path


def needed(path: str) -> dict[str, str]:
    """The examples of the parameters that a path cannot be asked without."""
    if path == "/sparql":
        return {"query": str(example(parameters(GETS[path], "query")["query"]))}
    found = {name: (p, example(p)) for name, p in parameters(GETS[path], "query").items()}
    return {name: str(value) for name, (p, value) in found.items() if p.get("required")}


def filters() -> Iterator[tuple[str, str, str]]:
    for path, operation in GETS.items():
        for name, parameter in parameters(operation, "query").items():
            value = example(parameter)
            if value is not None and name not in ("lang", "format", "query"):
                yield path, name, value


@pytest.fixture(scope="module")
def client(real_graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Client:
    store = tmp_path_factory.mktemp("texts")
    if SEEDS.is_dir():
        digests = {row.text("id"): row.text("sha256") for row in real_graph.rows("sources_list")}
        for path in SEEDS.iterdir():
            Texts(store).add(identified(path, digests))
    return Client(create_app(real_graph, store=store))


def skip_without_texts(path: str) -> None:
    if path.endswith("/passages") and not SEEDS.is_dir():
        pytest.skip("The source texts are not beside this checkout (../shared/seeds).")


def test_the_contract_is_served() -> None:
    for path, names in CONTRACT.items():
        assert set(names) <= set(parameters(GETS[path], "query")), path


def test_every_path_says_what_it_is_for() -> None:
    for path, item in DOCUMENT["paths"].items():
        for operation in item.values():
            assert operation["summary"], path
            assert operation["description"], path
            assert list(operation["responses"]["default"]["content"]) == [PROBLEM_JSON]
            for status, answer in operation["responses"].items():
                if status not in ("200", "201", "204", "304"):
                    assert list(answer["content"]) == [PROBLEM_JSON]


@pytest.mark.parametrize("path", GETS)
def test_the_example_of_a_path_is_there(path: str, client: Client) -> None:
    skip_without_texts(path)
    if GETS[path].get("x-needs-token"):
        assert client.get(path).status_code in (401, 403)
        return
    url = GETS[path].get("x-example") or urls.with_query(filled(path), needed(path))
    response = client.get(url, "application/json" if path != "/sparql" else None)
    assert response.status_code == 200, response.text
    assert response.json() or "x-example" in GETS[path]  # an own default graph may be empty


@pytest.mark.parametrize(("path", "name", "value"), list(filters()))
def test_the_example_of_a_filter_finds_something(
    path: str, name: str, value: str, client: Client
) -> None:
    skip_without_texts(path)
    response = client.get(urls.with_query(filled(path), needed(path) | {name: value}))
    assert response.status_code == 200, response.text
    body = response.json()
    found = body.get("items", body.get("evidence", body.get("text")))
    assert found, f"{response.request.url} finds nothing"


def test_no_operation_has_two_names() -> None:
    names = [op["operationId"] for item in DOCUMENT["paths"].values() for op in item.values()]
    assert len(names) == len(set(names)) > 30
