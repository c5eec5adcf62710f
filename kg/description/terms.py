"""Terms of vocabularies that describe datasets and services, and that the data do not use.

VoID, DCAT, SHACL and schema.org are the closed namespaces that rdflib makes from them. SPARQL 1.1
Service Description has none there; its terms below are those of the W3C's recommendation.
"""
# ruff: noqa: N815 - the names of terms are the vocabulary's own

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, SDO, SH, VOID, DefinedNamespace

__all__ = ["DCAT", "DCTERMS", "FORMATS", "MEDIA_TYPES", "PREFIXES", "SD", "SDO", "SH", "VOID"]


class SD(DefinedNamespace):
    """SPARQL 1.1 Service Description."""

    _NS = Namespace("http://www.w3.org/ns/sparql-service-description#")
    _fail = True

    BasicFederatedQuery: URIRef  # feature: SERVICE
    Dataset: URIRef  # a default graph and named graphs
    Graph: URIRef  # a graph
    NamedGraph: URIRef  # a graph with a name
    SPARQL11Query: URIRef  # the query language
    SPARQL11Update: URIRef  # the update language
    Service: URIRef  # a SPARQL service
    UnionDefaultGraph: URIRef  # feature: the default graph is all named graphs as one

    defaultDataset: URIRef  # service -> what is asked when nothing else is named
    defaultGraph: URIRef  # dataset -> its default graph
    endpoint: URIRef  # service -> where it is reached
    feature: URIRef  # service -> what it can do besides
    graph: URIRef  # named graph -> the graph
    inputFormat: URIRef  # service -> a form of RDF that it reads
    name: URIRef  # named graph -> its name
    namedGraph: URIRef  # dataset -> a named graph
    resultFormat: URIRef  # service -> a form in which it answers
    supportedLanguage: URIRef  # service -> a language that it speaks


FORMATS = Namespace("http://www.w3.org/ns/formats/")
"""Names of the W3C for formats."""
MEDIA_TYPES = Namespace("https://www.iana.org/assignments/media-types/")

PREFIXES = {
    "dcat": str(DCAT._NS),
    "sd": str(SD._NS),
    "sh": str(SH._NS),
    "void": str(VOID._NS),
}
"""Prefix -> namespace, for the descriptions besides those of the data."""
