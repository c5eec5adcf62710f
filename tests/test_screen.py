"""The screen passes nothing that the validator would find, and knows every shape in use."""

from __future__ import annotations

import gc
import logging
import random
from collections.abc import Iterator

import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.read.collector import without_collector
from kg.shapes import faults, faults_of
from kg.shapes.screen import NotScreenedError, suspects
from kg.vocabulary import DCTERMS, PK, SKOS
from tests.ontology_files import EXAMPLES, SHAPE, parse, parse_snippet, schemes, shapes, union

VALID = sorted(EXAMPLES.glob("valid/*.ttl"))
INVALID = sorted(EXAMPLES.glob("invalid/*.ttl"))
CONTEXT = EXAMPLES / "context.ttl"
INTRUDERS: tuple[Node, ...] = (
    Literal("x"),
    Literal(""),
    Literal("x", lang="fr"),
    Literal("x", lang="de"),
    Literal("-3", datatype=XSD.integer),
    Literal("99999", datatype=XSD.integer),
    Literal("2.5", datatype=XSD.decimal),
    Literal("1999-01-01", datatype=XSD.date),
    Literal("some day", datatype=XSD.date),
    URIRef("https://example.org/nothing"),
)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The RDF library logs each text that is not of its datatype; these are meant to be so."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def found(graph: Graph) -> set[str]:
    """What the validator finds by itself."""
    return {fault.focus for fault in faults_of(graph, shapes(), None)}


def suspected(graph: Graph) -> set[str]:
    """What the screen suspects."""
    return {str(node) for node in suspects([graph], shapes())}


def test_the_valid_instances_raise_no_suspicion() -> None:
    assert suspected(union([CONTEXT, *VALID]) + schemes()) == set()


def test_the_invalid_instances_are_suspected_and_nothing_else() -> None:
    graph = union([CONTEXT, *INVALID]) + schemes()
    assert len(found(graph)) == len(INVALID)
    assert suspected(graph) == found(graph)


@pytest.mark.parametrize("seed", range(3))
def test_no_fault_of_a_graph_spoilt_at_random_is_passed(seed: int) -> None:
    """One triple in ten is left out, or has a value of another kind beside it or in its place."""
    chance = random.Random(seed)
    whole = sorted(union([CONTEXT, *VALID]))
    objects = [o for _, _, o in whole]
    graph = Graph() + schemes()
    for s, p, o in whole:
        turn = chance.random()
        if turn < 0.03:
            continue
        if turn < 0.1:
            graph.add((s, p, chance.choice(INTRUDERS if turn < 0.07 else objects)))
            if chance.random() < 0.5:
                continue
        graph.add((s, p, o))
    assert len(found(graph)) > 30
    assert found(graph) <= suspected(graph)
    assert {fault.focus for fault in faults([graph], shapes())} == found(graph)


def test_graphs_are_read_as_one() -> None:
    """A work in one graph, its type in another: neither is at fault."""
    graph = union([CONTEXT, *VALID]) + schemes()
    types, rest = Graph(), Graph()
    for triple in graph:
        (types if triple[1] == RDF.type else rest).add(triple)
    assert suspects([types, rest], shapes()) == set()
    assert suspects([rest], shapes()) == set(), "nothing has a class there"
    assert suspects([types], shapes())


def test_one_triple_in_two_graphs_is_one_value() -> None:
    graph = union([CONTEXT, EXAMPLES / "valid/label-in-both-languages.ttl"]) + schemes()
    label = next(
        triple
        for triple in parse(EXAMPLES / "valid/label-in-both-languages.ttl")
        if triple[1] == SKOS.prefLabel
    )
    [other] = [o for o in graph.objects(label[0], SKOS.prefLabel) if o != label[2]]
    graph.remove((label[0], SKOS.prefLabel, other))
    again = Graph()
    again.add(label)
    assert label[0] in suspects([graph, again], shapes())


@pytest.mark.parametrize(
    "rule",
    [
        "sh:node <shape/other>",
        "sh:property [ sh:path ( dcterms:subject dcterms:title ) ; sh:minCount 1 ]",
        "sh:property [ sh:path dcterms:title ; sh:nodeKind sh:Literal ]",
        "sh:targetNode <thing>",
        "sh:closed true",
        "sh:not [ sh:class pk:Claim ]",
    ],
)
def test_what_the_screen_does_not_know_it_leaves_to_the_validator(rule: str) -> None:
    text = f"@prefix sh: <{SH}> .\n<shape/one> a sh:NodeShape ; sh:targetClass pk:Term ; {rule} ."
    unknown = parse_snippet(text)
    data = parse_snippet("<thing> a pk:Term .")
    with pytest.raises(NotScreenedError):
        suspects([data], unknown)


def test_an_unknown_rule_is_still_held() -> None:
    text = f"""@prefix sh: <{SH}> .
    <shape/one> a sh:NodeShape ; sh:targetClass pk:Term ; sh:not [ sh:class pk:Claim ] ."""
    data = parse_snippet("<thing> a pk:Term , pk:Claim . <other> a pk:Term .")
    assert [fault.focus for fault in faults([data], parse_snippet(text))] == [
        "https://w3id.org/pairkg/thing"
    ]


def test_some_nodes_are_held_to_the_rules_on_their_values() -> None:
    """An agent that is neither person nor organisation, found from the name that has it."""
    path = EXAMPLES / "invalid/contribution-agent-is-known.ttl"
    graph = union([CONTEXT, path]) + schemes()
    [node] = found(graph)
    assert [fault.rule for fault in faults_of(graph, shapes(), [node])] == [path.stem]
    assert faults_of(graph, shapes(), ["https://example.org/other"]) == []


def test_many_faults_are_all_told() -> None:
    graph = Graph()
    for number in range(150):
        graph.add((URIRef(f"https://example.org/{number}"), RDF.type, PK.Saying))
    texts = [fault for fault in faults([graph], shapes()) if fault.rule == "saying-needs-text"]
    assert len({fault.focus for fault in texts}) == 150


def test_a_class_below_another_is_held_to_its_rules() -> None:
    data = parse_snippet("pk:Odd rdfs:subClassOf pk:Import . <thing> a pk:Odd .")
    rules = {fault.rule for fault in faults([data], shapes())}
    assert {"import-needs-file", "import-needs-date"} <= rules
    assert (SHAPE["Import"], SH.targetClass, PK.Import) in shapes()
    assert DCTERMS.identifier in set(shapes().objects(None, SH.path))


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_as_it_was_afterwards(on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        with without_collector():
            assert not gc.isenabled()
        assert gc.isenabled() is on
        with pytest.raises(ValueError, match="stop"), without_collector():
            raise ValueError("stop")
        assert gc.isenabled() is on
    finally:
        (gc.enable if before else gc.disable)()
