"""What the answers tell of names, of lines left out and of second readings, on the toy corpus."""

from __future__ import annotations

from kg.answers.findings import get_finding
from kg.answers.sources import get_source
from kg.answers.terms import get_term
from kg.answers.works import get_work
from kg.graph import KnowledgeGraph


def test_a_term_has_its_names_by_country_and_time(toy_graph: KnowledgeGraph) -> None:
    (name,) = get_term(toy_graph, "peer-support").names
    assert (name.label, name.language, name.country, name.date) == (
        "Entraide du port",
        "fr",
        "FR",
        "2001",
    )
    assert [(p.source.id, p.locator.line) for p in name.stated_in] == [("island-note", 6)]
    assert get_term(toy_graph, "peer-work").names == []


def test_a_source_tells_what_was_left_out(toy_graph: KnowledgeGraph) -> None:
    left_out = get_source(toy_graph, "harbour-report").left_out
    assert [(x.line, x.line_end, x.reason) for x in left_out] == [
        (1, 2, "heading"),
        (90, 95, "layout-lost"),
    ]
    assert left_out[1].note == "A table of months without its columns"
    assert get_source(toy_graph, "island-note").left_out == []


def test_a_source_tells_what_a_second_reader_saw(toy_graph: KnowledgeGraph) -> None:
    (reading,) = get_source(toy_graph, "harbour-report").second_readings
    assert (reading.line, reading.settled, reading.why.en) == (
        5,
        "second",
        "The number is printed.",
    )
    assert reading.concerns == toy_graph.iris.thing("programme", "harbour")


def test_a_figure_says_what_it_measures_and_which_record_prints_it(
    toy_graph: KnowledgeGraph,
) -> None:
    (figure,) = get_finding(toy_graph, "marechal-2010-stays").figures
    assert (figure.measure, figure.value, figure.record) == ("proportion", 25.5, "Card index")


def test_a_work_about_terms_is_not_taken_for_one_about_programmes(
    toy_graph: KnowledgeGraph,
) -> None:
    work = get_work(toy_graph, "harbour-2012")
    assert [programme.id for programme in work.programmes] == ["harbour"]


def test_each_question_about_fidelity_finds_something(toy_graph: KnowledgeGraph) -> None:
    (value,) = toy_graph.rows("values_not_printed", kind="computed")
    assert (value.text("value"), value.text("why")) == ("40", "Two groups of twenty")
    (name,) = toy_graph.rows("terms_names_by_country", country="FR")
    assert (name.text("name"), name.text("source"), name.whole("year")) == (
        "Entraide du port",
        "island-note",
        2014,
    )
    assert toy_graph.rows("terms_names_by_country", country="BE") == []
