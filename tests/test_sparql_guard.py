"""What a stranger's query may not hold is found in its text, and nothing else is taken for it."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.catalogue import shipped_catalogue
from kg.sparql_guard import (
    MAX_BRACKETS,
    MAX_LENGTH,
    MAX_NESTING,
    MAX_OPERATORS,
    MAX_PARTS,
    QueryRefused,
    QueryTooComplex,
    QueryTooLong,
    ServiceRefused,
    check_query,
    names_dataset,
)

TARGET = "<http://elsewhere.example/sparql> { ?a ?b ?c }"

ASKS_ANOTHER_SERVER = {
    "plain": f"SELECT * {{ SERVICE {TARGET} }}",
    "lower case": f"SELECT * {{ service {TARGET} }}",
    "an escape in its IRI": "SELECT * { SERVICE <http://elsewhere.ex\\u0061mple/> { ?a ?b ?c } }",
    "a long escape": "SELECT * { SERVICE <http://elsewhere.ex\\U00000061mple/> { ?a ?b ?c } }",
    "what is no IRI": "SELECT * { SERVICE <http://elsewhere.example/ x> { ?a ?b ?c } }",
    "silent": f"SELECT * {{ SERVICE SILENT {TARGET} }}",
    "variable": "SELECT * { SERVICE ?s { ?a ?b ?c } }",
    "prefixed": "PREFIX e: <http://e/> SELECT * { SERVICE e:x { ?a ?b ?c } }",
    "without spaces": "SELECT*{SERVICE<http://e/>{?a ?b ?c}}",
    "comments between": f"SELECT * {{ SERVICE # here\n # {{\n {TARGET} }}",
    "glued to its target": "PREFIX e: <http://e/> SELECT * { SERVICEe:x { ?a ?b ?c } }",
    "glued to an empty prefix": "PREFIX : <http://e/> SELECT * { SERVICE:x { ?a ?b ?c } }",
    "glued with silent": "PREFIX e: <http://e/> SELECT * { SERVICESILENTe:x { ?a ?b ?c } }",
    "glued to a number": "SELECT * { ?a ?b 1SERVICE<http://e/>{ ?a ?b ?c } }",
    "glued to a full stop": "PREFIX : <http://e/> SELECT * { ?a ?b 1.SERVICE:x{ ?a ?b ?c } }",
    "glued to a text": "SELECT * { ?a ?b 'x'SERVICE<http://e/>{ ?a ?b ?c } }",
    "after a comparison": f"SELECT * {{ FILTER(1<2)SERVICE#>\n{TARGET} }}",
    "after a text that looks like an IRI": f"SELECT * {{ FILTER(?a<'>')SERVICE {TARGET} # '\n}}",
    "after a comment that looks like an IRI": f"SELECT * {{ FILTER(?a<?b#>'\n) SERVICE {TARGET} }}",
    "after an escaped quote": f"SELECT * {{ ?a ?b 'it\\'s' SERVICE {TARGET} }}",
    "after a long text": f"SELECT * {{ ?a ?b '''it's ''' SERVICE {TARGET} }}",
}

ASKS_ONLY_HERE = {
    "in a text": "SELECT * { ?a ?b 'SERVICE <x> {' }",
    "in a long text": 'SELECT * { ?a ?b """SERVICE\n<x> { "quoted" """ }',
    "in a comment": "SELECT * { # SERVICE <x> {\n ?a ?b ?c }",
    "in an IRI": "SELECT * { <http://e/SERVICE> ?b ?c . ?a <http://e/#SERVICE> ?c }",
    "as a variable": "SELECT ?service { ?service ?SERVICE $service }",
    "as a prefix": "PREFIX service: <http://e/> SELECT * { service:a ?b service:c }",
    "as a prefix of a graph": "PREFIX service: <http://e/> ASK { GRAPH service:g { ?a ?b ?c } }",
    "as a local name": "PREFIX e: <http://e/> SELECT * { GRAPH e:SERVICE { ?a ?b ?c } }",
    "as a language": "SELECT * { ?a ?b 'x'@service }",
    "comparisons": "SELECT * { ?a ?p ?c FILTER(?a<?b&&?c>?d) }",
    "apostrophe in an IRI": "SELECT * { <http://e/it's> ?b 'x' }",
    "brackets in texts": "SELECT * { ?a ?b '" + "(" * 500 + "' }",
    "brackets in comments": "SELECT * { ?a ?b ?c } #" + "{" * 5000,
    "many rows of values": "SELECT * { VALUES (?a ?b) {" + "(1 2)" * 900 + "} }",
}


@pytest.mark.parametrize("name", ASKS_ANOTHER_SERVER)
def test_a_query_to_another_server_is_refused(name: str) -> None:
    with pytest.raises(ServiceRefused):
        check_query(ASKS_ANOTHER_SERVER[name])


@pytest.mark.parametrize("name", ASKS_ONLY_HERE)
def test_the_word_alone_is_no_offence(name: str) -> None:
    check_query(ASKS_ONLY_HERE[name])


@pytest.mark.parametrize("brackets", ["()", "{}", "[]"])
def test_nesting_is_bounded(brackets: str) -> None:
    opening, closing = brackets[0], brackets[1]
    check_query(opening * MAX_NESTING + closing * MAX_NESTING)
    with pytest.raises(QueryTooComplex):
        check_query(opening * (MAX_NESTING + 1) + closing * (MAX_NESTING + 1))


@pytest.mark.parametrize("hidden", [")" * 9, "#" + ")" * 9 + "\n", "'))))'", "<http://e/))))>"])
def test_nesting_cannot_be_hidden(hidden: str) -> None:
    text = f"({hidden}" if hidden[0] != ")" else f"{hidden}("
    with pytest.raises(QueryTooComplex):
        check_query(f"{text * (MAX_BRACKETS + 1)}")


def test_brackets_behind_a_comparison_are_counted() -> None:
    deep = "(" * (MAX_NESTING + 1)
    with pytest.raises(QueryTooComplex):
        check_query(f"SELECT * {{ FILTER(?a<'>'&&{deep}1 # '\n")
    with pytest.raises(QueryTooComplex):
        check_query(f"SELECT * {{ FILTER(?a<{deep}1>?b")


def test_clauses_and_operators_are_bounded() -> None:
    check_query("OPTIONAL{}" * MAX_BRACKETS)
    with pytest.raises(QueryTooComplex):
        check_query("OPTIONAL{}" * (MAX_BRACKETS + 1))
    with pytest.raises(QueryTooComplex):
        check_query("!" * (MAX_OPERATORS + 1))


def test_the_parts_of_a_name_are_bounded() -> None:
    check_query("a." * (MAX_PARTS - 1))
    check_query(f"'{'a.' * MAX_PARTS}'")
    with pytest.raises(QueryTooComplex):
        check_query("a." * MAX_PARTS)


def test_length_is_counted_in_bytes() -> None:
    check_query("é" * (MAX_LENGTH // 2))
    with pytest.raises(QueryTooLong):
        check_query("é" * (MAX_LENGTH // 2) + "e")


def test_our_own_queries_pass() -> None:
    queries = shipped_catalogue().values()
    assert len(queries) > 30
    for query in queries:
        check_query(query.prologue + query.body)


@pytest.mark.parametrize(
    "piece", ["<#", "#", "'", '"a\n', "<a#>'", "'''a\n", "<#'''>", "a ", "1.", "." * 99 + " "]
)
def test_the_worst_texts_are_read_in_time(piece: str) -> None:
    started = time.perf_counter()
    with suppress(QueryTooComplex):
        check_query(piece * (MAX_LENGTH // len(piece)))
    assert time.perf_counter() - started < 10


@given(st.text(alphabet="<>#'\"\\(){}?ab:. \nSERVICE", max_size=60))
def test_any_text_is_read_to_its_end(text: str) -> None:
    with suppress(QueryRefused):
        check_query(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("SELECT * FROM <http://a/> WHERE { ?s ?p ?o }", True),
        ("select * from named <http://a/> where { graph ?g { ?s ?p ?o } }", True),
        ("CONSTRUCT { ?s ?p ?o } FROM<http://a/> WHERE { ?s ?p ?o }", True),
        ("DESCRIBE <http://a/> FROM <http://b/>", True),
        ("SELECT * WHERE { ?s ?p ?o }", False),
        ("# FROM <http://a/>\nSELECT * WHERE { ?s ?p 'FROM <http://a/>' }", False),
        ("SELECT ?from WHERE { ?from <http://a/FROM> from:x }", False),
        ("", False),
    ],
)
def test_a_dataset_of_its_own_is_seen(text: str, named: bool) -> None:
    assert names_dataset(text) is named
