"""The competency questions as SHACL executables, as query editors look for them.

Editors ask an endpoint for things that are `sh:SPARQLExecutable`, with `rdfs:comment` for the
question and `sh:select` for the text, and for `sh:prefix` with `sh:namespace`: the form in which
the Swiss Institute of Bioinformatics publishes its examples. A query of the catalogue stands here
with the examples of its own header as parameters.
"""

from __future__ import annotations

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kg.catalogue import Catalogue, Parameter, Query
from kg.description.terms import PREFIXES as OTHERS
from kg.description.terms import SDO, SH
from kg.iris import DEFAULT_BASE, Iris
from kg.sparql_guard import tokens
from kg.vocabulary import PREFIXES

__all__ = ["examples"]

_FORMS = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
}


def examples(dataset: URIRef, iris: Iris, catalogue: Catalogue, endpoint: URIRef) -> Graph:
    """Every competency question of the catalogue, and the prefixes of the project."""
    result = Graph()
    declared = URIRef(f"{dataset}#prefixes")
    for name, namespace in (PREFIXES | OTHERS).items():
        prefix = URIRef(f"{dataset}#prefix-{name}")
        result.add((declared, SH.declare, prefix))
        result.add((prefix, SH.prefix, Literal(name)))
        result.add((prefix, SH.namespace, Literal(namespace, datatype=XSD.anyURI)))
    for query in catalogue.values():
        if query.competency is None:
            continue
        text = query.text(_values(query, iris))
        form = next(word for kind, word in tokens(query.body) if kind == "word")
        kind, holds = _FORMS[form.upper()]
        node = URIRef(f"{dataset}#query-{query.name}")
        result.add((node, RDF.type, SH.SPARQLExecutable))
        result.add((node, RDF.type, kind))
        result.add((node, holds, Literal(text)))
        result.add((node, SH.prefixes, declared))
        result.add((node, SDO.target, endpoint))
        for lang, question in query.question.items():
            result.add((node, RDFS.comment, Literal(question, lang=lang)))
    return result


def _values(query: Query, iris: Iris) -> dict[str, object]:
    """The examples of the parameters that a query needs, under the base of this graph."""
    return {
        parameter.name: [_example(parameter, iris)]
        if parameter.sort == "many"
        else _example(parameter, iris)
        for parameter in query.parameters.values()
        if parameter.sort != "optional"
    }


def _example(parameter: Parameter, iris: Iris) -> str:
    thing = Iris(DEFAULT_BASE).read(parameter.example) if parameter.type == "iri" else None
    return iris.thing(*thing) if thing else parameter.example
