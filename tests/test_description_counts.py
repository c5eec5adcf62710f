"""The counts that the description gives, after somebody has written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from api import counting
from api.app import close, create_app
from api.counting import Counts
from kg.build import BuildResult
from kg.description.dataset import description
from kg.description.terms import VOID
from kg.graph import KnowledgeGraph
from kg.iris import DEFAULT_BASE, Iris
from kg.live import Write, Writer
from kg.resources import shipped_ontology
from kg.store import open_current
from kg.triples.convert import to_graph
from tests.http_client import Client

DATASET = URIRef(f"{DEFAULT_BASE}dataset")
DESCRIPTION = Iris().graph("description")
EX = "http://example.org/"
COUNTED = (VOID.triples, VOID.classes, VOID.properties, VOID.entities)
COUNTS = (*COUNTED, VOID.distinctSubjects, VOID.distinctObjects)


@pytest.fixture
def store(toy_store: tuple[Path, BuildResult], tmp_path: Path) -> Path:
    return Path(shutil.copytree(toy_store[0], tmp_path / "store"))


@pytest.fixture
def writer(store: Path) -> Iterator[Writer]:
    writer = Writer(store, shipped_ontology())
    yield writer
    writer.close()


def update(writer: Writer, text: str) -> None:
    writer.submit(Write("update", text.encode()))


def in_service(store: Path) -> KnowledgeGraph:
    opened = open_current(store)
    return KnowledgeGraph(opened.engine, Iris(), opened.generation.id)


def described(graph: KnowledgeGraph, counts: Counts) -> Graph:
    asked = graph.triples("dataset_description", graph=DESCRIPTION)
    return to_graph(counts.renewed(graph, str(DATASET), asked, len(asked)))


def number(graph: Graph, predicate: URIRef, subject: URIRef = DATASET) -> int:
    (value,) = graph.objects(subject, predicate)
    assert isinstance(value, Literal)
    return int(value)


def as_a_build_says(store: Path) -> Graph:
    """What a build of the graphs in service would say of them."""
    graphs: dict[str, Graph] = {}
    engine = open_current(store).engine
    rows = engine.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
    for (name,) in rows:
        assert isinstance(name, ox.NamedNode)
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
        graphs[name.value] = to_graph(engine.construct(text))
    del graphs[DESCRIPTION]
    catalogue = KnowledgeGraph(engine).catalogue
    return description(Iris(), graphs, catalogue, activity=f"{DEFAULT_BASE}activity")


def test_a_graph_that_nobody_wrote_to_says_what_its_build_said(store: Path) -> None:
    graph = in_service(store)
    stored = to_graph(graph.triples("dataset_description", graph=DESCRIPTION))
    assert set(described(graph, Counts())) == set(stored)


def test_after_writes_it_says_what_a_build_of_the_same_would(store: Path, writer: Writer) -> None:
    before = described(in_service(store), Counts())
    update(
        writer,
        f"INSERT DATA {{ GRAPH <{EX}new> {{ <{EX}a> a <{EX}T>, <urn:t> ; <{EX}p> <{EX}b>, 1 }} }}",
    )
    curation = Iris().graph("curation")
    update(writer, f"DELETE WHERE {{ GRAPH <{curation}> {{ ?s <{RDFS.label}> ?o }} }}")
    after, built = described(in_service(store), Counts()), as_a_build_says(store)
    for predicate in COUNTS:
        assert number(after, predicate) == number(built, predicate)
    assert number(after, VOID.triples) != number(before, VOID.triples)
    assert number(after, VOID.classes) == number(before, VOID.classes) + 2
    assert URIRef(f"{EX}new") in set(after.objects(DATASET, VOID.subset))
    for predicate in (VOID.subset, VOID["class"], VOID.entities, VOID.triples, VOID.property):
        assert set(after.subject_objects(predicate)) == set(built.subject_objects(predicate))
    for predicate in (VOID.propertyPartition, RDF.type):
        assert set(after.subject_objects(predicate)) == set(built.subject_objects(predicate))
    of_dataset = set(after.objects(DATASET, VOID.classPartition))
    assert of_dataset == set(built.objects(DATASET, VOID.classPartition))
    leads = set(after.subject_objects(VOID.classPartition))
    assert leads == set(built.subject_objects(VOID.classPartition))


def test_the_default_graph_counts_too(store: Path, writer: Writer) -> None:
    before = described(in_service(store), Counts())
    update(writer, f"INSERT DATA {{ <{EX}a> <{EX}p> 1 , 2 }}")
    after = described(in_service(store), Counts())
    assert number(after, VOID.triples) == number(before, VOID.triples) + 2
    assert number(after, VOID.distinctSubjects) == number(before, VOID.distinctSubjects) + 1


def test_a_graph_is_counted_once_a_generation(
    store: Path, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, times = Counts(), []
    whole = counting._counts

    def counted(*given: object) -> object:
        times.append(1)
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(counting, "_counts", counted)
    update(writer, f"INSERT DATA {{ <{EX}a> <{EX}p> 1 }}")
    for _ in range(3):
        first = described(in_service(store), counts)
    assert len(times) == 1
    update(writer, f"INSERT DATA {{ <{EX}a> <{EX}p> 2 }}")
    assert number(described(in_service(store), counts), VOID.triples) == (
        number(first, VOID.triples) + 1
    )
    assert len(times) == 2


def test_of_a_large_graph_only_the_triples_are_counted_and_it_says_so(
    store: Path, writer: Writer
) -> None:
    before = described(in_service(store), Counts())
    update(writer, f"INSERT DATA {{ <{EX}a> a <{EX}T> , <{EX}U> }}")
    after = described(in_service(store), Counts(most=10))
    assert number(after, VOID.triples) == number(before, VOID.triples) + 2
    assert number(after, VOID.classes) == number(before, VOID.classes)
    notes = [each for each in after.objects(DATASET, RDFS.comment) if isinstance(each, Literal)]
    assert {note.language for note in notes} == {"fr", "en"}
    assert not list(before.objects(DATASET, RDFS.comment))


def test_what_somebody_wrote_into_the_description_stays(store: Path, writer: Writer) -> None:
    note = f"<{DATASET}> <{EX}note> 'kept' . <{Iris().graph('curation')}> <{EX}note> 'kept'"
    odd = f"<{EX}a> a <http://[::1]/T> , 'no class' , [] ; a <{EX}T>"
    update(
        writer, f"INSERT DATA {{ GRAPH <{DESCRIPTION}> {{ {note} }} <{EX}b> <{EX}p> 1 . {odd} }}"
    )
    after = described(in_service(store), Counts())
    assert len(list(after.subjects(URIRef(f"{EX}note")))) == 2
    assert URIRef(f"{EX}T") in set(after.objects(None, VOID["class"]))


def test_the_endpoint_gives_the_counts_of_the_graph_in_service(store: Path) -> None:
    app = create_app(store=store)
    client = Client(app)

    def triples() -> int:
        answer = client.get("/sparql", "text/turtle")
        parsed = ox.parse(answer.content, format=ox.RdfFormat.TURTLE)
        return number(to_graph(quad.triple for quad in parsed), VOID.triples)

    try:
        before = triples()
        update(app.state.writer, f"INSERT DATA {{ GRAPH <{EX}g> {{ <{EX}a> <{EX}p> 1 }} }}")
        assert triples() == before + 1
    finally:
        close(app)
