"""The forms in which things and query results are sent, and triples written in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from api.negotiation import Offer
from kg.vocabulary import PREFIXES

__all__ = ["ANSWERS_OF_QUERIES", "GRAPHS", "HTML", "THINGS", "write_triples"]

HTML = Offer("html", "text/html")
_XML = ("application/xml", "text/xml")
_TURTLE = Offer("turtle", "text/turtle", ("application/x-turtle",))
_JSONLD = Offer("jsonld", "application/ld+json")
_NTRIPLES = Offer("ntriples", "application/n-triples", ("text/plain",))

THINGS: Sequence[Offer] = (
    HTML,
    Offer("json", "application/json"),
    _TURTLE,
    _JSONLD,
    _NTRIPLES,
    Offer("rdfxml", "application/rdf+xml"),
)
"""Forms of a thing; the first is for those who do not mind."""

ANSWERS_OF_QUERIES: Sequence[Offer] = (
    Offer("json", "application/sparql-results+json", ("application/json",)),
    Offer("xml", "application/sparql-results+xml", _XML),
    Offer("csv", "text/csv"),
    Offer("tsv", "text/tab-separated-values"),
    _TURTLE,
    _NTRIPLES,
    Offer("rdfxml", "application/rdf+xml", _XML),
    Offer("jsonld", "application/ld+json", ("application/json",)),
    Offer("trig", "application/trig"),
)
"""Forms of what a query gives: four of a table or a truth value, then those of a graph."""

GRAPHS: Sequence[Offer] = (
    _TURTLE,
    _NTRIPLES,
    Offer("rdfxml", "application/rdf+xml", _XML),
    Offer("jsonld", "application/ld+json", ("application/json",)),
)
"""Forms of a graph of the Graph Store Protocol."""

_FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def write_triples(triples: Sequence[ox.Triple], form: str) -> bytes:
    """Triples in a form of RDF, with the prefixes of the project."""
    used = {
        name: namespace
        for name, namespace in PREFIXES.items()
        if any(_uses(triple, namespace) for triple in triples)
    }
    return ox.serialize(triples, format=_FORMATS[form], prefixes=used) or b""


def _uses(triple: ox.Triple, namespace: str) -> bool:
    datatype = triple.object.datatype if isinstance(triple.object, ox.Literal) else triple.object
    terms = (triple.subject, triple.predicate, datatype)
    return any(isinstance(t, ox.NamedNode) and t.value.startswith(namespace) for t in terms)
