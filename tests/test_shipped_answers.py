"""The three questions, asked of the shipped graph."""

from __future__ import annotations

from kg.answers.citations import get_citation
from kg.answers.evidence import claim_evidence
from kg.answers.findings import finding_citations
from kg.answers.programmes import get_programme
from kg.answers.studies import list_studies
from kg.answers.timeline import programme_timeline, timeline
from kg.catalogue import Page
from kg.graph import KnowledgeGraph


def _stances(graph: KnowledgeGraph, claim: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in claim_evidence(graph, claim).evidence:
        found.setdefault(line.study.id, set()).add(line.stance)
    return found


def test_hospitalisation_has_its_support_and_its_qualification(real_graph: KnowledgeGraph) -> None:
    stances = _stances(real_graph, "reduces-hospitalisation")
    assert stances["lawn-2008"] == {"supports"}
    assert stances["min-2007"] == {"supports"}
    assert stances["pitt-2013"] == {"no-difference"}
    evidence = claim_evidence(real_graph, "reduces-hospitalisation").evidence
    (line,) = [line for line in evidence if line.study.id == "min-2007"]
    rates = {(f.value, f.n) for f in line.finding.figures if f.measure == "proportion"}
    assert rates == {(62, 106), (73, 378)}
    assert [f.value for f in line.finding.figures if f.measure == "relative-difference"] == [15]


def test_on_stigma_one_study_stands_against_three(real_graph: KnowledgeGraph) -> None:
    stances = _stances(real_graph, "reduces-stigma")
    assert stances["stigma"] == {"no-difference"}
    for study in ("gillard-2015", "mclean-2009", "repper-carter-2011"):
        assert stances[study] == {"supports"}


def test_one_work_stands_on_both_sides_of_the_role_model(real_graph: KnowledgeGraph) -> None:
    evidence = claim_evidence(real_graph, "peers-are-role-models")
    both = [line for line in evidence.evidence if line.study.id == "walker-bryant-2013"]
    assert {line.stance for line in both} == {"supports", "disputes"}
    assert {work.id for line in both for work in line.works} == {"walker-bryant-2013"}
    studies = {line.study.id for line in evidence.evidence}
    assert evidence.summary.studies == len(studies)


def test_the_american_programmes_come_in_order_of_date(real_graph: KnowledgeGraph) -> None:
    events = timeline(real_graph, country="US", page=Page(200, 0)).items
    dates = [(e.programme.id, e.date, e.end) for e in events]
    expected = [
        ("denver", "1986", "1988"),
        ("us-hiring-1989", "1989", None),
        ("wins", "1991", "1993"),
        ("share", "1995", "1997"),
    ]
    assert [date for date in dates if date in expected] == expected
    (yale,) = [event for event in events if event.programme.id == "yale"]
    assert yale.disagreement is not None
    says = {said.date: said.source for said in yale.disagreement.says}
    printed = says["2011/2003"]
    assert printed is not None
    assert printed.id == "ireps-dossier-2019"


def test_a_finding_leads_to_its_citations_and_back(real_graph: KnowledgeGraph) -> None:
    finding = "min-2007-rehospitalisation"
    citations = finding_citations(real_graph, finding).items
    assert len(citations) >= 2
    for citation in citations:
        assert finding in [f.id for f in get_citation(real_graph, citation.id).findings]


def test_a_timeline_takes_in_the_parts_of_parts(real_graph: KnowledgeGraph) -> None:
    assert get_programme(real_graph, "stigma-study").part_of is not None
    events = programme_timeline(real_graph, "msp").events
    assert {"msp", "msp-1", "msp-2", "stigma-study"} <= {e.programme.id for e in events}
    days = [event.first_day or event.last_day for event in events]
    assert days == sorted(days, key=lambda day: day or "")


def test_a_design_takes_in_all_that_lie_beneath_it(real_graph: KnowledgeGraph) -> None:
    # literature review > systematic review > metasynthesis
    evidence = claim_evidence(real_graph, "peers-are-role-models", design="literature-review")
    found = {line.study.id: line.study.design for line in evidence.evidence}
    assert found["walker-bryant-2013"] == "metasynthesis"
    studies = list_studies(real_graph, design="literature-review", page=Page(200, 0)).items
    assert "walker-bryant-2013" in {study.id for study in studies}
