"""Queries are files with a header, and values enter them as terms only."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.catalogue import (
    BadParameter,
    BadQueryFile,
    Catalogue,
    MissingParameter,
    Page,
    Query,
    UnknownParameter,
    UnknownQuery,
    parse_query,
    shipped_catalogue,
)
from kg.engine import OxigraphEngine
from kg.graph import KnowledgeGraph
from tests.answers_graph import load_store

CATALOGUE = shipped_catalogue()
NAMES = sorted(CATALOGUE)

HEADER = "#+ question.fr: Quoi ?\n#+ question.en: What?\n"
PREFIX = "PREFIX ex: <http://example.org/>\n"
INJECTIONS = (
    '"> . }',
    "http://example.org/> ?p ?o } #",
    "http://example.org/x> . } ; DROP ALL #",
    "http://example.org/\\u003e",
    "http://example.org/{x}",
    "http://example.org/a b",
    "http://example.org/a\nb",
    "not-absolute",
    "",
)


def query(params: str, body: str) -> Query:
    return parse_query("example", HEADER + params + PREFIX + body)


def examples(of: Query, *, all_of_them: bool) -> Mapping[str, object]:
    """The example of every parameter, or of the needed ones only."""
    return {
        parameter.name: [parameter.example] if parameter.sort == "many" else parameter.example
        for parameter in of.parameters.values()
        if all_of_them or parameter.sort != "optional"
    }


# The shipped queries


def test_there_are_enough_questions() -> None:
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_a_query_asks_one_question_in_two_languages(name: str) -> None:
    question = CATALOGUE[name].question
    assert question["fr"].endswith("?")
    assert question["en"].endswith("?")
    assert question["fr"] != question["en"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_aspect_underscore_question(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", name)


@pytest.mark.parametrize("all_of_them", [True, False], ids=["all parameters", "needed ones"])
@pytest.mark.parametrize("name", NAMES)
def test_a_query_runs_and_has_the_columns_it_declares(name: str, all_of_them: bool) -> None:
    wanted = CATALOGUE[name]
    text = wanted.text(examples(wanted, all_of_them=all_of_them))
    result = ox.Store().query(text, use_default_graph_as_union=True)
    if isinstance(result, ox.QuerySolutions):
        assert {variable.value for variable in result.variables} == set(wanted.columns)
    else:
        assert not wanted.columns


@pytest.mark.parametrize("name", NAMES)
def test_a_query_uses_only_the_prefixes_it_declares_and_all_of_them(name: str) -> None:
    wanted = CATALOGUE[name]
    declared = set(re.findall(r"PREFIX (\w+):", wanted.prologue))
    plain = re.sub(r'#[^\n]*|"[^"]*"|<http[^>]*>', "", wanted.body)
    assert declared == set(re.findall(r"(?<![\w?$:])(\w+):\w", plain))


def test_an_unknown_query_is_named() -> None:
    with pytest.raises(UnknownQuery, match="claims_lits") as caught:
        CATALOGUE["claims_lits"]
    assert caught.value.name == "claims_lits"


# What a file must be


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("#+ question.fr: Quoi ?\nSELECT ?x WHERE {}", "English", id="one language"),
        pytest.param(HEADER + "#+ colour x: red\nSELECT * {}", "not understood", id="odd line"),
        pytest.param(HEADER + "#+ param x iri required\nSELECT * {}", "not under", id="no example"),
        pytest.param(HEADER + "#+ param x text optional a\nSELECT * {}", "type", id="odd type"),
        pytest.param(HEADER + "#+ param x iri sometimes a\nSELECT * {}", "sort", id="odd sort"),
        pytest.param(
            HEADER + "#+ param x iri required http://x.y/\nSELECT * { ?s ?p ?o }",
            "differ from the body: x",
            id="declared, not used",
        ),
        pytest.param(HEADER + "SELECT * { ?s ?p $x }", "body: x", id="used, not declared"),
        pytest.param(
            HEADER + "SELECT * { VALUES ?x { UNDEF } ?s ?p ?x }", "header: x", id="undeclared UNDEF"
        ),
        pytest.param(
            HEADER + "#+ param x code optional a\n"
            "SELECT * { { VALUES ?x { UNDEF } } UNION { VALUES ?x { UNDEF } } }",
            "twice",
            id="UNDEF twice",
        ),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadQueryFile, match=why) as caught:
        parse_query("example", text)
    assert caught.value.file == "example.rq"


def test_a_catalogue_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "one_thing.rq").write_text(HEADER + "SELECT * { ?s ?p ?o }\n", "utf-8")
    catalogue = Catalogue(tmp_path)
    assert list(catalogue) == ["one_thing"]
    assert "one_thing" in catalogue
    assert len(catalogue) == 1


# Binding


def test_a_required_parameter_becomes_a_term_everywhere() -> None:
    text = query(
        "#+ param x iri required http://example.org/a\n", "SELECT * { $x ?p ?o . ?s ?q $x }"
    ).text({"x": "http://example.org/b"})
    assert text.endswith("{ <http://example.org/b> ?p ?o . ?s ?q <http://example.org/b> }")


def test_an_optional_parameter_replaces_undef_or_leaves_it() -> None:
    of = query("#+ param x code optional FR\n", "SELECT * { VALUES ?x { UNDEF } ?s ?p ?x }")
    assert "VALUES ?x { UNDEF }" in of.text({})
    assert "VALUES ?x { UNDEF }" in of.text({"x": None})
    assert 'VALUES ?x { "FR" }' in of.text({"x": "FR"})


def test_many_values_stand_once_each_and_in_a_settled_order() -> None:
    of = query("#+ param x code many FR\n", "SELECT * { VALUES ?x { UNDEF } ?s ?p ?x }")
    assert 'VALUES ?x { "BE" "FR" }' in of.text({"x": ["FR", "BE", "FR"]})
    assert "VALUES ?x {  }" in of.text({"x": []})


def test_an_empty_list_of_values_finds_nothing() -> None:
    graph = KnowledgeGraph(OxigraphEngine(load_store()))
    assert graph.rows("claims_cards", claim=[]) == []


def test_what_looks_like_a_parameter_in_a_text_is_left_alone() -> None:
    body = """SELECT * { # $x
      ?s ?p
      "$x", '$x', <http://example.org/$x>, \"\"\"a "$x" b\"\"\" . FILTER(?s < $x && ?p > 1) }"""
    text = query("#+ param x integer required 3\n", body).text({"x": 3})
    assert text.count("$x") == 5
    assert '?s < "3"^^<http://www.w3.org/2001/XMLSchema#integer>' in text


@pytest.mark.parametrize("sort", ["required", "many"])
def test_a_missing_parameter_is_named(sort: str) -> None:
    body = "SELECT * { ?s ?p $x }" if sort == "required" else "SELECT * { VALUES ?x { UNDEF } }"
    with pytest.raises(MissingParameter, match="'x'"):
        query(f"#+ param x code {sort} FR\n", body).text({"x": None})


def test_an_unknown_parameter_is_named() -> None:
    with pytest.raises(UnknownParameter, match="'nope'"):
        query("", "SELECT * { ?s ?p ?o }").text({"nope": None})


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("iri", "https://example.org/é", "<https://example.org/é>"),
        ("string", 'a "b" \\ c\n', r'"a \"b\" \\ c\n"'),
        ("code", "no-difference", '"no-difference"'),
        ("integer", 2007, '"2007"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("integer", "-3", '"-3"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("date", "1986-01-01", '"1986-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (
            "date",
            datetime.date(987, 1, 1),
            '"0987-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
        ),
    ],
)
def test_each_type_has_its_term(kind: str, value: object, term: str) -> None:
    of = query(f"#+ param x {kind} required a\n", "SELECT * { ?s ?p $x }")
    assert of.text({"x": value}).endswith(f"?s ?p {term} }}")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("iri", value) for value in INJECTIONS]
    + [("code", value) for value in (*INJECTIONS[:-2], "", "a--b", "-a", "FR\n", "é")]
    + [("integer", value) for value in ("", "1.5", "1 }", "٣", "9" * 19, True, 1.5)]
    + [("date", value) for value in ("", "1986", "1986-13-01", "1986-01-01 }", 3)]
    + [("string", value) for value in (3, b"a", ["a"])],
)
def test_a_value_of_another_type_is_refused(kind: str, value: object) -> None:
    of = query(f"#+ param x {kind} required a\n", "SELECT * { ?s ?p $x }")
    with pytest.raises(BadParameter) as caught:
        of.text({"x": value})
    assert caught.value.name == "x"
    assert caught.value.value == value


