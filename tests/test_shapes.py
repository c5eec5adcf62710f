"""Each rule has an instance that keeps it and one that breaks it, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from kg.shapes import Fault, faults
from kg.vocabulary import SCHEMES, SKOS
from tests.ontology_files import EXAMPLES, SHAPE, parse, schemes, shapes, terms, union

RULES = sorted(str(shape).removeprefix(str(SHAPE)) for shape in set(shapes().subjects(SH.message)))
VALID = {path.stem: path for path in EXAMPLES.glob("valid/*.ttl")}
INVALID = {path.stem: path for path in EXAMPLES.glob("invalid/*.ttl")}


def _faults(files: Iterable[Path]) -> list[Fault]:
    """What the shapes find in files, beside the example graph and the schemes."""
    return faults([union([EXAMPLES / "context.ttl", *files]) + schemes()], shapes())


@cache
def _broken() -> dict[str, list[Fault]]:
    """The faults of all invalid instances, found in one run, by the file of the thing at fault."""
    home = {str(subject): rule for rule, path in INVALID.items() for subject in _subjects(path)}
    result: dict[str, list[Fault]] = defaultdict(list)
    for fault in _faults(INVALID.values()):
        result[home[fault.focus]].append(fault)
    return result


def _subjects(path: Path) -> set[URIRef]:
    return {subject for subject in parse(path).subjects() if isinstance(subject, URIRef)}


def test_the_number_of_rules_and_instances() -> None:
    assert len(RULES) == 135
    assert len(VALID) == 135
    assert len(INVALID) == 135


def test_every_rule_has_its_pair() -> None:
    assert set(VALID) == set(INVALID) == set(RULES)


def test_every_shape_is_named_and_every_rule_in_use() -> None:
    graph = shapes()
    for kind in (SH.PropertyShape, SH.NodeShape):
        assert not [shape for shape in graph.subjects(RDF.type, kind) if isinstance(shape, BNode)]
    used = set(graph.objects(predicate=SH.property)) | set(graph.subjects(SH.targetClass))
    assert {SHAPE[rule] for rule in RULES} <= used


def test_instances_do_not_share_a_subject() -> None:
    paths = [*VALID.values(), *INVALID.values(), EXAMPLES / "context.ttl"]
    subjects = [subject for path in paths for subject in _subjects(path)]
    assert len(subjects) == len(set(subjects)) == 297


def test_the_example_graph_keeps_every_rule() -> None:
    assert _faults([]) == []


def test_the_valid_instances_keep_every_rule() -> None:
    assert _faults(VALID.values()) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_invalid_instance_breaks_its_rule_and_no_other(rule: str) -> None:
    assert {fault.rule for fault in _broken()[rule]} == {rule}


@pytest.mark.parametrize("rule", RULES)
def test_the_message_speaks_both_languages(rule: str) -> None:
    texts = list(shapes().objects(SHAPE[rule], SH.message))
    assert sorted(str(t.language) for t in texts if isinstance(t, Literal)) == ["en", "fr"]
    fault = _broken()[rule][0]
    assert fault.fr != fault.en
    assert {fault.fr, fault.en} == {str(text) for text in texts}


def test_a_fault_is_found_in_a_file_by_itself() -> None:
    found = _faults([INVALID["finding-needs-study"]])
    assert [fault.rule for fault in found] == ["finding-needs-study"]


def test_every_class_has_a_shape() -> None:
    targets = set(shapes().objects(predicate=SH.targetClass))
    concepts = {kind for _, kind in SCHEMES.values()}
    own = {s for s in terms().subjects(RDF.type) if "pairkg/ontology#" in str(s)}
    classes = {s for s in own if str(s).rpartition("#")[2][0].isupper()}
    assert concepts | classes <= targets
    assert SKOS.ConceptScheme in targets


def test_shapes_are_shacl_core_only() -> None:
    graph: Graph = shapes()
    predicates = {str(predicate).rpartition("#")[2] for predicate in graph.predicates()}
    assert not predicates & {"sparql", "select", "ask", "js", "rule", "expression", "severity"}
