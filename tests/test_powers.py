"""What a role may write: a curator what it says, an administrator whole graphs too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from api.app import close, create_app
from kg.iris import DEFAULT_BASE, Iris
from kg.live import Write
from kg.live.recovery import serve_build
from kg.remote.rehearsal import swept
from kg.sparql_guard import QueryRefused
from kg.store import open_current, write_generation
from kg.tokens import Role, Tokens
from tests.http_client import Client

EX = "http://example.org/"
BUILT = Iris().graph("curation")
OWN = f"{EX}own"
TERM = ox.NamedNode(f"{EX}a")


class Served:
    """A store with a graph of the build, one of a curator's, and a default graph; and tokens."""

    def __init__(self, store: Path) -> None:
        self.store = store
        graphs = (ox.NamedNode(BUILT), ox.NamedNode(OWN), ox.DefaultGraph())
        quads = [ox.Quad(TERM, TERM, TERM, graph) for graph in graphs]
        serve_build(store, write_generation(store, "build", quads, DEFAULT_BASE))
        self.app = create_app(store=store)
        self.client = Client(self.app)
        self.tokens = {
            role: Tokens(store).create(role, role) for role in ("curator", "administrator")
        }

    def send(
        self, role: Role, method: str, url: str, body: str, media_type: str = "text/turtle"
    ) -> httpx.Response:
        """The answer to a request of one who has that role."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}", "Content-Type": media_type}
        return self.client.request(method, url, content=body, headers=headers)

    def update(self, role: Role, text: str, url: str = "/update") -> httpx.Response:
        """The answer to an update."""
        return self.send(role, "POST", url, text, "application/sparql-update")

    def size(self) -> int:
        """How many quads there are."""
        return open_current(self.store).engine.size()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    found = Served(tmp_path)
    yield found
    close(found.app)


@pytest.mark.parametrize(
    "text",
    [
        "DROP ALL",
        "DROPSILENTALL",
        "clear#\nnamed",
        "CLEAR DEFAULT",
        f"DROP GRAPH <{BUILT}>",
        f"PREFIX a: <{DEFAULT_BASE}graph/> CLEAR GRAPH a:curation",
        f"BASE <{DEFAULT_BASE}> DROP SILENT GRAPH <graph/curation>",
        f"DROP GRAPH <{OWN}> ; DROP GRAPH <{BUILT}>",
        f"MOVE <{OWN}> TO <{BUILT}>",
        f"MOVE <{BUILT}> TO <{OWN}>",
        f"COPY <{OWN}> TO DEFAULT",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE WHERE { GRAPH ?g { ?s a ?c ; ?p ?o } }",
        f"WITH <{BUILT}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        # To a reader of tokens `<1)BIND(1>` may be an IRI, and what follows stand in brackets.
        "INSERT {} WHERE { FILTER((1<2))FILTER(2>1) } ; DROP ALL",
    ],
)
def test_what_sweeps_takes_an_administrator(served: Served, text: str) -> None:
    response = served.update("curator", text)
    assert response.status_code == 403, response.text
    assert 'error="insufficient_scope"' in response.headers["www-authenticate"]
    assert "role administrator; yours is of the role curator" in response.json()["detail"]
    assert served.size() == 3
    assert served.update("administrator", text).status_code == 204


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{BUILT}> {{ <{EX}b> <{EX}b> 1 }} }}",
        f"DELETE DATA {{ <{EX}a> <{EX}a> <{EX}a> }}",
        f"DELETE WHERE {{ GRAPH <{BUILT}> {{ <{EX}a> ?p ?o }} }}",
        f"DELETE {{ ?s ?p ?o }} WHERE {{ ?s a <{EX}Thing> ; ?p ?o }}",
        f"DROP GRAPH <{OWN}>",
        f"COPY <{BUILT}> TO <{OWN}>",
        f"ADD <{OWN}> TO <{BUILT}>",
        f"CREATE GRAPH <{EX}new> ; DROP GRAPH <{EX}new>",
        f'INSERT DATA {{ <{EX}b> <{EX}b> "DROP ALL" }}',
        f"INSERT {{ <{EX}b> <{EX}b> ?o }} WHERE {{ ?drop ?clear ?o }}",
    ],
)
def test_what_a_curator_says_a_curator_may_do(served: Served, text: str) -> None:
    response = served.update("curator", text)
    assert response.status_code == 204, response.text


def test_graphs_of_the_protocol_are_swept_too(served: Served) -> None:
    text = f"DELETE {{ GRAPH <{BUILT}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
    url = f"/update?using-graph-uri={quote(BUILT, safe='')}"
    assert served.update("curator", text, url).status_code == 403
    assert served.update("curator", text).status_code == 204, "the default graph has none of these"


@pytest.mark.parametrize("url", ["/graphs?default", f"/graphs?graph={quote(BUILT, safe='')}"])
def test_a_graph_of_the_build_is_added_to_by_a_curator_and_replaced_by_another(
    served: Served, url: str
) -> None:
    turtle = f"<{EX}b> <{EX}b> 1 ."
    for method in ("PUT", "DELETE"):
        response = served.send("curator", method, url, turtle)
        assert response.status_code == 403, response.text
    assert served.send("curator", "POST", url, turtle).status_code == 204
    assert served.size() == 4
    assert served.send("administrator", "PUT", url, turtle).status_code == 204
    assert served.size() == 3
    assert served.send("administrator", "DELETE", url, "").status_code == 204


def test_a_graph_of_its_own_is_the_curators(served: Served) -> None:
    url = f"/graphs?graph={quote(OWN, safe='')}"
    assert served.send("curator", "PUT", url, f"<{EX}b> <{EX}b> 1 .").status_code == 204
    assert served.send("curator", "DELETE", url, "").status_code == 204


def test_what_is_wrong_with_an_update_is_said_as_to_anybody(served: Served) -> None:
    for text, status in (
        ("DROP EVERYTHING", 400),
        (f"DROP GRAPH <{EX}none>", 422),
        ("LOAD <http://127.0.0.1:9/> ; DROP ALL", 422),
        ("DELETE { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
    ):
        answers = [served.update(role, text) for role in ("curator", "administrator")]
        assert [answer.status_code for answer in answers] == [status, status], text
        assert answers[0].json()["detail"] == answers[1].json()["detail"]
    assert served.size() == 3


def test_what_is_swept_is_named() -> None:
    def of(text: str) -> tuple[str, ...]:
        return swept(Write("update", text.encode()), [BUILT], [OWN])

    assert of(f"CLEAR GRAPH <{BUILT}>") == (BUILT,)
    assert of("CLEAR DEFAULT") == ("",)
    assert of("DROP NAMED") == (BUILT, "*")
    assert of(f"DROP GRAPH <{OWN}>") == ()
    with pytest.raises(QueryRefused):
        of(f"DROP GRAPH <{EX}none>")
