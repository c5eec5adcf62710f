"""The module of terms and the Turtle files say the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import get_type_hints

import pytest
from rdflib import URIRef
from rdflib.namespace import OWL, RDF, DefinedNamespace

from kg import vocabulary
from kg.vocabulary import (
    BIBO,
    CITATION_FUNCTIONS,
    CITO,
    DCTERMS,
    EDTF,
    PK,
    PREFIXES,
    SCHEME,
    SCHEMES,
    SKOS,
    WORK_CLASSES,
    WORK_TYPE,
)
from tests.ontology_files import LINKS, ONTOLOGY, own, parse, schemes, shapes, terms

REUSED = [
    value
    for value in vars(vocabulary).values()
    if isinstance(value, type)
    and issubclass(value, DefinedNamespace)
    and value.__module__ == vocabulary.__name__
    and value is not PK
]


def _terms(namespace: type[DefinedNamespace]) -> Iterator[URIRef]:
    for name in get_type_hints(namespace):
        if not name.startswith("_"):
            yield namespace[name]


def _declared(kinds: tuple[URIRef, ...]) -> set[URIRef]:
    found = chain.from_iterable(terms().subjects(RDF.type, kind) for kind in kinds)
    return {term for term in found if isinstance(term, URIRef)}


PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def test_own_terms_are_those_of_the_ontology() -> None:
    defined = {t for t in _declared((OWL.Class, *PROPERTIES)) if t.startswith(str(PK._NS))}
    assert set(_terms(PK)) == defined
    assert len(defined) == 124


def test_reused_terms_are_those_that_the_ontology_declares() -> None:
    declared = {t for t in _declared((OWL.Class, *PROPERTIES)) if not t.startswith(str(PK._NS))}
    assert len(REUSED) == 12
    assert set(chain.from_iterable(_terms(namespace) for namespace in REUSED)) == declared


def test_every_own_term_mentioned_in_a_file_exists() -> None:
    files = sorted(ONTOLOGY.rglob("*.ttl"))
    assert len(files) > 200
    known = set(_terms(PK)) | {URIRef(str(PK._NS))}
    for file in files:
        assert own(parse(file)) <= known, file


@pytest.mark.parametrize("namespace", [PK, *REUSED])
def test_a_misspelt_term_is_an_error(namespace: type[DefinedNamespace]) -> None:
    with pytest.raises(AttributeError):
        namespace["misspelt"]


def test_schemes_are_those_of_the_files() -> None:
    stems = {path.stem for path in ONTOLOGY.glob("schemes/*.ttl")}
    assert stems == {*SCHEMES, "term"}
    for name in stems:
        assert (SCHEME[name], RDF.type, SKOS.ConceptScheme) in schemes()


@pytest.mark.parametrize("name", SCHEMES)
def test_concepts_carry_the_namespace_class_and_notation_of_their_scheme(name: str) -> None:
    namespace, kind = SCHEMES[name]
    graph = parse(ONTOLOGY / "schemes" / f"{name}.ttl")
    concepts = set(graph.subjects(SKOS.inScheme, SCHEME[name]))
    assert concepts == set(graph.subjects(RDF.type, kind))
    assert len(concepts) >= 4
    for concept in concepts:
        assert concept == namespace[str(graph.value(concept, SKOS.notation))]


def test_each_work_type_has_a_class_and_each_class_a_work_type() -> None:
    assert {WORK_TYPE[name] for name in WORK_CLASSES} == set(
        schemes().subjects(SKOS.inScheme, SCHEME["work-type"])
    )
    assert WORK_CLASSES["document"] == BIBO.Document


def test_citation_functions_are_terms_of_cito_and_those_the_shape_allows() -> None:
    allowed = {str(o).removeprefix(str(CITO._NS)) for o in shapes().objects() if _function(o)}
    assert set(CITATION_FUNCTIONS) == allowed
    assert CITO["includesQuotationFrom"] == URIRef(f"{CITO._NS}includesQuotationFrom")


def _function(node: object) -> bool:
    return (
        isinstance(node, URIRef)
        and node.startswith(str(CITO._NS))
        and node.removeprefix(str(CITO._NS)) not in get_type_hints(CITO)
    )


def test_prefixes_of_every_file_are_those_of_the_module() -> None:
    extra = {"sh", "pk-shape", "obo", "eu"}
    for file in [*ONTOLOGY.rglob("*.ttl"), *LINKS.glob("*.ttl")]:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("@prefix"):
                _, prefix, iri, _ = line.split()
                name = prefix.rstrip(":")
                assert name in extra or PREFIXES[name] == iri.strip("<>"), (file, line)


def test_prefixes_do_not_repeat_a_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert EDTF.startswith(PREFIXES["edtf"])
    assert str(DCTERMS._NS) == PREFIXES["dcterms"]


def test_country_links_point_from_a_known_country_to_one_place() -> None:
    links = list(parse(LINKS / "countries.ttl"))
    assert len(links) == 16
    countries = set(schemes().subjects(SKOS.inScheme, SCHEME["country"]))
    assert {subject for subject, _, _ in links} < countries
    assert {predicate for _, predicate, _ in links} == {SKOS.exactMatch}
    assert len({target for _, _, target in links}) == len(links)
