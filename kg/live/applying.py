"""Doing a write to a store. Runs where a hostile body can do no harm: in the writer's process."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.engine import QuerySyntaxError
from kg.live.errors import RdfSyntaxError
from kg.live.writes import RDF_FORMATS, Write
from kg.sparql_guard import QueryRefused
from kg.sparql_update import as_insertions, check_update, with_using

__all__ = ["NoSuchGraph", "apply", "named_quads"]

_DECLARATION = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
Graph = ox.NamedNode | ox.DefaultGraph


class NoSuchGraph(Exception):  # noqa: N818 - an outcome, not an error
    """The graph that a write is to drop is not there."""


def apply(write: Write, store: ox.Store) -> bool:
    """Do a write; whether the graph it names was there before (True for an update).

    Raises QueryRefused, QuerySyntaxError, RdfSyntaxError or NoSuchGraph, and OSError where the
    disk does not take it; the store must then be thrown away, since a part may have been done.
    """
    if write.kind == "update":
        _update(write, store)
        return True
    graph: Graph = ox.DefaultGraph() if write.graph is None else ox.NamedNode(write.graph)
    existed = _exists(graph, store)
    if write.kind == "delete":
        if not existed:
            raise NoSuchGraph
        _drop(graph, store)
        return existed
    triples = _read(write)
    if write.kind == "put":
        _drop(graph, store)
    if isinstance(graph, ox.NamedNode):
        store.add_graph(graph)
    store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    return existed


def named_quads(write: Write) -> frozenset[ox.Quad] | None:
    """The quads that an update inserts or deletes; None if it does more than name them."""
    if write.kind != "update":
        return None
    text = write.body.decode("utf-8")
    insertions = as_insertions(check_update(text))
    if insertions is None:
        return None
    aside = ox.Store()
    try:
        aside.update(insertions, base_iri=write.base)
    except (SyntaxError, OSError, RuntimeError, ValueError):
        return None  # what is wrong with it is said when it is done
    return frozenset(aside)


def _exists(graph: Graph, store: ox.Store) -> bool:
    return isinstance(graph, ox.DefaultGraph) or store.contains_named_graph(graph)


def _drop(graph: Graph, store: ox.Store) -> None:
    if isinstance(graph, ox.NamedNode):
        store.remove_graph(graph)
    else:
        store.clear_graph(graph)


def _update(write: Write, store: ox.Store) -> None:
    text = check_update(write.body.decode("utf-8"))
    text = with_using(text, write.using, write.using_named)
    try:
        store.update(text, base_iri=write.base)
    except SyntaxError as error:
        raise QuerySyntaxError(str(error)) from None
    except (RuntimeError, ValueError) as error:
        raise QueryRefused(str(error)) from None


def _read(write: Write) -> list[ox.Quad]:
    """The triples of a body; a format of quads may only hold the default graph."""
    assert write.form is not None  # noqa: S101 - the route has settled it
    if write.form == "rdfxml":
        _refuse_declarations(write.body)
    try:
        quads = list(
            ox.parse(
                write.body,
                format=RDF_FORMATS[write.form],
                base_iri=write.base,
                without_named_graphs=True,
                rename_blank_nodes=True,
            )
        )
    except SyntaxError as error:
        raise RdfSyntaxError(f"The body is not {write.form}: {error}.") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise RdfSyntaxError(f"The body cannot be read as {write.form}: {error}.") from None
    return quads


def _refuse_declarations(body: bytes) -> None:
    """A DOCTYPE can make a kilobyte into gigabytes; RDF/XML needs none."""
    head = body[:4]
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head
    text = body.decode("utf-16" if wide else "latin-1", errors="replace")
    if _DECLARATION.search(text):
        raise RdfSyntaxError("The body has a DOCTYPE or entities, which are not read.")
