"""What the graph and the endpoint say of themselves."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from api.app import create_app
from kg.build import BuildResult
from kg.catalogue import shipped_catalogue
from kg.description.dataset import DISTRIBUTIONS
from kg.description.terms import DCAT, DCTERMS, PREFIXES, SD, SDO, SH, VOID
from kg.engine import OxigraphEngine
from kg.export import FORMATS
from kg.graph import KnowledgeGraph
from kg.iris import DEFAULT_BASE, Iris
from kg.store import open_current
from kg.triples.convert import to_graph
from kg.vocabulary import LICENCE
from kg.vocabulary import PREFIXES as OURS
from tests.answers_graph import load_graph
from tests.conformance.description import faults_of_description
from tests.conftest import open_graph
from tests.http_client import Client

DATASET = URIRef(f"{DEFAULT_BASE}dataset")
FORMS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
LIKE_A_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def stored(toy_store: tuple[Path, BuildResult]) -> Graph:
    graph = open_graph(toy_store[0])
    triples = graph.triples("dataset_description", graph=Iris().graph("description"))
    return to_graph(triples)


@pytest.fixture(scope="module")
def client(toy_store: tuple[Path, BuildResult]) -> Client:
    return Client(create_app(open_graph(toy_store[0])))


def described(client: Client, accept: str = "text/turtle") -> Graph:
    response = client.get("/sparql", accept)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].partition(";")[0] == accept
    return to_graph(quad.triple for quad in ox.parse(response.content, format=FORMS[accept]))


def number(graph: Graph, subject: URIRef, predicate: URIRef) -> int:
    value = graph.value(subject, predicate)
    assert isinstance(value, Literal)
    return int(value)


def test_the_dataset_has_titles_a_licence_and_an_endpoint(stored: Graph) -> None:
    assert {VOID.Dataset, DCAT.Dataset} <= set(stored.objects(DATASET, RDF.type))
    for predicate in (DCTERMS.title, DCTERMS.description):
        languages = {
            o.language for o in stored.objects(DATASET, predicate) if isinstance(o, Literal)
        }
        assert languages == {"fr", "en"}
    assert set(stored.objects(DATASET, DCTERMS.license)) == {LICENCE}
    assert stored.value(DATASET, VOID.sparqlEndpoint) == URIRef(f"{DEFAULT_BASE}sparql")


def test_its_counts_are_those_of_the_store(
    toy_store: tuple[Path, BuildResult], stored: Graph
) -> None:
    engine = open_current(toy_store[0]).engine
    rest = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{Iris().graph('description')}>)"

    def count(what: str, where: str = rest) -> int:
        (((value,),),) = (engine.select(f"SELECT (COUNT({what}) AS ?n) {{ {where} }}").rows,)
        assert value is not None
        return int(value.value)

    assert number(stored, DATASET, VOID.triples) == count("*") > 1000
    assert number(stored, DATASET, VOID.distinctSubjects) == count("DISTINCT ?s")
    assert number(stored, DATASET, VOID.properties) == count("DISTINCT ?p")
    assert number(stored, DATASET, VOID.distinctObjects) == count("DISTINCT ?o")
    classes = f"GRAPH ?g {{ ?s a ?o }} FILTER(?g != <{Iris().graph('description')}>)"
    assert number(stored, DATASET, VOID.classes) == count("DISTINCT ?o", classes)
    graphs = list(stored.objects(DATASET, VOID.subset))
    assert len(graphs) == 7
    for graph in graphs:
        own = count("*", f"GRAPH <{graph}> {{ ?s ?p ?o }}")
        assert number(stored, URIRef(str(graph)), VOID.triples) == own


def test_every_export_but_printed_lists_is_a_distribution(stored: Graph) -> None:
    assert set(DISTRIBUTIONS) == set(FORMATS) - {"apa", "vancouver", "iso690"}
    found = list(stored.objects(DATASET, DCAT.distribution))
    assert len(found) == len(DISTRIBUTIONS)
    for node in found:
        assert (node, RDF.type, DCAT.Distribution) in stored
        assert stored.value(node, DCTERMS.license) == LICENCE
        assert stored.value(node, DCAT.accessURL) is not None


def test_a_partition_says_which_class_has_which_property(
    toy_store: tuple[Path, BuildResult], stored: Graph
) -> None:
    pk = OURS["pk"]
    (part,) = stored.subjects(VOID["class"], URIRef(f"{pk}EvidenceLine"))
    assert (DATASET, VOID.classPartition, part) in stored
    inner = {
        stored.value(each, VOID.property): each
        for each in stored.objects(part, VOID.propertyPartition)
    }
    leads = stored.value(inner[URIRef(f"{pk}forClaim")], VOID.classPartition)
    assert stored.value(leads, VOID["class"]) == URIRef(f"{pk}Claim")
    engine = open_current(toy_store[0]).engine
    rows = engine.select(f"SELECT ?x {{ ?x a <{pk}EvidenceLine> }}").rows
    assert isinstance(part, URIRef)
    assert number(stored, part, VOID.entities) == len(rows) > 0


def test_editors_find_the_competency_questions_and_the_prefixes(
    toy_store: tuple[Path, BuildResult], stored: Graph
) -> None:
    wanted = [query for query in shipped_catalogue().values() if query.competency is not None]
    found = set(stored.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(found) == len(wanted) > 40
    engine = open_current(toy_store[0]).engine
    for query in wanted:
        node = URIRef(f"{DATASET}#query-{query.name}")
        comments = set(stored.objects(node, RDFS.comment))
        assert comments == {Literal(text, lang=lang) for lang, text in query.question.items()}
        assert (node, RDF.type, SH.SPARQLSelectExecutable) in stored
        text = stored.value(node, SH.select)
        assert engine.select(str(text)).columns
        assert stored.value(node, SDO.target) == URIRef(f"{DEFAULT_BASE}sparql")
        declared = stored.value(node, SH.prefixes)
        assert len(list(stored.objects(declared, SH.declare))) == len(OURS | PREFIXES)
    namespaces = {
        str(stored.value(node, SH.prefix)): str(stored.value(node, SH.namespace))
        for node in stored.objects(None, SH.declare)
    }
    assert namespaces == OURS | PREFIXES


def test_examples_follow_the_base() -> None:
    from kg.description.examples import examples

    iris = Iris("https://example.org/kg/")
    dataset, endpoint = URIRef("https://example.org/kg/dataset"), URIRef("https://example.org/q")
    graph = examples(dataset, iris, shipped_catalogue(), endpoint)
    text = str(graph.value(URIRef(f"{dataset}#query-claim_studies"), SH.select))
    assert "<https://example.org/kg/claim/" in text
    assert f"<{DEFAULT_BASE}claim/" not in text


@pytest.mark.parametrize("accept", FORMS)
def test_the_endpoint_describes_itself_in_each_form(client: Client, accept: str) -> None:
    graph = described(client, accept)
    assert faults_of_description(graph) == []
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert graph.value(service, SD.endpoint) == URIRef("http://pairkg/sparql")
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    names = set(graph.objects(None, SD.name))
    assert names == set(graph.objects(DATASET, VOID.subset))
    assert len(names) == 7
    assert set(graph.objects(DATASET, VOID.sparqlEndpoint)) == {URIRef("http://pairkg/sparql")}
    assert len(list(graph.subjects(RDF.type, SH.SPARQLExecutable))) > 40


def test_programs_get_rdf_and_people_get_a_page(client: Client) -> None:
    assert client.get("/sparql").headers["content-type"].startswith("text/turtle")
    assert client.get("/sparql", LIKE_A_BROWSER).headers["content-type"].startswith("text/html")
    assert client.get("/sparql", "text/csv").status_code == 400
    first = client.get("/sparql", "application/n-triples")
    again = client.get("/sparql", "application/n-triples", if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert first.content == client.get("/sparql", "application/n-triples").content


def test_the_place_that_void_sets_aside_leads_to_the_description(client: Client) -> None:
    response = client.get("/.well-known/void", "text/turtle")
    assert response.status_code == 302
    assert response.headers["location"] == "/sparql"


def test_a_graph_that_says_nothing_of_itself_still_has_a_service() -> None:
    graph = described(Client(create_app(load_graph())))
    assert faults_of_description(graph) == []
    assert len(list(graph.subjects(RDF.type, SD.Service))) == 1


@pytest.mark.parametrize("host", ["a<b", "a b", 'a"b', "a:b"])
def test_a_host_that_is_no_name_makes_no_description(client: Client, host: str) -> None:
    headers = {"Host": host, "Accept": "text/turtle, application/sparql-results+json"}
    assert client.request("GET", "/sparql", headers=headers).status_code == 400
    asked = client.request("GET", "/sparql?query=ASK%7B%7D", headers=headers)
    assert asked.json()["boolean"] is True


def test_what_a_curator_adds_cannot_break_the_description() -> None:
    store = ox.Store()
    graph = Iris().graph("description")
    odd = f"[] <a:b> [] . <{DATASET}> <{VOID.subset}> 'x' , []"
    store.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {odd} }} }}")
    described(Client(create_app(KnowledgeGraph(OxigraphEngine(store), Iris()))))
