"""Every error has the one shape, whoever raises it.

{"type", "title", "status", "detail", "instance"} and, for parameters, "errors": [{"in",
"name", "message"}]; the media type is application/problem+json.
"""

from __future__ import annotations

from urllib.parse import unquote

import httpx
import pytest
from fastapi import FastAPI

from api import urls
from api.app import create_app
from api.problems import SORTS
from kg.engine import OxigraphEngine, Table
from kg.graph import KnowledgeGraph
from kg.store import NoGraphError
from tests.answers_graph import load_graph, load_store
from tests.http_client import Client

APP = create_app(load_graph())
CLIENT = Client(APP)


def routes(app: FastAPI) -> list[str]:
    """The paths of an application that have an identifier in them."""
    paths = app.openapi()["paths"]
    return [path for path, item in paths.items() if "get" in item]


ROUTES = routes(APP)
WITH_IDENTIFIER = [path for path in ROUTES if "{" in path]
JSON = [path for path in ROUTES if path.startswith("/api/")]
NEEDED = {"/api/sources/{id}/passages": "?line=1"}
"""What a path cannot be asked without."""


def problem(response: httpx.Response, status: int, sort: str) -> dict[str, object]:
    """The problem that a response tells, after a look at its shape."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers
    body: dict[str, object] = response.json()
    assert list(body)[:5] == ["type", "title", "status", "detail", "instance"]
    assert set(body) <= {"type", "title", "status", "detail", "instance", "errors"}
    assert body["type"] == urls.problem(sort)
    assert body["title"] == SORTS[sort].title
    assert body["status"] == status
    assert unquote(str(body["instance"])) == response.request.url.path
    assert str(body["instance"]).isascii()
    assert body["detail"]
    return body


def test_there_are_routes_to_look_at() -> None:
    assert len(WITH_IDENTIFIER) >= 20
    assert len(JSON) >= 20


@pytest.mark.parametrize("path", WITH_IDENTIFIER)
@pytest.mark.parametrize("name", ["nothing-of-the-kind", "Not a slug", "x'; DROP", "é"])
def test_what_is_not_there_is_not_found(path: str, name: str) -> None:
    url = path.replace("{id}", name).replace("{scheme}", name)
    problem(CLIENT.get(url + NEEDED.get(path, "")), 404, "not-found")


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/api", "/api/nothing", "/api/claims/", "/organisation/x", "/claim", "/a/b/c"],
)
def test_an_unknown_path_is_not_found(path: str) -> None:
    problem(CLIENT.get(path), 404, "not-found")


@pytest.mark.parametrize("path", ROUTES)
def test_a_method_that_a_path_does_not_take_is_told_which_it_takes(path: str) -> None:
    response = CLIENT.request("PATCH", path)
    problem(response, 405, "method-not-allowed")
    assert {"GET", "HEAD", "OPTIONS"} <= set(response.headers["allow"].split(", "))


@pytest.mark.parametrize("path", ROUTES)
def test_options_tells_the_methods(path: str) -> None:
    response = CLIENT.request("OPTIONS", path)
    assert response.status_code == 204
    assert "GET" in response.headers["allow"]


@pytest.mark.parametrize("path", JSON)
def test_an_unknown_parameter_is_named_with_those_that_are_known(path: str) -> None:
    body = problem(CLIENT.get(f"{path}?contry=US"), 400, "unknown-parameter")
    detail = str(body["detail"])
    assert "'contry' is unknown" in detail
    known = [p["name"] for p in APP.openapi()["paths"][path]["get"].get("parameters", [])]
    for name in known:
        assert name in detail or "{" + name + "}" in path


def test_a_parameter_given_twice_is_refused() -> None:
    problem(CLIENT.get("/api/claims?limit=1&limit=2"), 400, "bad-request")


@pytest.mark.parametrize("path", JSON)
def test_json_is_not_sent_to_who_does_not_take_it(path: str) -> None:
    problem(CLIENT.get(path, accept="text/csv"), 406, "not-acceptable")


@pytest.mark.parametrize(
    "path", [p for p in ROUTES if p.startswith(tuple(f"/{k}/" for k in urls.KINDS))]
)
def test_a_thing_is_not_sent_in_a_form_it_has_not(path: str) -> None:
    problem(CLIENT.get(path, accept="image/png"), 406, "not-acceptable")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/api/claims?limit=0", "limit"),
        ("/api/claims?limit=201", "limit"),
        ("/api/claims?limit=many", "limit"),
        ("/api/claims?offset=-1", "offset"),
        ("/api/claims?offset=9999999999999999999999", "offset"),
        ("/api/claims/shortens-stays/evidence?stance=maybe", "stance"),
        ("/api/claims/shortens-stays/evidence?year_from=soon", "year_from"),
        ("/api/citations?resolved=perhaps", "resolved"),
        ("/api/timeline?from=yesterday", "from"),
        ("/api/studies?country=not%20a%20code", "country"),
        ("/api/studies?programme=No%20Slug", "programme"),
        ("/?lang=de", "lang"),
        ("/claim/shortens-stays?format=pdf", "format"),
    ],
)
def test_a_bad_value_names_its_parameter(url: str, name: str) -> None:
    body = problem(CLIENT.get(url), 422, "bad-parameter")
    errors = body["errors"]
    assert isinstance(errors, list)
    assert [(error["in"], error["name"]) for error in errors] == [("query", name)]
    assert errors[0]["message"]


class _BrokenEngine(OxigraphEngine):
    def select(self, text: str) -> Table:
        raise ZeroDivisionError(f"a secret of ours: {text}")


def test_the_place_of_a_problem_is_an_address() -> None:
    body = problem(CLIENT.get("/api/claims/%C3%A9t%C3%A9%20?"), 404, "not-found")
    assert body["instance"] == "/api/claims/%C3%A9t%C3%A9%20"


@pytest.mark.parametrize("name", ["programme", "source", "type", "country"])
def test_an_empty_filter_is_no_filter(name: str) -> None:
    body = problem(CLIENT.get(f"/api/works?{name}="), 422, "bad-parameter")
    assert name in str(body["detail"])


def test_a_fault_of_ours_is_told_without_its_inside() -> None:
    client = Client(create_app(KnowledgeGraph(_BrokenEngine(load_store()))))
    response = client.get("/api/claims")
    problem(response, 500, "error")
    assert "secret" not in response.text


def test_a_server_without_a_graph_says_so() -> None:
    def none() -> KnowledgeGraph:
        raise NoGraphError("There is no graph in a folder of ours.")

    client = Client(create_app(none))
    for path in ("/healthz", "/api/claims", "/claim/x", "/sparql?query=ASK{}"):
        response = client.get(path)
        problem(response, 503, "no-graph")
        assert "folder" not in response.text
    assert client.get("/").status_code == 200


def test_every_sort_of_problem_is_explained_where_its_type_leads() -> None:
    page = CLIENT.get(urls.DOCS).text
    for sort in SORTS:
        assert f'id="{urls.problem(sort).partition("#")[2]}"' in page
