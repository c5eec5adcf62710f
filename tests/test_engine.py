"""The seam to the engine: datasets, forms of results, and errors that leave nothing behind."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest

from kg.engine import (
    Dataset,
    EngineError,
    OxigraphEngine,
    QuerySyntaxError,
    WrongFormatError,
)

A, B = "http://example.org/a", "http://example.org/b"
ALL = "SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o"


@pytest.fixture
def engine() -> OxigraphEngine:
    store = ox.Store()
    for graph, value in ((A, "in a"), (B, "in b")):
        node = ox.NamedNode("http://example.org/x")
        store.add(ox.Quad(node, node, ox.Literal(value), ox.NamedNode(graph)))
    return OxigraphEngine(store)


def _values(engine: OxigraphEngine, text: str, dataset: Dataset | None = None) -> list[str]:
    answer = engine.answer(text, ["json"], dataset or Dataset())
    return [row["o"]["value"] for row in json.loads(answer.body)["results"]["bindings"]]


@pytest.mark.parametrize(
    ("text", "dataset", "expected"),
    [
        pytest.param(ALL, Dataset(), ["in a", "in b"], id="all graphs as one"),
        pytest.param(ALL, Dataset(default=(A,)), ["in a"], id="the protocol names a graph"),
        pytest.param(
            ALL.replace("WHERE", f"FROM <{B}> WHERE"), Dataset(), ["in b"], id="FROM in the query"
        ),
        pytest.param(
            ALL.replace("WHERE", f"FROM <{B}> WHERE"),
            Dataset(default=(A,)),
            ["in a"],
            id="the protocol comes before the query",
        ),
        pytest.param(
            f"SELECT ?o FROM NAMED <{A}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            Dataset(),
            ["in a"],
            id="FROM NAMED",
        ),
        pytest.param(
            "SELECT ?o WHERE { GRAPH ?g { ?s ?p ?o } }",
            Dataset(named=(B,)),
            ["in b"],
            id="the protocol names a named graph",
        ),
    ],
)
def test_a_query_sees_its_dataset(
    engine: OxigraphEngine, text: str, dataset: Dataset, expected: list[str]
) -> None:
    assert _values(engine, text, dataset) == expected


def test_each_form_of_result_has_its_formats(engine: OxigraphEngine) -> None:
    wanted = ["turtle", "json"]
    assert engine.answer("ASK { ?s ?p ?o }", wanted, Dataset()).form == "truth"
    assert engine.answer(ALL, wanted, Dataset()).format == "json"
    graph = engine.answer("CONSTRUCT WHERE { ?s ?p ?o }", wanted, Dataset())
    assert (graph.form, graph.format) == ("graph", "turtle")


def test_a_format_that_cannot_carry_the_result_is_refused(engine: OxigraphEngine) -> None:
    with pytest.raises(WrongFormatError, match="json, xml, csv, tsv, not as turtle"):
        engine.answer(ALL, ["turtle"], Dataset())


def test_an_error_may_be_raised_in_one_thread_and_dropped_in_another(
    engine: OxigraphEngine,
) -> None:
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(engine.answer, ALL, ["turtle"], Dataset())
        error = future.exception()
    assert isinstance(error, WrongFormatError)
    del future, error  # the result of the engine must not be among what is dropped here


def test_what_is_no_query_is_told(engine: OxigraphEngine) -> None:
    with pytest.raises(QuerySyntaxError, match="1:"):
        engine.select("SELECT nonsense")
    with pytest.raises(QuerySyntaxError):
        engine.answer("INSERT DATA { <x:a> <x:b> <x:c> }", ["json"], Dataset())


def test_a_query_of_another_form_is_told(engine: OxigraphEngine) -> None:
    with pytest.raises(EngineError, match="not a SELECT"):
        engine.select("ASK { ?s ?p ?o }")
    with pytest.raises(EngineError, match="not an ASK"):
        engine.ask(ALL)
    with pytest.raises(EngineError, match="neither a CONSTRUCT"):
        engine.construct(ALL)
