"""The tests of a checkout of the W3C suites, read from their manifests.

Nothing of the suites stands here: their folder is an argument. Their files are named by the IRIs
under which the W3C publishes them, so that relative IRIs in them come out as the tests expect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, RDFS, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["MF", "SUITES", "Case", "Named", "Suite", "cases_of"]

BASE = "https://w3c.github.io/rdf-tests/sparql/"
"""Where the W3C publishes the folder."""
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
_FROM = re.compile(r"\bFROM\s+(?:(NAMED)\s+)?<([^<>\s]*)>", re.IGNORECASE)


@dataclass(frozen=True)
class Suite:
    """A part of the suites: its manifests, and folders that they include and this part does not."""

    title: str
    manifests: Sequence[str]
    without: Sequence[str] = ()


_SYNTAX = ("syntax-query", "syntax-update-1", "syntax-update-2")
SUITES = {
    "sparql10-query": Suite("SPARQL 1.0 query", ["sparql10/manifest-evaluation.ttl"]),
    "sparql10-syntax": Suite("SPARQL 1.0 syntax", ["sparql10/manifest-syntax.ttl"]),
    "query": Suite("SPARQL 1.1 query", ["sparql11/manifest-sparql11-query.ttl"], _SYNTAX),
    "update": Suite("SPARQL 1.1 update", ["sparql11/manifest-sparql11-update.ttl"], _SYNTAX),
    "syntax": Suite("SPARQL 1.1 syntax", [f"sparql11/{name}/manifest.ttl" for name in _SYNTAX]),
    "csv-tsv": Suite("CSV and TSV results", ["sparql11/csv-tsv-res/manifest.ttl"]),
    "json": Suite("JSON results", ["sparql11/json-res/manifest.ttl"]),
    "protocol": Suite("Protocol", ["sparql11/protocol/manifest.ttl"]),
    "graph-store": Suite("Graph Store Protocol", ["sparql11/graph-store-protocol/manifest.ttl"]),
    "graph-store-2013": Suite(
        "Graph Store Protocol, in prose (withdrawn)", ["sparql11/http-rdf-update/manifest.ttl"]
    ),
    "description": Suite("Service description", ["sparql11/service-description/manifest.ttl"]),
}


@dataclass(frozen=True)
class Named:
    """A file of a suite, and the IRI that it goes by."""

    path: Path
    iri: str


@dataclass(frozen=True)
class Case:
    """One test; what it is about hangs on `node` in the graph of its manifest.

    `kind` is the local name of its type. `default` and `graphs` (name, file) are the data before,
    `after_default` and `after_graphs` those that an update leaves.
    """

    suite: str
    name: str
    kind: str
    node: URIRef
    manifest: Graph
    text: Named | None = None
    default: tuple[Named, ...] = ()
    graphs: tuple[tuple[str, Named], ...] = ()
    result: Named | None = None
    after_default: tuple[Named, ...] = ()
    after_graphs: tuple[tuple[str, Named], ...] = ()
    lax: bool = False


def cases_of(folder: Path, suite: str) -> list[Case]:
    """The tests of a suite, in the order of its manifests."""
    found: list[Case] = []
    for manifest in SUITES[suite].manifests:
        found += _cases(folder, suite, folder / manifest)
    return found


def _cases(folder: Path, suite: str, path: Path) -> Iterator[Case]:
    here = BASE + path.relative_to(folder).as_posix()
    graph = Graph().parse(path, format="turtle", publicID=here)
    for part in _list(graph, URIRef(here), MF.include):
        included = _file(folder, part)
        if included.path.parent.name not in SUITES[suite].without:
            yield from _cases(folder, suite, included.path)
    for node in _list(graph, URIRef(here), MF.entries):
        if isinstance(node, URIRef):
            yield _case(folder, suite, graph, node)


def _list(graph: Graph, subject: Node, predicate: URIRef) -> Iterator[Node]:
    for head in graph.objects(subject, predicate):
        yield from Collection(graph, head)


def _file(folder: Path, node: Node) -> Named:
    iri = str(node)
    return Named(folder / iri.removeprefix(BASE), iri)


def _case(folder: Path, suite: str, graph: Graph, node: URIRef) -> Case:
    kind = str(graph.value(node, RDF.type)).partition("#")[2]
    action = graph.value(node, MF.action)
    result = graph.value(node, MF.result)
    text: Node | None = action
    source: Node = node
    if isinstance(action, BNode):
        source = action
        text = graph.value(action, QT.query) or graph.value(action, UT.request)
    named = _file(folder, text) if isinstance(text, URIRef) else None
    default = _files(folder, graph, source, QT.data, UT.data)
    graphs = _graphs(folder, graph, source) or _graphs(folder, graph, node)
    if named and named.path.suffix == ".rq" and not default and not graphs:
        default, graphs = (), _from(folder, named)
    return Case(
        suite,
        str(graph.value(node, MF.name)),
        kind,
        node,
        graph,
        named,
        default,
        graphs,
        _file(folder, result) if isinstance(result, URIRef) else None,
        _files(folder, graph, result, UT.data),
        _graphs(folder, graph, result),
        graph.value(node, MF.resultCardinality) == MF.LaxCardinality,
    )


def _files(folder: Path, graph: Graph, node: Node | None, *predicates: URIRef) -> tuple[Named, ...]:
    return tuple(_file(folder, o) for p in predicates for o in graph.objects(node, p) if node)


def _graphs(folder: Path, graph: Graph, node: Node | None) -> tuple[tuple[str, Named], ...]:
    found = []
    for predicate in (QT.graphData, UT.graphData):
        for entry in graph.objects(node, predicate) if node else ():
            if isinstance(entry, URIRef):
                file = _file(folder, entry)
                found.append((file.iri, file))
            else:
                inner = graph.value(entry, UT.graph) or graph.value(entry, QT.graph)
                if inner is not None:
                    file = _file(folder, inner)
                    found.append((str(graph.value(entry, RDFS.label) or file.iri), file))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def _from(folder: Path, query: Named) -> tuple[tuple[str, Named], ...]:
    """The files that a query itself names; where a test gives no data, they are its data."""
    if not query.path.is_file():
        return ()
    names = {name for _, name in _FROM.findall(query.path.read_text("utf-8", errors="replace"))}
    found = []
    for name in sorted(names):
        path = query.path.parent / name
        if "://" not in name and path.is_file():
            file = Named(path, BASE + path.relative_to(folder).as_posix())
            found.append((file.iri, file))
    return tuple(found)
