"""Writes to real servers of other makers, held against the shapes before they are sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.live import Write, WriteRefused
from kg.remote import RemoteEngine, RemoteWriter, connect
from kg.remote.checking import RemoteChecker
from kg.remote.push import push
from kg.resources import shipped_ontology
from tests.test_remote import EX, SERVERS, count, endpoint, update

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FINDING_CLASS = ox.NamedNode("https://w3id.org/pairkg/ontology#Finding")
FINDING = str(FINDING_CLASS)
LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
ORGANIZATION = f"""<{EX}o> a <http://xmlns.com/foaf/0.1/Organization> ;
    <http://purl.org/dc/terms/identifier> "o" ; {LABEL} "a"@en , "b"@fr ."""


@pytest.fixture(scope="module", params=list(SERVERS))
def loaded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, real_store: Path
) -> Iterator[RemoteEngine]:
    """An engine over a server that the graph of the shipped data was pushed into."""
    program, start = SERVERS[request.param]
    if program is None:
        pytest.skip(f"{request.param} is not installed, so nothing is known of it here.")
    with ExitStack() as stack:
        running = stack.enter_context(start(tmp_path_factory.mktemp(request.param)))
        engine = connect(endpoint(running), seconds=120)
        stack.callback(engine.close)
        assert not push(engine, real_store).missing
        yield engine


@pytest.fixture
def engine(loaded: RemoteEngine) -> Iterator[RemoteEngine]:
    yield loaded
    RemoteWriter(loaded).submit(Write("delete", graph=f"{EX}g"))


@pytest.fixture
def checked(engine: RemoteEngine) -> RemoteWriter:
    return RemoteWriter(engine, ontology=shipped_ontology())


def test_what_would_break_the_shapes_is_not_sent(
    engine: RemoteEngine, checked: RemoteWriter
) -> None:
    with pytest.raises(WriteRefused) as refused:
        checked.submit(Write("post", f"<f> a {FINDING} .".encode(), f"{EX}g", "turtle", EX))
    assert all(reason.startswith(f"{EX}f: ") for reason in refused.value.reasons)
    with pytest.raises(WriteRefused):
        checked.submit(update(f"INSERT DATA {{ GRAPH <{EX}g> {{ <{EX}f> a {FINDING} }} }}"))
    assert count(engine) == 0
    checked.submit(Write("put", ORGANIZATION.encode(), f"{EX}g", "turtle", EX))
    assert count(engine) == 4
    for write in (
        update(f"DELETE DATA {{ GRAPH <{EX}g> {{ <{EX}o> {LABEL} 'a'@en }} }}"),
        Write("put", ORGANIZATION.partition(LABEL)[0].encode() + b"a [] .", f"{EX}g", "turtle", EX),
    ):
        with pytest.raises(WriteRefused):
            checked.submit(write)
    assert count(engine) == 4
    assert checked.submit(Write("delete", graph=f"{EX}g"))


def test_the_surroundings_of_a_thing_are_there_when_it_is_checked(
    engine: RemoteEngine, checked: RemoteWriter
) -> None:
    """What is said of a thing of each class that has shapes breaks nothing; what is taken does."""
    rows = engine.select(
        "SELECT ?c (MIN(STR(?s)) AS ?one) WHERE { ?s a ?c FILTER(STRSTARTS(STR(?s), "
        "'https://w3id.org/pairkg/') && CONTAINS(STR(?c), 'pairkg/ontology#')) } GROUP BY ?c"
    ).rows
    things = sorted({one.value for _, one in rows if isinstance(one, ox.Literal)})
    assert len(things) > 8
    said = " . ".join(f"<{thing}> <{EX}note> 'seen'" for thing in things)
    checked.submit(update(f"INSERT DATA {{ GRAPH <{EX}g> {{ {said} }} }}"))
    assert count(engine) == len(things)
    claim = "https://w3id.org/pairkg/claim/reduces-stigma"
    statement = "<https://w3id.org/pairkg/ontology#statement>"
    (graph, text), *_ = engine.select(
        f"SELECT ?g ?o {{ GRAPH ?g {{ <{claim}> {statement} ?o }} FILTER(LANG(?o) = 'fr') }}"
    ).rows
    before = engine.sizes()
    with pytest.raises(WriteRefused):
        checked.submit(
            update(f"DELETE DATA {{ GRAPH {graph} {{ <{claim}> {statement} {text} }} }}")
        )
    assert engine.sizes() == before


def test_what_only_the_server_could_tell_is_sent_unchecked(
    engine: RemoteEngine, checked: RemoteWriter
) -> None:
    insert = f"INSERT {{ GRAPH <{EX}g> {{ <{EX}f> a {FINDING} }} }} WHERE {{}}"
    checked.submit(update(insert))
    assert count(engine) == 1
    write = Write("post", graph=f"{EX}g", form="turtle")
    triples = str(ox.Triple(ox.NamedNode(f"{EX}h"), ox.NamedNode(TYPE), FINDING_CLASS))
    with pytest.raises(WriteRefused):
        RemoteChecker(engine, shipped_ontology()).check(write, f"{triples} .".encode())
    RemoteChecker(engine, shipped_ontology(), most=1).check(write, f"{triples} .".encode())
