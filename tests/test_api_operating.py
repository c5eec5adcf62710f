"""What an operator relies on: tokens, metrics, logs, headers, names, readiness."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi import FastAPI

from api.access import Gate
from api.app import close, create_app
from api.observing import JsonLines, fingerprint
from api.problems import Fault
from api.settings import Settings
from api.shielding import LOOPBACK_NAMES
from kg.live.recovery import serve_build
from kg.store import write_generation
from kg.tokens import Role, TokenError, Tokens
from tests.http_client import Client

UPDATE = {"Content-Type": "application/sparql-update"}
INSERT = 'INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/a> a "b" } }'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    quads: list[ox.Quad] = []
    serve_build(tmp_path, write_generation(tmp_path, "build", quads, "https://w3id.org/pairkg/"))
    return tmp_path


@contextmanager
def client_of(app: FastAPI) -> Iterator[Client]:
    yield Client(app)
    close(app)


@pytest.fixture
def client(store: Path) -> Iterator[Client]:
    with client_of(create_app(store=store)) as client:
        yield client


def bearer(store: Path, role: Role, name: str = "somebody") -> dict[str, str]:
    return {"Authorization": f"Bearer {Tokens(store).create(name, role)}"}


def test_a_token_is_kept_as_a_digest_only(store: Path) -> None:
    tokens = Tokens(store)
    secret = tokens.create("Ada", "curator")
    content = (store / "tokens.json").read_text("utf-8")
    assert secret not in content
    assert (store / "tokens.json").stat().st_mode & 0o077 == 0
    found = Tokens(store).find(secret)
    assert found is not None
    assert (found.name, found.role) == ("Ada", "curator")
    assert Tokens(store).find(secret + "x") is None
    with pytest.raises(TokenError, match="exists"):
        tokens.create("Ada", "reader")
    tokens.revoke("Ada")
    assert Tokens(store).find(secret) is None
    with pytest.raises(TokenError, match="No token is named 'Ada'"):
        tokens.revoke("Ada")


@pytest.mark.parametrize(
    ("role", "wanted", "may"),
    [
        ("reader", "reader", True),
        ("reader", "curator", False),
        ("curator", "reader", True),
        ("curator", "administrator", False),
        ("administrator", "curator", True),
    ],
)
def test_a_role_may_do_what_those_below_it_may(
    store: Path, role: Role, wanted: Role, may: bool
) -> None:
    secret = Tokens(store).create("x", role)
    found = Tokens(store).find(secret)
    assert found is not None
    assert found.may(wanted) is may


def test_a_write_takes_a_curators_token(store: Path, client: Client) -> None:
    assert client.request("POST", "/update", content=INSERT, headers=UPDATE).status_code == 401
    wrong = client.request(
        "POST", "/update", content=INSERT, headers={**UPDATE, "Authorization": "Bearer x"}
    )
    assert wrong.status_code == 401
    assert "invalid_token" in wrong.headers["www-authenticate"]
    reader = bearer(store, "reader")
    low = client.request("POST", "/update", content=INSERT, headers={**UPDATE, **reader})
    assert (low.status_code, low.json()["type"]) == (403, "/docs#problem-forbidden")
    assert "curator" in low.json()["detail"]
    curator = bearer(store, "curator", "another")
    done = client.request("POST", "/update", content=INSERT, headers={**UPDATE, **curator})
    assert (done.status_code, done.headers["pairkg-write"]) == (204, "1")
    table = client.request("GET", "/sparql", params={"query": "ASK { ?s a 'b' }"})
    assert table.json()["boolean"] is True


def test_a_revoked_token_holds_no_more(store: Path, client: Client) -> None:
    curator = bearer(store, "curator")
    assert client.request(
        "POST", "/update", content=INSERT, headers={**UPDATE, **curator}
    ).is_success
    Tokens(store).revoke("somebody")
    again = client.request("POST", "/update", content=INSERT, headers={**UPDATE, **curator})
    assert again.status_code == 401


def test_who_guesses_tokens_has_to_wait(store: Path) -> None:
    secret = Tokens(store).create("x", "curator")
    gate = Gate(Tokens(store), most=3, seconds=60)
    for _ in range(3):
        with pytest.raises(Fault) as refused:
            gate.holder("1.2.3.4", "Bearer wrong", "curator")
        assert refused.value.status == 401
    with pytest.raises(Fault) as refused:
        gate.holder("1.2.3.4", f"Bearer {secret}", "curator")
    assert refused.value.status == 429
    assert int(refused.value.headers["Retry-After"]) > 0
    assert gate.holder("5.6.7.8", f"Bearer {secret}", "curator").name == "x"


def test_metrics_take_a_readers_token(store: Path, client: Client) -> None:
    assert client.get("/metrics").status_code == 401
    client.get("/api/claims")
    answer = client.request("GET", "/metrics", headers=bearer(store, "reader"))
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert 'pairkg_requests_total{method="GET",route="/api/claims",status="200"} 1.0' in lines
    assert "pairkg_triples 0.0" in lines


def test_alive_and_ready_are_two_things(tmp_path: Path) -> None:
    with client_of(create_app(store=tmp_path)) as client:
        assert client.get("/livez").json() == {"status": "ok"}
        unready = client.get("/readyz")
        assert (unready.status_code, unready.json()["type"]) == (503, "/docs#problem-no-graph")
        serve_build(tmp_path, write_generation(tmp_path, "build", [], "https://w3id.org/pairkg/"))
        assert client.get("/readyz").status_code == 200


def test_every_answer_has_the_headers_of_safety(client: Client) -> None:
    for path in ("/", "/api/claims", "/nothing", "/sparql?query=nonsense"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-request-id"]


def test_a_local_server_answers_to_local_names_only(store: Path) -> None:
    app = create_app(store=store, settings=Settings(hosts=LOOPBACK_NAMES))
    with client_of(app) as client:
        for host in ("localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST."):
            assert client.request("GET", "/livez", headers={"Host": host}).status_code == 200, host
        for host in ("evil.example", "evil.example:8000", "localhost.evil.example", ""):
            refused = client.request("GET", "/livez", headers={"Host": host})
            assert (refused.status_code, refused.json()["type"]) == (
                421,
                "/docs#problem-unknown-host",
            ), host


def test_a_request_leaves_a_line_of_json(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "pairkg")
    text = "ASK { ?s ?p ?o } # private"
    client.request("GET", "/sparql", params={"query": text}, headers={"X-Request-ID": "mine-1"})
    [record] = [record for record in caplog.records if record.name == "pairkg.requests"]
    line = json.loads(JsonLines().format(record))
    assert line["request"] == "mine-1"
    assert (line["method"], line["path"], line["status"]) == ("GET", "/sparql", 200)
    assert line["query"] == fingerprint("ASK{?s ?p ?o}")
    assert "private" not in json.dumps(line)
    assert line["milliseconds"] > 0
    answer = client.request("GET", "/livez", headers={"X-Request-ID": 'bad"\x01'})
    assert answer.headers["x-request-id"] != 'bad"\x01'


def test_every_write_is_told_with_who_made_it(
    store: Path, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "pairkg")
    curator = bearer(store, "curator", "Grace")
    client.request("POST", "/update", content=INSERT, headers={**UPDATE, **curator})
    client.request("POST", "/update", content="NONSENSE", headers={**UPDATE, **curator})
    told = [json.loads(JsonLines().format(r)) for r in caplog.records if r.name == "pairkg.writes"]
    assert [(line["message"], line["who"]) for line in told] == [
        ("write", "Grace"),
        ("write refused", "Grace"),
    ]
    assert told[0]["number"] == 1
    assert told[1]["reason"]


def test_a_server_over_a_graph_in_memory_takes_no_writes() -> None:
    from kg.engine import OxigraphEngine
    from kg.graph import KnowledgeGraph

    with client_of(create_app(KnowledgeGraph(OxigraphEngine(ox.Store())))) as client:
        refused = client.request("POST", "/update", content=INSERT, headers=UPDATE)
        assert (refused.status_code, refused.json()["type"]) == (403, "/docs#problem-read-only")
