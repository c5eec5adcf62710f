"""What is passed on to another server, within which bounds, and what never is."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from api.app import close, create_app
from api.remote_answering import RemoteQueries
from api.remote_state import RemoteGraph
from api.settings import Settings
from kg.live import Write
from kg.remote import RemoteWriter
from kg.sparql_guard import QueryRefused
from kg.workers import Limits
from tests.http_client import Client
from tests.test_api_errors import problem
from tests.test_remote_faults import TABLE, TRUE, Asked, engine_over


def table(asked: Asked) -> None:
    asked.give(TRUE if b"ASK" in asked.body else TABLE)


def test_what_is_announced_is_what_binds() -> None:
    assert RemoteQueries(Limits()).announced == "seconds=10, rows=1000000, bytes=33554432"
    few = Limits(seconds=2.5, rows=3, bytes=4000)
    assert RemoteQueries(few).announced == "seconds=2.5, rows=3, bytes=4000"


def test_a_client_has_its_places_and_no_more() -> None:
    with engine_over(table) as (engine, server):
        for limits in (Limits(per_client=0), Limits(waiting=-8)):
            app = create_app(RemoteGraph(engine), Settings(limits=limits))
            try:
                problem(Client(app).get("/sparql?query=SELECT*{?s ?p ?o}"), 503, "busy")
                assert not any(b"SELECT" in asked.body for asked in server.asked)
            finally:
                close(app)


# What is never sent


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/>",
        # To a reader of tokens `<1)BIND(1>` may be an IRI, and what follows stand in brackets.
        "INSERT {} WHERE { FILTER((1<2))FILTER(2>1) } ; LOAD <http://127.0.0.1:9/>",
        "INSERT DATA { <a:a> <a:b> '\\u0027 } ; LOAD <http://127.0.0.1:9/> #' }",
        "INSERT DATA { <a:a> <a:b> '\\U00000027 } ; LOAD <http://127.0.0.1:9/> #' }",
    ],
)
def test_load_is_never_passed_on(text: str) -> None:
    with engine_over(lambda asked: asked.give(TRUE)) as (engine, server):
        with pytest.raises(QueryRefused):
            RemoteWriter(engine).submit(Write("update", text.encode()))
        assert not server.asked


def test_load_silent_is_passed_on_as_nothing() -> None:
    text = "load#\nSILENT <http://127.0.0.1:9/> ; INSERT DATA { <a:a> <a:b> 'LOAD', '\\u00e9' }"
    with engine_over(lambda asked: asked.give(TRUE)) as (engine, server):
        RemoteWriter(engine).submit(Write("update", text.encode()))
        (sent,) = parse_qs(server.asked[-1].body.decode())["update"]
    assert "127.0.0.1" not in sent
    assert "SILENT" not in sent
    assert "INSERT DATA { <a:a> <a:b> 'LOAD', '\\u00e9' }" in sent


def test_a_query_with_an_escape_that_hides_a_mark_is_not_passed_on() -> None:
    hidden = "ASK { ?s ?p '\\u0027 . SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #' }"
    with engine_over(table) as (engine, server):
        app = create_app(RemoteGraph(engine))
        try:
            asked = Client(app).request("GET", "/sparql", params={"query": hidden})
            problem(asked, 400, "query-refused")
            assert not any(b"SERVICE" in each.body for each in server.asked)
        finally:
            close(app)
