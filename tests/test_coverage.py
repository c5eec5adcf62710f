"""Every line of the sources that holds a fact is covered by the data or listed with a reason."""

from __future__ import annotations

from pathlib import Path

from kg.assembly import Assembly
from kg.coverage import NO_FACT, WIDEST, account, factual_lines, shares
from kg.read.ontology import read_ontology
from kg.triples.convert import to_graph
from kg.vocabulary import OMISSION_REASON, SKOS
from tests.conftest import ONTOLOGY, TOY

Lines = dict[str, list[str]]


def test_a_line_is_factual_for_a_number_an_address_or_a_name() -> None:
    lines = ["In 1986", "see www.example.org", "The HARBOUR  programme", "HP here", "hp", "words"]
    assert factual_lines(lines, ["Harbour programme", "HP", "Isle"]) == [1, 2, 3, 4]


def test_each_factual_line_is_in_one_state(toy_assembly: Assembly) -> None:
    text = [f"line {number}" for number in range(1, 121)]
    lines = account(toy_assembly.corpus, {"harbour-report": text})
    by_number = {line.number: line.state for line in lines}
    assert len(lines) == 120
    assert by_number[3] == "covered"  # a place of the data
    assert by_number[1] == "no-fact"  # listed as a heading
    assert by_number[92] == "no-fact"  # listed as layout lost
    assert by_number[100] == "unaccounted"
    (share,) = shares(lines)
    assert share.covered + share.no_fact + share.left_out + share.unaccounted == 120
    assert share.share == share.covered / (120 - share.no_fact)
    assert sum(s.covered for s in shares(lines, by_section=True)) == share.covered


def test_a_wide_place_covers_nothing(toy_assembly: Assembly) -> None:
    widths = {p.locator.last - p.locator.first + 1 for p in toy_assembly.corpus.places()}
    assert max(widths) <= WIDEST


def test_the_reasons_that_hold_no_fact_are_those_of_the_scheme() -> None:
    schemes = to_graph(read_ontology(ONTOLOGY).schemes)
    top = OMISSION_REASON["no-fact"]
    below = {str(node).rpartition("/")[2] for node in schemes.subjects(SKOS.broader, top)}
    assert len(below) == 9
    assert below | {"no-fact"} == NO_FACT


def test_every_line_of_the_sources_is_accounted_for(real_assembly: Assembly, seeds: Lines) -> None:
    lines = account(real_assembly.corpus, seeds)
    assert len({line.source for line in lines}) == 5
    assert len(lines) > 700
    open_lines = [f"{x.source}:{x.number}: {x.text}" for x in lines if x.state == "unaccounted"]
    assert open_lines == []


def test_more_than_95_percent_of_the_facts_are_covered_in_every_source(
    real_assembly: Assembly, seeds: Lines
) -> None:
    counted = shares(account(real_assembly.corpus, seeds))
    assert len(counted) == 5
    low = {s.source: s.share for s in counted if s.share is None or s.share <= 0.95}
    assert low == {}


def test_a_line_is_not_both_covered_and_left_out(real_assembly: Assembly) -> None:
    covered = {
        (p.locator.source, n)
        for p in real_assembly.corpus.places()
        if p.locator.last - p.locator.first < WIDEST
        for n in range(p.locator.first, p.locator.last + 1)
    }
    listed = {
        (o.place.locator.source, n): o.reason
        for o in real_assembly.corpus.omissions
        for n in range(o.place.locator.first, o.place.locator.last + 1)
        if o.place.locator.first == o.place.locator.last
    }
    assert listed
    assert [place for place in listed if place in covered] == []


def test_the_ledger_is_in_the_graph(tmp_path: Path) -> None:
    from kg.build import build
    from kg.iris import DEFAULT_BASE
    from kg.store import open_current

    build(TOY, ONTOLOGY, tmp_path, DEFAULT_BASE)
    table = open_current(tmp_path).engine.select(
        "PREFIX pk: <https://w3id.org/pairkg/ontology#> "
        "SELECT ?reason WHERE { ?o a pk:Omission ; pk:omissionReason ?reason } ORDER BY ?reason"
    )
    assert [str(row[0]).rpartition("/")[2].strip(">") for row in table.rows] == [
        "heading",
        "layout-lost",
    ]
