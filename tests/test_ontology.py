"""The ontology is complete in both languages and consistent."""

from __future__ import annotations

import owlrl
import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from kg.vocabulary import (
    DCTERMS,
    LICENCE,
    ONTOLOGY_IRI,
    ONTOLOGY_VERSION,
    PK,
    SKOS,
    VERSION_IRI,
    VS,
)
from tests.ontology_files import (
    BASE,
    EXAMPLES,
    LINKS,
    ONTOLOGY,
    own,
    parse,
    parse_snippet,
    schemes,
    terms,
    union,
)

ERROR = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")
OWN_TERMS = sorted(
    subject
    for subject in set(terms().subjects(RDFS.isDefinedBy))
    if isinstance(subject, URIRef) and subject.startswith(str(PK._NS))
)
CONCEPTS = sorted(str(concept) for concept in set(schemes().subjects(SKOS.inScheme)))


def _languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str]:
    values = graph.objects(subject, predicate)
    return sorted(str(v.language) for v in values if isinstance(v, Literal) and str(v).strip())


def test_there_is_something_to_test() -> None:
    assert len(OWN_TERMS) == 124
    assert len(CONCEPTS) == 176


@pytest.mark.parametrize("term", OWN_TERMS, ids=lambda term: term.rpartition("#")[2])
def test_an_own_term_has_label_definition_status_and_home(term: URIRef) -> None:
    graph = terms()
    assert _languages(graph, term, RDFS.label) == ["en", "fr"]
    assert _languages(graph, term, SKOS.definition) == ["en", "fr"]
    assert list(graph.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY_IRI]
    assert str(graph.value(term, VS.term_status)) in {"stable", "testing", "unstable", "archaic"}


@pytest.mark.parametrize("term", OWN_TERMS, ids=lambda term: term.rpartition("#")[2])
def test_the_example_of_a_term_is_turtle_that_uses_it(term: URIRef) -> None:
    examples = list(terms().objects(term, SKOS.example))
    assert len(examples) == 1
    graph = parse_snippet(str(examples[0]))
    assert term in own(graph)
    assert own(graph) <= set(OWN_TERMS)


@pytest.mark.parametrize("term", OWN_TERMS, ids=lambda term: term.rpartition("#")[2])
def test_an_own_property_has_one_kind_and_known_ends(term: URIRef) -> None:
    graph = terms()
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    assert len(kinds & set(graph.objects(term, RDF.type))) == 1
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf):
        ends = list(graph.objects(term, predicate))
        assert len(ends) <= 1
        for end in ends:
            builtin = str(end).startswith((str(RDF), "http://www.w3.org/2001/XMLSchema#"))
            assert builtin or (end, RDF.type, None) in graph


def test_no_term_is_of_two_kinds_of_property() -> None:
    graph = terms()
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Class)
    seen = [term for kind in kinds for term in graph.subjects(RDF.type, kind)]
    assert len(seen) == len(set(seen)) == 200


def test_no_blank_nodes() -> None:
    files = [
        *ONTOLOGY.glob("*.ttl"),
        *ONTOLOGY.glob("schemes/*.ttl"),
        *EXAMPLES.rglob("*.ttl"),
        *LINKS.glob("*.ttl"),
    ]
    assert len(files) > 210
    for file in files:
        assert not [node for triple in parse(file) for node in triple if isinstance(node, BNode)]


def test_the_ontology_says_what_it_is() -> None:
    graph = terms()
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY_IRI]
    assert graph.value(ONTOLOGY_IRI, OWL.versionIRI) == VERSION_IRI
    assert str(graph.value(ONTOLOGY_IRI, OWL.versionInfo)) == ONTOLOGY_VERSION
    assert graph.value(ONTOLOGY_IRI, DCTERMS.license) == LICENCE
    assert graph.value(ONTOLOGY_IRI, DCTERMS.creator) == URIRef(f"{BASE}organisation/pairkg")
    assert _languages(graph, ONTOLOGY_IRI, DCTERMS.title) == ["en", "fr"]
    assert _languages(graph, ONTOLOGY_IRI, DCTERMS.description) == ["en", "fr"]


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda iri: iri.removeprefix(BASE))
def test_a_concept_has_label_definition_and_place(concept: str) -> None:
    graph, node = schemes(), URIRef(concept)
    assert _languages(graph, node, SKOS.prefLabel) == ["en", "fr"]
    assert _languages(graph, node, SKOS.definition) == ["en", "fr"]
    scheme = graph.value(node, SKOS.inScheme)
    broader = list(graph.objects(node, SKOS.broader))
    assert bool(broader) != ((node, SKOS.topConceptOf, scheme) in graph)
    assert all((wider, SKOS.inScheme, scheme) in graph for wider in broader)


def test_no_two_concepts_of_a_scheme_share_a_label() -> None:
    graph = schemes()
    for scheme in set(graph.objects(predicate=SKOS.inScheme)):
        concepts = list(graph.subjects(SKOS.inScheme, scheme))
        for language in ("fr", "en"):
            labels = [
                str(label)
                for concept in concepts
                for label in graph.objects(concept, SKOS.prefLabel)
                if isinstance(label, Literal) and label.language == language
            ]
            assert len(labels) == len(set(labels)) == len(concepts)


def test_alignments_relate_terms_that_exist() -> None:
    graph = parse(ONTOLOGY / "alignments.ttl")
    known = {*OWN_TERMS, *map(URIRef, CONCEPTS)}
    assert len(graph) == 22
    assert {subject for subject, _, _ in graph} <= known
    assert {predicate for _, predicate, _ in graph} == {
        SKOS.closeMatch,
        SKOS.relatedMatch,
        RDFS.subClassOf,
    }


def _closure(*more: tuple[URIRef, URIRef, URIRef | Literal]) -> Graph:
    """All that follows under OWL 2 RL from ontology, schemes, alignments and an example graph."""
    files = [ONTOLOGY / "pairkg.ttl", ONTOLOGY / "alignments.ttl", EXAMPLES / "context.ttl"]
    graph = union([*files, *sorted(EXAMPLES.glob("valid/*.ttl"))]) + schemes()
    for triple in more:
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def _contradictions(graph: Graph) -> list[str]:
    found = [str(text) for text in graph.objects(predicate=ERROR.error)]
    return found + [str(node) for node in graph.subjects(RDF.type, OWL.Nothing)]


def test_the_ontology_with_its_examples_is_consistent() -> None:
    graph = _closure()
    assert _contradictions(graph) == []
    locator = URIRef(f"{BASE}source/a-source#L10")
    place = URIRef("http://www.w3.org/ns/oa#SpecificResource")
    assert (locator, RDF.type, place) in graph, "the reasoner drew no conclusion"


def test_a_study_that_is_a_programme_is_found_out() -> None:
    assert _contradictions(_closure((URIRef(f"{BASE}study/a-study"), RDF.type, PK.Programme)))


def test_a_finding_of_a_work_is_found_out_through_the_range() -> None:
    finding, work = URIRef(f"{BASE}finding/a-finding"), URIRef(f"{BASE}work/a-work")
    assert _contradictions(_closure((finding, PK.ofStudy, work)))
