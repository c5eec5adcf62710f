"""Tests of queries, of updates and of their syntax.

In SPARQL 1.1 Protocol, 400 says that a request is malformed. A test that only asks whether a text
is well formed therefore passes by any other answer: a server may say of a well-formed text that it
will not do it (LOAD), or cannot (a function it does not know).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import httpx
from rdflib import Graph

from tests.conformance.cases import Case, Named
from tests.conformance.matching import differing_graph, differing_table
from tests.conformance.results import Table, read_graph, read_table, table_of_graph
from tests.conformance.target import Target

__all__ = ["evaluated"]

_TABLES = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
_GRAPHS = {".ttl": "turtle", ".rdf": "xml", ".nt": "nt"}
_ANY = f"{_TABLES['.srx']}, application/n-triples;q=0.9"
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_NAMES = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


def evaluated(case: Case, target: Target) -> str | None:
    """Why a test fails; None where it passes."""
    assert case.text is not None
    text = f"BASE <{case.text.iri}>\n" + case.text.path.read_bytes().decode("utf-8")
    if "Syntax" in case.kind:
        return _syntax(case, text, target)
    target.hold(case.default, case.graphs)
    if case.kind == "UpdateEvaluationTest":
        return _update(case, text, target)
    return _query(case, text, target)


def _syntax(case: Case, text: str, target: Target) -> str | None:
    target.hold((), ())
    response = target.change(text) if "Update" in case.kind else target.query(text, _ANY)
    if case.kind.startswith("Positive"):
        return told(response) if response.status_code == 400 else None
    if response.status_code == 400:
        return None
    return f"is taken, though it is malformed ({response.status_code})"


def _query(case: Case, text: str, target: Target) -> str | None:
    assert case.result is not None
    suffix = case.result.path.suffix
    content = case.result.path.read_bytes()
    response = target.query(text, _TABLES.get(suffix, _ANY))
    if not response.is_success:
        return told(response)
    expected: Table | Graph
    if suffix in _TABLES:
        expected = read_table(content, suffix)
    else:
        graph = read_graph(content, _GRAPHS[suffix], case.result.iri)
        expected = table_of_graph(graph) or graph
    media_type = response.headers["content-type"].partition(";")[0]
    if isinstance(expected, Graph):
        if media_type != "application/n-triples":
            return f"comes as {media_type}"
        return differing_graph(expected, read_graph(response.content, "nt", case.result.iri))
    wanted = _TABLES.get(suffix, _TABLES[".srx"])
    if media_type != wanted:
        return f"comes as {media_type}, not as {wanted}"
    actual = read_table(response.content, suffix if suffix in _TABLES else ".srx")
    ordered = expected.ordered or (suffix in _TABLES and bool(_ORDERED.search(text)))
    return differing_table(expected, actual, ordered=ordered, lax=case.lax)


def _update(case: Case, text: str, target: Target) -> str | None:
    response = target.change(text)
    if not response.is_success:
        return told(response)
    expected = {name: _read([file]) for name, file in case.after_graphs}
    expected = {name: graph for name, graph in expected.items() if len(graph)}
    listed = read_table(target.query(_NAMES, _TABLES[".srj"]).content, ".srj")
    names = {str(row["g"]) for row in listed.rows}
    if names != expected.keys():
        return f"leaves the graphs {sorted(names)}, not {sorted(expected)}"
    for name, graph in (("", _read(case.after_default)), *expected.items()):
        where = {"graph": name} if name else {"default": ""}
        got = target.client.get(
            target.graphs, params=where, headers={"Accept": "application/n-triples"}
        )
        if not got.is_success:
            return told(got)
        difference = differing_graph(graph, read_graph(got.content, "nt", name or target.graphs))
        if difference:
            return f"{name or 'the default graph'} has {difference}"
    return None


def _read(files: Iterable[Named]) -> Graph:
    graph = Graph()
    for file in files:
        graph += read_graph(file.path.read_bytes(), _GRAPHS[file.path.suffix], file.iri)
    return graph


def told(response: httpx.Response) -> str:
    """What a server says of a failure, in a line."""
    try:
        detail = str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = response.text
    return f"{response.status_code}: {' '.join(detail.split())[:160]}"
