"""The made-up graph: of the shape of the real one, valid, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.bench.queries import example_values
from kg.cli.program import run
from kg.engine import OxigraphEngine
from kg.graph import KnowledgeGraph
from kg.iris import DEFAULT_BASE, Iris
from kg.read.ontology import read_ontology
from kg.resources import shipped_ontology
from kg.shapes import faults
from kg.synth import synthesise
from kg.synth.examples import example_in_synthesis
from kg.triples.convert import to_graph

PK = "https://w3id.org/pairkg/ontology#"


def made(studies: int, seed: int = 0) -> bytes:
    stretches = list(synthesise(studies, seed, DEFAULT_BASE, shipped_ontology()))
    lines = b"".join(stretch.lines for stretch in stretches)
    assert lines.count(b"\n") == sum(stretch.quads for stretch in stretches)
    return lines


def loaded(lines: bytes) -> ox.Store:
    store = ox.Store()
    store.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Three whole blocks and a part of one."""
    return KnowledgeGraph(OxigraphEngine(loaded(made(65))), Iris(DEFAULT_BASE))


def count(graph: KnowledgeGraph, kind: str) -> int:
    query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a {kind} }}"
    value = graph.engine.select(query).rows[0][0]
    assert isinstance(value, ox.Literal)
    return int(value.value)


def test_it_holds_what_was_asked_for(graph: KnowledgeGraph) -> None:
    assert count(graph, f"<{PK}Study>") == 65
    assert count(graph, f"<{PK}Finding>") > 130
    assert count(graph, f"<{PK}Programme>") > 16
    assert count(graph, "<http://purl.org/ontology/bibo/Document>") > 65
    assert count(graph, "<http://purl.org/spar/cito/Citation>") == 260
    assert count(graph, f"<{PK}SourceDocument>") == 4


def test_blocks_cite_each_other(graph: KnowledgeGraph) -> None:
    across = """PREFIX cito: <http://purl.org/spar/cito/> ASK {
        ?c cito:hasCitingEntity ?a ; cito:hasCitedEntity ?b
        FILTER(STRBEFORE(STRAFTER(STR(?a), "work-"), "-")
            != STRBEFORE(STRAFTER(STR(?b), "work-"), "-")) }"""
    assert graph.engine.ask(across)


def test_each_triple_stands_in_one_graph_and_none_is_repeated(graph: KnowledgeGraph) -> None:
    lines = made(65).splitlines()
    triples = {line.rpartition(b" <")[0] for line in lines}
    assert len(triples) == len(set(lines)) == len(lines) == graph.engine.size()


@pytest.mark.parametrize("studies", [1, 23])
def test_it_keeps_the_shapes(studies: int) -> None:
    triples = [quad.triple for quad in loaded(made(studies))]
    shapes = to_graph(read_ontology(shipped_ontology()).shapes)
    assert faults([to_graph(triples)], shapes) == []


def test_the_queries_of_the_catalogue_answer_on_it(graph: KnowledgeGraph) -> None:
    answering = 0
    for query in graph.catalogue.values():
        values = example_values(query).items()
        made = {name: example_in_synthesis(value, graph.iris) for name, value in values}
        text = query.text(made)
        table = graph.engine.select if "SELECT" in query.body else None
        if table is not None:
            answering += bool(table(text).rows)
    assert answering > 60


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert made(45) == made(45)
    assert made(45) != made(45, seed=1)


def test_the_command_writes_whole_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "made.nq"
    assert run(["synth", "--studies", "2", "--seed", "7", "--out", str(out)]) == 0
    assert out.read_bytes() == made(2, seed=7)
    assert run(["synth", "--studies", "2", "--out", str(tmp_path / "none" / "x.nq")]) == 2
    assert "make it first" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["made.nq"]


# What the numbers of the catalogue grow with

CROWDED = """PREFIX pk: <https://w3id.org/pairkg/ontology#>
SELECT ?it (COUNT(DISTINCT ?study) AS ?n) {
    ?line pk:forClaim ?it ; pk:stance ?stance ; pk:fromFinding/pk:ofStudy ?study
    FILTER(?stance IN (%s)) } GROUP BY ?it"""
SIDES = ("supports", "disputes no-difference")


def values(graph: KnowledgeGraph, query: str) -> list[tuple[str, ...]]:
    return [tuple(str(value) for value in row.values()) for row in graph.rows(query)]


def test_contested_claims_are_those_with_studies_on_both_sides(graph: KnowledgeGraph) -> None:
    """Each side counted by a query of its own, and brought together here."""
    sides = []
    for side in SIDES:
        stances = ", ".join(f"<https://w3id.org/pairkg/stance/{name}>" for name in side.split())
        rows = graph.engine.select(CROWDED % stances).rows
        sides.append({str(it).rpartition("/")[2].strip(">"): n.value for it, n in rows})  # type: ignore[union-attr]
    both = sides[0].keys() & sides[1].keys()
    assert len(both) > 5
    expected = sorted((claim, sides[0][claim], sides[1][claim]) for claim in both)
    assert [row[:3] for row in values(graph, "claims_contested")] == expected


def test_works_on_both_sides_are_found_among_many_findings(graph: KnowledgeGraph) -> None:
    """Against the pairs that the lines of evidence make one by one."""
    lines = graph.engine.select("""PREFIX pk: <https://w3id.org/pairkg/ontology#>
        PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?work ?claim ?stance {
            ?line pk:forClaim/dcterms:identifier ?claim ; pk:stance/skos:notation ?stance ;
                pk:fromFinding/pk:ofStudy/pk:reportedIn/dcterms:identifier ?work }""").rows
    known = {tuple(term.value for term in row) for row in lines}  # type: ignore[union-attr]
    expected = sorted(
        (work, claim, stance)
        for work, claim, stance in known
        if stance in {"disputes", "no-difference"} and (work, claim, "supports") in known
    )
    assert expected
    assert [row[:3] for row in values(graph, "works_on_both_sides")] == expected


def test_evidence_on_one_study_is_counted_by_study(graph: KnowledgeGraph) -> None:
    lines = graph.engine.select("""PREFIX pk: <https://w3id.org/pairkg/ontology#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT DISTINCT ?claim ?study {
            ?line pk:forClaim/dcterms:identifier ?claim ;
                pk:fromFinding/pk:ofStudy/dcterms:identifier ?study }""").rows
    studies: dict[str, list[str]] = {}
    for claim, study in lines:
        studies.setdefault(claim.value, []).append(study.value)  # type: ignore[union-attr]
    expected = sorted((claim, found[0]) for claim, found in studies.items() if len(found) == 1)
    assert [row[:2] for row in values(graph, "claims_on_one_study")] == expected
    assert expected
