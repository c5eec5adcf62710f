"""Networks over a handful of rows: what is a node, what an edge, who is connected to whom."""

from __future__ import annotations

import pytest

from kg.iris import Iris
from kg.networks import (
    Node,
    Path,
    Place,
    Step,
    build_citation_network,
    build_claim_network,
    find_path,
    rank_cited_works,
    rank_works_by_claims,
)
from kg.rows import Row

IRIS = Iris("https://example.org/kg/")


def iri(name: str) -> str:
    return IRIS.base + name


def thing(name: str, label_fr: str | None = None, label_en: str | None = None) -> Row:
    return Row(thing=iri(name), label_fr=label_fr, label_en=label_en)


def link(start: str, relation: str, end: str, stance: str | None = None) -> Row:
    return Row({"from": iri(start), "relation": relation, "to": iri(end), "stance": stance})


def citation(name: str, citing: str, cited: str, function: str, printed: str) -> Row:
    return Row(
        citation=name,
        citing=iri(citing),
        cited=iri(cited),
        function=f"http://purl.org/spar/cito/{function}",
        printed=printed,
    )


THINGS = [
    thing("claim/gives-hope", "Le soutien par les pairs donne espoir.", "Peer support gives hope."),
    thing("work/walker-bryant-2013", "A metasynthesis", "A metasynthesis"),
]
LINKS = [
    link("finding/walker-hope", "evidence", "claim/gives-hope", "supports"),
    link("finding/walker-role", "evidence", "claim/peers-are-role-models", "mixed"),
    link("finding/walker-hope", "ofStudy", "study/walker"),
    link("finding/walker-role", "ofStudy", "study/walker"),
    link("study/walker", "reportedIn", "work/walker-bryant-2013"),
    link("finding/denver-hope", "evidence", "claim/gives-hope", "supports"),
    link("finding/denver-hope", "ofStudy", "study/denver"),
    link("study/denver", "reportedIn", "work/sherman-1991"),
    link("study/denver", "evaluates", "programme/denver"),
    link("work/msp-page", "subject", "programme/msp"),
]
CITATIONS = [
    citation("c1", "work/thesis", "work/walker-bryant-2013", "supports", "Walker & Bryant, 2013"),
    citation("c1", "work/thesis", "work/walker-bryant-2013", "citesAsEvidence", "Walker & Bryant"),
    citation("c2", "work/thesis", "work/walker-bryant-2013", "supports", "Walker & Bryant, 2013"),
    citation("c3", "work/note", "work/walker-bryant-2013", "disputes", "Walker (2013)"),
    citation("c4", "work/thesis", "work/sherman-1991", "supports", "Sherman, 1991"),
]
CLAIMS = build_claim_network(THINGS, LINKS, IRIS)
CITED = build_citation_network(THINGS, CITATIONS, IRIS)


def test_a_node_is_named_by_kind_and_identifier_and_carries_its_label() -> None:
    assert CLAIMS.nodes[Node("claim/gives-hope")] == {
        "kind": "claim",
        "label_fr": "Le soutien par les pairs donne espoir.",
        "label_en": "Peer support gives hope.",
    }


def test_a_thing_without_a_label_is_shown_by_its_name() -> None:
    assert CLAIMS.nodes[Node("study/walker")]["label_fr"] == "study/walker"


def test_the_stance_is_the_relation_of_an_evidence_edge() -> None:
    edge = CLAIMS.edges[Node("finding/walker-role"), Node("claim/peers-are-role-models")]
    assert edge["relation"] == "mixed"


def test_one_citation_with_two_functions_is_one_place() -> None:
    edge = CITED.edges[Node("work/thesis"), Node("work/walker-bryant-2013")]
    assert edge["citations"] == 2
    assert edge["functions"] == "citesAsEvidence; supports"
    assert edge["printed"] == "Walker & Bryant, 2013; Walker & Bryant"


def test_works_that_bring_most_claims_together_come_first() -> None:
    assert rank_works_by_claims(CLAIMS) == [
        ("work/walker-bryant-2013", ("claim/gives-hope", "claim/peers-are-role-models")),
        ("work/sherman-1991", ("claim/gives-hope",)),
    ]


def test_most_cited_works_come_first_and_uncited_ones_not_at_all() -> None:
    assert rank_cited_works(CITED) == [("work/walker-bryant-2013", 3), ("work/sherman-1991", 1)]


def test_a_claim_and_a_programme_are_connected_through_finding_and_study() -> None:
    assert find_path(CLAIMS, Node("claim/gives-hope"), Node("programme/denver")) == Path(
        nodes=(
            Node("claim/gives-hope"),
            Node("finding/denver-hope"),
            Node("study/denver"),
            Node("programme/denver"),
        ),
        steps=(
            Step(Node("claim/gives-hope"), "supports", Node("finding/denver-hope"), forward=False),
            Step(Node("finding/denver-hope"), "ofStudy", Node("study/denver"), forward=True),
            Step(Node("study/denver"), "evaluates", Node("programme/denver"), forward=True),
        ),
    )


def test_a_way_through_findings_is_preferred_to_a_work_that_treats_many_programmes() -> None:
    links = [
        *LINKS,
        link("work/survey", "subject", "programme/denver"),
        link("work/survey", "subject", "programme/msp"),
        link("finding/msp-hope", "evidence", "claim/gives-hope", "disputes"),
        link("finding/msp-hope", "ofStudy", "study/msp"),
        link("study/msp", "evaluates", "programme/msp"),
    ]
    network = build_claim_network(THINGS, links, IRIS)
    path = find_path(network, Node("study/denver"), Node("programme/msp"))
    assert path is not None
    assert "work/survey" not in path.nodes


@pytest.mark.parametrize("end", ["programme/msp", "programme/unknown"])
def test_without_a_connection_there_is_no_path(end: str) -> None:
    assert find_path(CLAIMS, Node("claim/gives-hope"), Node(end)) is None


def test_a_thing_is_connected_to_itself_by_no_step() -> None:
    here = Node("claim/gives-hope")
    assert find_path(CLAIMS, here, here) == Path(nodes=(here,), steps=())


@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param(Place("note", 7), "note line 7", id="line only"),
        pytest.param(Place("note", 7, "4.5", 36), "note section 4.5 p. 36 line 7", id="all known"),
    ],
)
def test_a_place_reads_as_text(place: Place, text: str) -> None:
    assert str(place) == text
