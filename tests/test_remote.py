"""The graph in two real servers of other makers: the same answers, the same writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.app import close, create_app
from api.remote_state import RemoteGraph
from api.settings import Settings
from kg.bench.queries import example_values
from kg.catalogue import Query, shipped_catalogue
from kg.cli.program import run
from kg.engine import Dataset, QuerySyntaxError
from kg.graph import KnowledgeGraph
from kg.live import RdfSyntaxError, Write
from kg.remote import KINDS, Endpoint, RemoteEngine, RemoteWriter, connect
from kg.remote.push import push
from kg.sparql_guard import QueryRefused, ServiceRefused
from kg.sparql_update import LoadRefused
from kg.store import open_current
from kg.tokens import Tokens
from kg.workers import Limits
from tests.http_client import Client
from tests.sparql_servers import OXIGRAPH, VIRTUOSO, Running, oxigraph_server, virtuoso_server
from tests.test_api_errors import problem
from tests.test_competency import CASES

SERVERS = {"oxigraph": (OXIGRAPH, oxigraph_server), "virtuoso": (VIRTUOSO, virtuoso_server)}
DIFFERENCES: dict[tuple[str, str], str] = {
    (name, "virtuoso"): "it asks for all triples; there, the system's own are among them"
    for name in (
        "graph_triples",
        "graph_counts",
        "graph_entities",
        "graph_classes",
        "graph_properties",
    )
}
"""Why a query of the catalogue answers otherwise on a kind of server."""
EX = "http://example.org/"
PATIENT = Settings(limits=Limits(seconds=60))
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH <http://example.org/g> { ?s ?p ?o } }"


@pytest.fixture(scope="module", params=list(SERVERS))
def server(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    real_store: Path,
) -> Iterator[Running]:
    """A server that the graph of the shipped data was pushed into."""
    program, start = SERVERS[request.param]
    if program is None:
        pytest.skip(f"{request.param} is not installed, so nothing is known of it here.")
    with ExitStack() as stack:
        running = stack.enter_context(start(tmp_path_factory.mktemp(request.param)))
        engine = connect(endpoint(running))
        stack.callback(engine.close)
        outcome = push(engine, real_store)
        assert not outcome.missing
        assert len(outcome.graphs) > 5
        yield running


def endpoint(running: Running) -> Endpoint:
    return Endpoint(running.query, user=running.user, password=running.password)


@pytest.fixture
def engine(server: Running) -> Iterator[RemoteEngine]:
    engine = connect(endpoint(server), seconds=120)
    yield engine
    engine.close()


@pytest.fixture
def writer(engine: RemoteEngine) -> Iterator[RemoteWriter]:
    writer = RemoteWriter(engine)
    yield writer
    for name in set(engine.sizes()) | {f"{EX}g"}:
        if name.startswith(EX):
            writer.submit(Write("delete", graph=name))


def update(text: str, **facts: object) -> Write:
    return Write("update", text.encode(), **facts)  # type: ignore[arg-type]


def count(engine: RemoteEngine, text: str = COUNT) -> int:
    ((number,),) = engine.select(text).rows
    assert isinstance(number, ox.Literal)
    return int(number.value)


# The same answers


def questions() -> Iterator[tuple[str, Query, dict[str, object]]]:
    """Every query with all its parameters, with the needed ones, and as the competency cases."""
    for query in shipped_catalogue().values():
        values = example_values(query)
        yield query.name, query, values
        needed = {k: v for k, v in values.items() if query.parameters[k].sort != "optional"}
        if needed != values:
            yield f"{query.name}, needed parameters only", query, needed
    for case in CASES:
        yield str(case), shipped_catalogue()[case.name], dict(case.given)


def answer(graph: KnowledgeGraph, query: Query, values: dict[str, object]) -> object:
    if query.columns:
        rows = graph.rows(query.name, **values)  # type: ignore[arg-type]
        if query.name == "export_quads":
            return {tuple(row.values()) for row in rows}
        return rows
    if query.body.startswith("ASK"):
        return graph.ask(query.name, **values)
    return set(graph.triples(query.name, **values))


def differences(graph: KnowledgeGraph, embedded: KnowledgeGraph, kind: str) -> tuple[int, int, str]:
    """How many questions were asked, of how many queries, and which answers differ."""
    asked, names, wrong = 0, set(), []
    for name, query, values in questions():
        if (query.name, kind) in DIFFERENCES:
            continue
        asked += 1
        names.add(query.name)
        if answer(graph, query, values) != answer(embedded, query, values):
            wrong.append(name)
    return asked, len(names), "\n".join(wrong)


def test_the_whole_catalogue_gives_the_same_answers(
    engine: RemoteEngine, real_graph: KnowledgeGraph
) -> None:
    asked, queries, wrong = differences(KnowledgeGraph(engine), real_graph, engine.kind.name)
    assert wrong == ""
    left_out = {name for name, kind in DIFFERENCES if kind == engine.kind.name}
    assert queries == len(shipped_catalogue()) - len(left_out) > 100
    assert asked >= queries + len(CASES)


def test_it_does_where_nothing_is_known_of_the_server(
    server: Running, real_graph: KnowledgeGraph
) -> None:
    if server.kind != "oxigraph":
        pytest.skip("Asked of a server whose default graph is its own.")
    engine = RemoteEngine(endpoint(server), KINDS["generic"], seconds=120)
    _, queries, wrong = differences(KnowledgeGraph(engine), real_graph, "generic")
    engine.close()
    assert wrong == ""
    assert queries == len(shipped_catalogue())


def test_a_server_is_known_by_what_it_says_of_itself(
    server: Running, engine: RemoteEngine, real_graph: KnowledgeGraph
) -> None:
    assert engine.kind is KINDS[server.kind]
    assert engine.endpoint.update == server.update
    assert engine.endpoint.graphs == server.graphs
    assert engine.size() == real_graph.engine.size()


def test_a_dataset_is_what_the_query_or_the_protocol_names(engine: RemoteEngine) -> None:
    graph = next(name for name in engine.graphs() if name.endswith("/ontology"))
    size = engine.sizes()[graph]
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert count(engine, everything) > size
    assert count(engine, everything.replace("{", f"FROM <{graph}> {{", 1)) == size
    found = engine.answer(everything, ("json",), Dataset((graph,), ()))
    (row,) = json.loads(found.body)["results"]["bindings"]
    assert int(row["n"]["value"]) == size


def test_what_is_no_query_or_asks_others_is_an_error(engine: RemoteEngine) -> None:
    with pytest.raises(QuerySyntaxError):
        engine.select("SELECT * { ?s ?p")
    with pytest.raises(ServiceRefused):
        engine.select("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


# Writes


def test_updates_are_made(engine: RemoteEngine, writer: RemoteWriter) -> None:
    data = f'GRAPH <{EX}g> {{ <{EX}a> <{EX}p> "1", "2" }}'
    written = writer.submit(update(f"INSERT DATA {{ {data} }}"))
    assert written is not None
    assert written.number == 1
    assert count(engine) == 2
    writer.submit(
        update(
            "DELETE { GRAPH <g> { ?s ?p '1' } } INSERT { GRAPH <g> { ?s ?p '3' . ?s ?p '4' } } "
            "WHERE { GRAPH <g> { ?s ?p '1' } } ; INSERT DATA { GRAPH <g> { <b> <p> 5 } }",
            base=EX,
        )
    )
    assert count(engine) == 4
    assert engine.ask(f"ASK {{ <{EX}b> <{EX}p> 5 }}")


def test_graphs_are_put_posted_and_dropped(engine: RemoteEngine, writer: RemoteWriter) -> None:
    put = Write("put", b"<a> <p> 'one', 'two' .", f"{EX}g", "turtle", EX)
    assert [w and w.existed for w in (writer.submit(put), writer.submit(put))] == [False, True]
    assert count(engine) == 2
    more = b'<http://example.org/b> <http://example.org/p> "\xc3\xa9" .'
    writer.submit(Write("post", more, f"{EX}g", "ntriples"))
    assert count(engine) == 3
    assert engine.ask(f"ASK {{ <{EX}b> <{EX}p> 'é' }}")
    assert writer.submit(Write("delete", graph=f"{EX}g")) is not None
    assert writer.submit(Write("delete", graph=f"{EX}g")) is None
    assert count(engine) == 0


def test_graphs_are_written_by_update_where_there_is_no_graph_store(server: Running) -> None:
    kind = KINDS[server.kind]
    kind = replace(kind, can=replace(kind.can, graph_store=False))
    engine = RemoteEngine(endpoint(server), kind, seconds=120)
    writer = RemoteWriter(engine)
    for text, left in ((b"<a> <p> 1, 2 .", 2), (b"<a> <p> '''\\u0041\n$graph''' .", 1)):
        writer.submit(Write("put", text, f"{EX}g", "turtle", EX))
        assert count(engine) == left
    assert engine.ask(f"ASK {{ <{EX}a> <{EX}p> 'A\\n$graph' }}")
    writer.submit(Write("post", b"<b> <p> 1 .", f"{EX}g", "turtle", EX))
    assert count(engine) == 2
    assert writer.submit(Write("delete", graph=f"{EX}g"))
    assert count(engine) == 0
    engine.close()


@pytest.mark.parametrize(
    ("write", "error"),
    [
        (update("LOAD <http://127.0.0.1:1/>"), LoadRefused),
        (update("INSERT { ?s ?p ?o } WHERE { SERVICE <http://x/> { ?s ?p ?o } }"), ServiceRefused),
        (update("INSERT DATA {"), QuerySyntaxError),
        (update("SELECT * { ?s ?p ?o }"), QuerySyntaxError),
        (Write("put", b"<a> <b>", f"{EX}g", "turtle", EX), RdfSyntaxError),
        (Write("put", b"<!DOCTYPE x []><x/>", f"{EX}g", "rdfxml", EX), RdfSyntaxError),
    ],
    ids=lambda value: value.kind if isinstance(value, Write) else value.__name__,
)
def test_what_is_refused_here_is_refused_there(
    write: Write, error: type[Exception], engine: RemoteEngine, writer: RemoteWriter
) -> None:
    before = engine.sizes()
    with pytest.raises(error):
        writer.submit(write)
    assert engine.sizes() == before


def test_what_a_server_passes_over_without_a_word_is_refused(
    server: Running, writer: RemoteWriter
) -> None:
    if server.kind != "virtuoso":
        pytest.skip("Asked of a server that does not do it.")
    for text in ("DROP ALL", "CLEAR SILENT NAMED", "DROP SILENT GRAPH <http://x/> ; CLEAR DEFAULT"):
        with pytest.raises(QueryRefused, match="does not do"):
            writer.submit(update(text))
    with pytest.raises(QueryRefused, match="no default graph"):
        writer.submit(Write("put", b"", None, "turtle", EX))


def test_load_silent_comes_to_nothing_there_too(engine: RemoteEngine, writer: RemoteWriter) -> None:
    writer.submit(update(f"LOAD SILENT <http://127.0.0.1:1/> ; {UPDATE}"))
    assert count(engine) == 1


# Pushing


def test_a_push_can_be_done_again_and_puts_right_what_differs(
    real_store: Path, engine: RemoteEngine, writer: RemoteWriter
) -> None:
    whole = engine.sizes()
    name = min(whole, key=lambda graph: whole[graph])
    extra = b'<http://example.org/x> <http://example.org/p> "x" .\n'
    writer.replace(name, extra)
    writer.replace(f"{EX}g", extra)
    assert engine.sizes()[name] == 1
    outcome = push(engine, real_store)
    assert (outcome.missing, outcome.others) == ((), (f"{EX}g",))
    assert outcome.triples == sum(whole.values())
    assert {graph: engine.sizes()[graph] for graph in whole} == whole
    quads = open_current(real_store).engine
    text = f"SELECT ?s ?p ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
    assert set(engine.select(text).rows) == set(quads.select(text).rows)


def test_the_command_pushes_and_says_how_much(
    server: Running,
    real_store: Path,
    toy_store: tuple[Path, object],
    engine: RemoteEngine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if server.kind != "oxigraph":
        pytest.skip("Once is enough.")
    before = engine.sizes()
    monkeypatch.setenv("PAIRKG_ENDPOINT", server.query)
    monkeypatch.setenv("PAIRKG_ENDPOINT_USER", "somebody")
    monkeypatch.setenv("PAIRKG_ENDPOINT_PASSWORD", "not-to-be-told")
    assert run(["push", "--store", str(toy_store[0])]) == 0
    told = capsys.readouterr()
    size = open_current(toy_store[0]).engine.size()
    assert f"{size} triples" in told.out
    assert "only there" in told.err
    assert "not-to-be-told" not in told.out + told.err
    for name in set(engine.sizes()) - set(before):
        RemoteWriter(engine).submit(Write("delete", graph=name))
    push(engine, real_store)  # some graphs have the same name in both stores
    assert engine.sizes() == before


# The whole service


def test_the_service_answers_as_on_the_embedded_engine(
    engine: RemoteEngine,
    real_graph: KnowledgeGraph,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "pairkg.writes")
    token = Tokens(tmp_path).create("test", "curator")
    app = create_app(RemoteGraph(engine), PATIENT, store=tmp_path)
    client, embedded = Client(app), Client(create_app(real_graph))
    try:
        for path in (
            "/api/claims",
            "/api/timeline?limit=5",
            "/api/works?limit=9",
            "/claim/reduces-stigma",
        ):
            ours, theirs = client.get(path), embedded.get(path)
            assert ours.status_code == theirs.status_code == 200
            assert ours.content == theirs.content
        health = client.get("/healthz").json()
        assert health["triples"] == real_graph.engine.size()
        first = client.get("/sparql?query=ASK{?s ?p ?o}", "application/sparql-results+json")
        assert first.json().get("boolean") is True, first.text
        assert first.headers["etag"]
        problem(client.get(f"/sparql?query={UPDATE}"), 400, "bad-query")
        problem(client.get("/sparql?query=ASK{SERVICE<http://x/>{}}"), 400, "query-refused")
        turtle = client.get("/sparql?query=CONSTRUCT{?s a ?o}WHERE{?s a ?o}LIMIT 3", "text/turtle")
        assert len(list(ox.parse(turtle.content, format=ox.RdfFormat.TURTLE))) == 3
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/turtle"}
        url = f"/graphs?graph={EX}g"
        for status in (201, 204):
            written = client.request("PUT", url, content=b"<a> <b> <c> .", headers=headers)
            assert written.status_code == status
        assert client.get(url, "text/turtle").status_code == 200
        assert client.get("/sparql?query=ASK{?s ?p ?o}").headers["etag"] != first.headers["etag"]
        assert client.request("DELETE", url, headers=headers).status_code == 204
        problem(client.request("DELETE", url, headers=headers), 404, "not-found")
        told = [
            vars(record)["facts"] for record in caplog.records if record.name == "pairkg.writes"
        ]
        assert {(facts["who"], facts["role"]) for facts in told} == {("test", "curator")}
        assert [facts["kind"] for facts in told] == ["put", "put", "delete", "delete"]
        headers |= {"Content-Type": "application/sparql-update"}
        for sweeping in ("CLEAR SILENT NAMED", "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }"):
            swept = client.request("POST", "/update", content=sweeping, headers=headers)
            problem(swept, 403, "forbidden")
    finally:
        close(app)


UPDATE = "INSERT DATA { GRAPH <http://example.org/g> { <a:a> <a:b> 1 } }"
