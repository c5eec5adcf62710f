"""Which studies support a claim, and which do not, on the invented graph."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.answers.errors import NotFound
from kg.answers.evidence import claim_evidence
from kg.answers.models_claims import Evidence
from kg.catalogue import BadParameter
from kg.engine import OxigraphEngine
from kg.graph import KnowledgeGraph
from tests.answers_graph import load_graph, load_store

CLAIM = "shortens-stays"
BASE = "https://w3id.org/pairkg/"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return load_graph()


def findings(evidence: Evidence) -> list[str]:
    return [line.finding.id for line in evidence.evidence]


def test_evidence_has_the_shape_that_users_rely_on(graph: KnowledgeGraph) -> None:
    answer = json.loads(claim_evidence(graph, CLAIM).model_dump_json())
    assert set(answer) == {"claim", "summary", "evidence", "unresolved"}
    assert set(answer["claim"]) == {"id", "iri", "statement", "outcome"}
    assert set(answer["claim"]["outcome"]) == {"id", "label"}
    assert set(answer["summary"]) == {
        "supports", "disputes", "mixed", "no-difference", "studies", "works", "countries",
    }  # fmt: skip
    line = answer["evidence"][1]
    assert set(line) >= {
        "stance", "finding", "study", "works", "programme", "stated_in", "citations", "first_hand",
    }  # fmt: skip
    assert set(line["finding"]) >= {"id", "statement", "direction", "figures"}
    assert set(line["finding"]["figures"][0]) >= {"label", "value", "unit", "group", "n"}
    assert set(line["study"]) >= {"id", "label", "design", "sample_size", "countries", "period"}
    assert set(line["works"][0]) >= {"id", "title", "authors", "year", "doi"}
    assert set(line["works"][0]["authors"][0]) >= {"family", "given"}
    assert set(line["programme"]) >= {"id", "label"}
    assert set(line["stated_in"][0]) == {"source", "locator"}
    assert set(line["stated_in"][0]["source"]) == {"id", "label"}
    assert set(line["stated_in"][0]["locator"]) >= {"section", "page", "line"}
    assert set(line["citations"][0]) == {"id", "printed"}


def test_a_study_counts_once_for_a_stance_and_on_each_of_its_sides(graph: KnowledgeGraph) -> None:
    summary = claim_evidence(graph, CLAIM).summary
    # alder supports with two findings, birch supports and disputes, cedar saw no difference
    assert (summary.supports, summary.disputes, summary.mixed, summary.no_difference) == (
        2,
        1,
        0,
        1,
    )
    assert (summary.studies, summary.works, summary.countries) == (3, 3, ["FR", "US"])


def test_lines_come_by_stance_then_study(graph: KnowledgeGraph) -> None:
    evidence = claim_evidence(graph, CLAIM)
    assert [(line.stance, line.finding.id) for line in evidence.evidence] == [
        ("supports", "alder-days"),
        ("supports", "alder-stays"),
        ("supports", "birch-stays"),
        ("disputes", "birch-stays-longer"),
        ("no-difference", "cedar-stays"),
    ]


def test_a_finding_comes_with_all_that_is_known_of_it(graph: KnowledgeGraph) -> None:
    line = claim_evidence(graph, CLAIM).evidence[1]
    assert line.why is not None
    assert line.why.en == "A lower rate."
    assert line.study.sample_size == 484
    assert line.study.period == "1998/1999"
    assert [work.id for work in line.works] == ["ash-2001", "ash-2002"]
    assert [(author.family, author.given) for author in line.works[0].authors] == [
        ("Ash", "A."),
        ("Bée", "Élodie"),
    ]
    assert line.works[0].et_al
    assert [(place.source.id, place.locator.line) for place in line.stated_in] == [
        ("lake-note", 5),
        ("river-report", 10),
    ]
    assert [citation.printed for citation in line.citations] == ["Ash et al., 2001"]
    figures = [(figure.value, type(figure.value), figure.n) for figure in line.finding.figures]
    assert figures == [(62, int, 106), (73.5, float, None)]


def test_what_is_unknown_is_null_or_empty(graph: KnowledgeGraph) -> None:
    line = claim_evidence(graph, CLAIM).evidence[-1]
    assert line.programme is None
    assert not line.works
    assert not line.programmes
    assert not line.citations
    assert line.study.design is None
    assert line.study.label.en is None


def test_a_source_that_is_the_studys_own_publication_is_first_hand(graph: KnowledgeGraph) -> None:
    lines = claim_evidence(graph, CLAIM).evidence
    assert [line.finding.id for line in lines if line.first_hand] == ["birch-stays"]


def test_citations_without_a_known_work_are_told_apart(graph: KnowledgeGraph) -> None:
    unresolved = claim_evidence(graph, CLAIM, stance="mixed").unresolved
    assert [(item.id, item.printed) for item in unresolved] == [("river-report-l20-n47", "47")]
    assert unresolved[0].stated_in[0].locator.page == 4


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"stance": "disputes"}, ["birch-stays-longer"]),
        ({"stance": "mixed"}, []),
        ({"country": "us"}, ["alder-days", "alder-stays", "birch-stays", "birch-stays-longer"]),
        ({"country": "BE"}, []),
        ({"design": "cohort"}, ["alder-days", "alder-stays"]),
        ({"design": "qualitative", "stance": "supports"}, ["birch-stays"]),
        ({"programme": "harbour-1"}, ["alder-days", "alder-stays"]),
        ({"programme": "lantern"}, ["birch-stays", "birch-stays-longer"]),
        ({"year_from": 2003}, ["birch-stays", "birch-stays-longer"]),
        ({"year_to": 2001}, ["alder-days", "alder-stays"]),
        ({"year_from": 2002, "year_to": 2003}, ["alder-days", "alder-stays"]),
        ({"year_from": 2005}, []),
    ],
)
def test_evidence_can_be_narrowed(
    graph: KnowledgeGraph, filters: dict[str, str | int], expected: list[str]
) -> None:
    evidence = claim_evidence(graph, CLAIM, **filters)  # type: ignore[arg-type]
    assert findings(evidence) == expected
    assert evidence.summary.studies == len({name.split("-")[0] for name in expected})


def test_the_programme_shown_is_the_one_asked_for(graph: KnowledgeGraph) -> None:
    def shown(programme: str | None) -> set[str]:
        lines = claim_evidence(graph, CLAIM, programme=programme).evidence
        return {f"{line.study.id} {line.programme.id}" for line in lines if line.programme}

    assert shown(None) == {"alder harbour-1", "birch harbour"}
    assert shown("lantern") == {"birch lantern"}
    assert shown("harbour") == {"alder harbour-1", "birch harbour"}


def test_a_claim_without_evidence_has_an_empty_answer(graph: KnowledgeGraph) -> None:
    evidence = claim_evidence(graph, "gives-hope")
    assert (evidence.evidence, evidence.unresolved, evidence.summary.studies) == ([], [], 0)
    assert evidence.claim.statement.en is None


@pytest.mark.parametrize("name", ["nothing-like-it", 'x"> . }', "Upper", ""])
def test_an_unknown_claim_is_not_found(graph: KnowledgeGraph, name: str) -> None:
    with pytest.raises(NotFound) as caught:
        claim_evidence(graph, name)
    assert (caught.value.kind, caught.value.id) == ("claim", name)


@pytest.mark.parametrize(
    "filters", [{"stance": '"> . }'}, {"country": "F R"}, {"design": "#"}, {"programme": "a/b"}]
)
def test_a_filter_that_cannot_be_is_refused(graph: KnowledgeGraph, filters: dict[str, str]) -> None:
    with pytest.raises(BadParameter):
        claim_evidence(graph, CLAIM, **filters)  # type: ignore[arg-type]


# A triple that stands in two graphs shows twice in the view of all graphs as one. The build keeps
# each triple in one graph; if one should slip through, counts must hold all the same.


@pytest.fixture
def doubled() -> ox.Store:
    """The graph with a study's finding, its design and a stance stated in a second graph too."""
    store = load_store()
    for subject, predicate in (
        ("finding/alder-stays", "ofStudy"),
        ("study/alder", "design"),
        ("study/alder", "reportedIn"),
        ("claim/shortens-stays#evidence-alder-stays", "stance"),
    ):
        property_ = ox.NamedNode(f"{BASE}ontology#{predicate}")
        for quad in list(store.quads_for_pattern(ox.NamedNode(BASE + subject), property_, None)):
            graph_name = ox.NamedNode(f"{BASE}graph/source/lake-note")
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph_name))
    return store


def test_the_trap_is_real(doubled: ox.Store) -> None:
    rows = KnowledgeGraph(OxigraphEngine(doubled)).rows(
        "claim_evidence", claim=f"{BASE}claim/{CLAIM}"
    )
    assert [row["finding"] for row in rows].count(f"{BASE}finding/alder-stays") == 4


def test_counts_do_not_fall_into_the_trap(doubled: ox.Store) -> None:
    there = claim_evidence(KnowledgeGraph(OxigraphEngine(doubled)), CLAIM)
    assert there.summary == claim_evidence(load_graph(), CLAIM).summary


def test_who_says_so_still_tells_the_graphs_apart(doubled: ox.Store) -> None:
    finding = ox.NamedNode(f"{BASE}finding/alder-stays")
    found = doubled.quads_for_pattern(finding, ox.NamedNode(f"{BASE}ontology#ofStudy"), None)
    assert {str(quad.graph_name) for quad in found} == {
        f"<{BASE}graph/curation>",
        f"<{BASE}graph/source/lake-note>",
    }