def test_many_needs_a_list() -> None:
    of = query("#+ param x code many FR\n", "SELECT * { VALUES ?x { UNDEF } }")
    with pytest.raises(BadParameter, match="list"):
        of.text({"x": "FR"})


ECHO = query("#+ param x string required a\n", "SELECT (STR($x) AS ?y) WHERE {}")


@pytest.mark.parametrize("text", [*INJECTIONS, '""" }', "''' }", "$x", "\\", "?x { UNDEF }"])
def test_a_hostile_text_comes_back_as_it_went_in(text: str) -> None:
    assert echo(text) == text


@given(st.text())
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    assert echo(text) == text


def echo(text: str) -> str:
    term = OxigraphEngine(ox.Store()).select(ECHO.text({"x": text})).rows[0][0]
    assert term is not None
    return str(term.value)


# Pages


def test_a_page_is_added_as_integers() -> None:
    text = query("", "SELECT * { ?s ?p ?o }").text({}, Page(10, 20))
    assert text.endswith("\nLIMIT 10 OFFSET 20")


@pytest.mark.parametrize(
    ("limit", "offset"), [(0, 0), (201, 0), (1, -1), ("1", 0), (True, 0), (1, "0 } #")]
)
def test_a_page_has_bounds(limit: int, offset: int) -> None:
    with pytest.raises(BadParameter):
        Page(limit, offset)


def test_a_list_can_be_counted_without_being_fetched() -> None:
    graph = KnowledgeGraph(OxigraphEngine(load_store()))
    assert graph.count("works_list") == len(graph.rows("works_list")) == 5
    assert graph.count("works_list", year_from=2004) == 2
    assert len(graph.rows("works_list", Page(2, 4))) == 1
