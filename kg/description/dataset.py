"""The dataset in VoID and DCAT: what it is, how large, under which licence, in which forms."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.catalogue import Catalogue
from kg.description.examples import examples
from kg.description.partitions import partitions
from kg.description.terms import DCAT, DCTERMS, MEDIA_TYPES, VOID
from kg.iris import Iris
from kg.vocabulary import LICENCE, PREFIXES, PROV

__all__ = ["DISTRIBUTIONS", "dataset_iri", "description"]

_TITLE = {
    "fr": "pairkg : la littérature sur la pair-aidance en santé mentale",
    "en": "pairkg: the literature on peer support in mental health",
}
_DESCRIPTION = {
    "fr": "Programmes, études, résultats, affirmations, publications et citations de la "
    "pair-aidance en santé mentale ; chaque fait est lié au passage où une source l'écrit.",
    "en": "Programmes, studies, findings, claims, works and citations of peer support in mental "
    "health; each fact is tied to the place where a source states it.",
}
_KEYWORDS = {
    "fr": ("pair-aidance", "travail pair", "santé mentale", "rétablissement"),
    "en": ("peer support", "peer work", "mental health", "recovery"),
}
_RDF = "rdf"
_LIBRARY = "library"
DISTRIBUTIONS: Mapping[str, tuple[str, str]] = {
    "turtle": ("text/turtle", _RDF),
    "trig": ("application/trig", _RDF),
    "nquads": ("application/n-quads", _RDF),
    "jsonld": ("application/ld+json", _RDF),
    "bibtex": ("application/x-bibtex", _LIBRARY),
    "ris": ("application/x-research-info-systems", _LIBRARY),
    "csl-json": ("application/vnd.citationstyles.csl+json", _LIBRARY),
    "csv": ("text/csv", _LIBRARY),
    "graphml": ("application/graphml+xml", "networks"),
}
"""Name of an export -> its media type, and what of the graph it holds."""
_HOLDS = {
    _RDF: ("Le graphe entier", "The whole graph"),
    _LIBRARY: ("La bibliographie", "The bibliography"),
    "networks": ("Les réseaux d'affirmations et de citations", "The networks of claims, citations"),
}
_UNREGISTERED = "application/x-"


def dataset_iri(iris: Iris) -> URIRef:
    """The IRI of the dataset; whatever describes it hangs on that by a fragment."""
    return URIRef(f"{iris.base}dataset")


def description(
    iris: Iris, graphs: Mapping[str, Graph], catalogue: Catalogue, *, activity: str
) -> Graph:
    """What is said of a dataset of these named graphs, which `activity` has made.

    The counts leave this description out. When it was made stands with the activity, so that the
    same graphs have the same description.
    """
    dataset = dataset_iri(iris)
    endpoint = URIRef(f"{iris.base}sparql")
    result = partitions(dataset, graphs.values())
    result += examples(dataset, iris, catalogue, endpoint)

    def say(subject: URIRef, predicate: URIRef, *objects: Node) -> None:
        for each in objects:
            result.add((subject, predicate, each))

    say(dataset, RDF.type, VOID.Dataset, DCAT.Dataset)
    say(dataset, DCTERMS.title, *_texts(_TITLE))
    say(dataset, DCTERMS.description, *_texts(_DESCRIPTION))
    for lang, words in _KEYWORDS.items():
        say(dataset, DCAT.keyword, *(Literal(word, lang=lang) for word in words))
    say(dataset, DCTERMS.license, LICENCE)
    say(dataset, PROV.wasGeneratedBy, URIRef(activity))
    say(dataset, DCAT.landingPage, URIRef(iris.base))
    say(dataset, VOID.uriSpace, Literal(iris.base))
    say(dataset, VOID.sparqlEndpoint, endpoint)
    for predicate, number in _counts(graphs).items():
        say(dataset, predicate, Literal(number, datatype=XSD.integer))
    used = {str(p) for graph in graphs.values() for p in graph.predicates(unique=True)}
    spaces = {space for space in PREFIXES.values() if any(p.startswith(space) for p in used)}
    say(dataset, VOID.vocabulary, *(URIRef(space) for space in sorted(spaces)))
    for iri, graph in graphs.items():
        say(dataset, VOID.subset, URIRef(iri))
        say(URIRef(iri), RDF.type, VOID.Dataset)
        say(URIRef(iri), VOID.triples, Literal(len(graph), datatype=XSD.integer))
    service = URIRef(f"{dataset}#sparql")
    say(service, RDF.type, DCAT.DataService)
    say(service, DCAT.endpointURL, endpoint)
    say(service, DCAT.servesDataset, dataset)
    for name, (media_type, holds) in DISTRIBUTIONS.items():
        node = URIRef(f"{dataset}#{name}")
        say(dataset, DCAT.distribution, node)
        say(node, RDF.type, DCAT.Distribution)
        fr, en = _HOLDS[holds]
        say(node, DCTERMS.title, *_texts({"fr": f"{fr} ({name})", "en": f"{en} ({name})"}))
        say(node, DCTERMS.description, Literal(f"pairkg export --format {name}"))
        say(node, DCTERMS.license, LICENCE)
        if not media_type.startswith(_UNREGISTERED):
            say(node, DCAT.mediaType, MEDIA_TYPES[media_type])
        if holds == _RDF:
            say(node, DCAT.accessService, service)
        say(node, DCAT.accessURL, endpoint if holds == _RDF else URIRef(iris.base))
    return result


def _counts(graphs: Mapping[str, Graph]) -> dict[URIRef, int]:
    triples = {triple for graph in graphs.values() for triple in graph}
    return {
        VOID.triples: len(triples),
        VOID.classes: len({o for _, p, o in triples if p == RDF.type}),
        VOID.properties: len({p for _, p, _ in triples}),
        VOID.distinctSubjects: len({s for s, _, _ in triples}),
        VOID.distinctObjects: len({o for _, _, o in triples}),
        VOID.entities: len({s for s, p, _ in triples if p == RDF.type}),
    }


def _texts(text: Mapping[str, str]) -> list[Literal]:
    return [Literal(words, lang=lang) for lang, words in text.items()]
