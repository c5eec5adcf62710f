"""The competency questions: what the graph must be able to answer, and the answers we expect.

A question is a query of the catalogue whose header has a `competency` number. Its answers stand in
`tests/competency/{name}.yaml`, drawn by hand from the curated files and the sources: `compared`
names columns (what is left out is free text), and each case of `cases` has the values `given` and
all `rows` in order. An IRI may be given as `kind/id`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
import yaml

from api.app import create_app
from kg.catalogue import BadQueryFile, Query, parse_query, shipped_catalogue
from kg.engine import OxigraphEngine
from kg.export import export
from kg.graph import KnowledgeGraph
from kg.iris import DEFAULT_BASE
from kg.rows import Value, value_of
from kg.vocabulary import PK
from tests.conftest import ROOT
from tests.http_client import Client

FOLDER = ROOT / "tests" / "competency"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DOCUMENT = ROOT / "ontology" / "competency-questions.md"
QUESTIONS: dict[str, Query] = {
    query.name: query for query in shipped_catalogue().values() if query.competency is not None
}
NOT_IN_RDFLIB = {"sources_provenance", "thing_who_says"}
"""They ask in which graph a triple stands; in rdflib a warning of its own stands in the way."""
CLOSED_GAPS = {"claims_without_finding", "names_merged", "work_aliases", "work_variants"}
"""Questions after what is missing, where nothing is missing any more, and after imports, of which
the shipped data has none: their answer is empty."""
Rows = list[tuple[Value, ...]]


@dataclass(frozen=True)
class Case:
    """Values to ask a question with, and the answer we expect."""

    name: str
    given: Mapping[str, object]
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __str__(self) -> str:
        values = ",".join(str(value).rpartition("/")[2] for value in self.given.values())
        return f"{self.name}({values})"


@cache
def answers(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(
        (FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    return content


def cases() -> Iterator[Case]:
    for name in sorted(path.stem for path in FOLDER.glob("*.yaml")):
        content = answers(name)
        for case in content["cases"]:
            given = {key: whole(name, key, value) for key, value in case["given"].items()}
            rows = tuple(tuple(map(exact, row)) for row in case["rows"])
            yield Case(name, given, tuple(content["compared"]), rows)


def whole(name: str, key: str, value: object) -> object:
    """A value with the base in front where it stands for an IRI."""
    is_iri = QUESTIONS[name].parameters[key].type == "iri"
    return f"{DEFAULT_BASE}{value}" if is_iri else value


def exact(value: Value) -> Value:
    """0.75 as YAML reads it, as the decimal that the file prints."""
    return Decimal(str(value)) if isinstance(value, float) else value


CASES = list(cases())


# The questions


def test_a_gap_is_found_where_there_is_one() -> None:
    store = ox.Store()
    base, ours = DEFAULT_BASE, str(PK._NS)
    for subject, predicate, value in (
        ("claim/bare", f"{ours}statement", ox.Literal("Nu", language="fr")),
        ("claim/bare", f"{ours}statement", ox.Literal("Bare", language="en")),
        ("claim/bare", "http://purl.org/dc/terms/identifier", ox.Literal("bare")),
        ("claim/bare", f"{RDF_TYPE}", ox.NamedNode(f"{ours}Claim")),
        ("citation/one", f"{ours}bearsOn", ox.NamedNode(f"{base}claim/bare")),
    ):
        node = ox.NamedNode(base + subject)
        store.add(ox.Quad(node, ox.NamedNode(predicate), value, ox.NamedNode(f"{base}graph/x")))
    (row,) = KnowledgeGraph(OxigraphEngine(store)).rows("claims_without_finding")
    assert (row.text("claim"), row.whole("citations")) == ("bare", 1)
    assert set(QUESTIONS) >= CLOSED_GAPS


def test_there_are_fifty_five_questions_with_a_number_each() -> None:
    numbers = sorted(query.competency or 0 for query in QUESTIONS.values())
    assert numbers == list(range(1, 56))


def test_each_question_has_its_answers_and_each_file_its_question() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_finds_something_and_does_not_find_everything(name: str) -> None:
    found = [len(case["rows"]) for case in answers(name)["cases"]]
    if name in CLOSED_GAPS:
        assert found == [0]
        return
    assert found[0] > 0
    if QUESTIONS[name].parameters:
        assert len(found) > 1
        assert found[-1] == 0, "the last case asks for what is not there"


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_example_of_the_header_is_the_first_case(name: str) -> None:
    query = QUESTIONS[name]
    first = next(case for case in CASES if case.name == name)
    needed = {p.name: p.example for p in query.parameters.values() if p.sort != "optional"}
    assert {key: str(value) for key, value in first.given.items()} == needed


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_short_ordered_and_plain_sparql(name: str) -> None:
    body = QUESTIONS[name].body
    assert len(body.splitlines()) <= 25
    assert re.search(r"\bORDER BY\b[^{}]*$", body)
    assert not re.search(r"\b(SERVICE|LATERAL|FROM)\b", body)


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_said_in_words_is_said_in_both_languages(name: str) -> None:
    columns = set(QUESTIONS[name].columns)
    spoken = {column[:-3] for column in columns if column.endswith(("_fr", "_en"))}
    assert {f"{stem}_{lang}" for stem in spoken for lang in ("fr", "en")} <= columns


def test_each_property_of_ours_serves_a_question() -> None:
    used = {term for q in QUESTIONS.values() for term in re.findall(r"\bpk:(\w+)", q.body)}
    ours = {name for name in PK.__annotations__ if name[:1].islower()}
    assert len(ours) > 50
    assert ours <= used


def test_the_number_of_a_question_is_two_digits_and_stands_once() -> None:
    header = "#+ question.fr: Quoi ?\n#+ question.en: What?\n"
    body = "SELECT ?s { ?s ?p ?o }"
    assert parse_query("plain", header + body).competency is None
    assert parse_query("numbered", f"{header}#+ competency: 07\n{body}").competency == 7
    for line in ("#+ competency: 7\n", "#+ competency: 07\n#+ competency: 08\n"):
        with pytest.raises(BadQueryFile, match="not understood"):
            parse_query("odd", header + line + body)


# The answers


def compared(case: Case, rows: list[dict[str, Value]]) -> Rows:
    return [tuple(row[column] for column in case.columns) for row in rows]


def ask(graph: KnowledgeGraph, case: Case) -> list[dict[str, Value]]:
    values: dict[str, Any] = {**case.given}
    return [dict(row) for row in graph.rows(case.name, **values)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_graph_gives_the_expected_rows(case: Case, real_graph: KnowledgeGraph) -> None:
    assert compared(case, ask(real_graph, case)) == list(case.rows)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_column_in_words_is_filled(case: Case, real_graph: KnowledgeGraph) -> None:
    for row in ask(real_graph, case):
        words = [value for column, value in row.items() if column.endswith(("_fr", "_en"))]
        assert all(words)


@pytest.fixture(scope="module")
def client(real_graph: KnowledgeGraph) -> Client:
    return Client(create_app(real_graph))


def read(binding: dict[str, str] | None) -> Value:
    """The value of a term in the JSON form of results."""
    if binding is None:
        return None
    if binding["type"] == "uri":
        return binding["value"]
    if "xml:lang" in binding:
        return value_of(ox.Literal(binding["value"], language=binding["xml:lang"]))
    datatype = binding.get("datatype", "http://www.w3.org/2001/XMLSchema#string")
    return value_of(ox.Literal(binding["value"], datatype=ox.NamedNode(datatype)))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_endpoint_answers_as_the_program_does(
    case: Case, real_graph: KnowledgeGraph, client: Client
) -> None:
    query = QUESTIONS[case.name].text(case.given)
    response = client.request(
        "POST",
        "/sparql",
        content=query.encode(),
        headers={
            "Content-Type": "application/sparql-query",
            "Accept": "application/sparql-results+json",
        },
    )
    assert response.status_code == 200, response.text
    document = response.json()
    columns = document["head"]["vars"]
    rows = [
        {column: read(binding.get(column)) for column in columns}
        for binding in document["results"]["bindings"]
    ]
    assert rows == ask(real_graph, case)


# A second engine


@pytest.fixture(scope="module")
def second(real_graph: KnowledgeGraph) -> rdflib.Graph:
    """The same triples in rdflib, which has a query engine of its own."""
    return rdflib.Graph().parse(data=export(real_graph, "turtle"), format="turtle")


SECOND = [
    next(case for case in CASES if case.name == name)
    for name in sorted({*QUESTIONS} - NOT_IN_RDFLIB)
]


@pytest.mark.parametrize("case", SECOND, ids=str)
def test_another_engine_gives_the_same_rows(case: Case, second: rdflib.Graph) -> None:
    result = second.query(QUESTIONS[case.name].text(case.given))
    names = [str(variable) for variable in result.vars or []]
    rows = [dict(zip(names, map(plain, row), strict=True)) for row in result]  # type: ignore[arg-type]
    assert compared(case, rows) == list(case.rows)


def plain(term: object) -> Value:
    """The value of a term of rdflib."""
    if not isinstance(term, rdflib.Literal):
        return None if term is None else str(term)
    if term.datatype is None or term.language:
        return str(term)
    return value_of(ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))))


# The list of questions


def test_the_document_lists_the_questions_as_they_are() -> None:
    wanted = [
        f"| {query.competency:02} | {query.question['fr']}<br>{query.question['en']} "
        f"| [{query.name}](../kg/queries/{query.name}.rq) "
        f"| {', '.join(query.parameters) or '-'} |"
        for query in sorted(QUESTIONS.values(), key=lambda query: query.competency or 0)
    ]
    lines = DOCUMENT.read_text("utf-8").splitlines()
    assert [line for line in lines if re.match(r"\| \d", line)] == wanted
