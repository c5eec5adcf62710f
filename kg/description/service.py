"""What a SPARQL endpoint can do, in SPARQL 1.1 Service Description, with what it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import RDF, Graph, URIRef

from kg.description.terms import FORMATS, SD, VOID

__all__ = ["Endpoint", "service_description"]

_TABLES = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


@dataclass(frozen=True)
class Endpoint:
    """Where a server answers: URLs for queries and for updates (None where it only reads).

    `union` says whether a query that names no graph sees all of them, `federated` whether there are
    other servers that a query may ask.
    """

    query: str
    update: str | None = None
    union: bool = True
    federated: bool = False


def service_description(endpoint: Endpoint, dataset: URIRef, graphs: Sequence[str]) -> Graph:
    """The description of an endpoint that serves the named graphs of a dataset."""
    result = Graph()
    result.add((dataset, VOID.sparqlEndpoint, URIRef(endpoint.query)))
    service = _service(result, endpoint.query, SD.SPARQL11Query)
    for name in (*_TABLES, *_GRAPHS, "TriG"):
        result.add((service, SD.resultFormat, FORMATS[name]))
    if endpoint.union:
        result.add((service, SD.feature, SD.UnionDefaultGraph))
    if endpoint.federated:
        result.add((service, SD.feature, SD.BasicFederatedQuery))
    served = URIRef(f"{endpoint.query}#dataset")
    default = URIRef(f"{endpoint.query}#default-graph")
    result.add((service, SD.defaultDataset, served))
    result.add((served, RDF.type, SD.Dataset))
    result.add((served, SD.defaultGraph, default))
    result.add((default, RDF.type, SD.Graph))
    for number, iri in enumerate(sorted(graphs), 1):
        named = URIRef(f"{endpoint.query}#graph-{number}")
        result.add((served, SD.namedGraph, named))
        result.add((named, RDF.type, SD.NamedGraph))
        result.add((named, SD.name, URIRef(iri)))
        result.add((named, SD.graph, URIRef(iri)))
        result.add((URIRef(iri), RDF.type, SD.Graph))
    if endpoint.update is not None:
        writing = _service(result, endpoint.update, SD.SPARQL11Update)
        result.add((writing, SD.defaultDataset, served))
        for name in _GRAPHS:
            result.add((writing, SD.inputFormat, FORMATS[name]))
    return result


def _service(result: Graph, url: str, language: URIRef) -> URIRef:
    service = URIRef(f"{url}#service")
    result.add((service, RDF.type, SD.Service))
    result.add((service, SD.endpoint, URIRef(url)))
    result.add((service, SD.supportedLanguage, language))
    return service
