"""What a curator may write, and what takes an administrator: sweeping whole graphs away.

A curator adds, and takes away what it says: triples by name or by a pattern that speaks of them,
and graphs of its own. Whatever takes away what it says nothing of takes an administrator: the
default graph or one that the build made, replaced or dropped; CLEAR, DROP, MOVE and COPY onto them
or of all graphs; DELETE with a pattern that everything fits. That guards against a slip, not
against a curator who means harm: step by step the same can be done, and the journal says by whom.
"""

from __future__ import annotations

import anyio
import pyoxigraph as ox
from fastapi import Request

from api.access import forbidden
from api.state import current_graph
from kg.graph import KnowledgeGraph
from kg.live import Write
from kg.remote import RemoteEngine
from kg.remote.rehearsal import swept
from kg.sparql_update import as_insertions
from kg.tokens import Token

__all__ = ["check_power"]

_TAKING = ("DELETE", "DROP", "CLEAR", "MOVE", "COPY")
"""No update takes a triple away without one of these words."""


async def check_power(request: Request, token: Token, write: Write) -> None:
    """Raise a Fault where a write takes an administrator and the token is none.

    An update is tried out for that, so what is wrong with it may be raised as well: WriteError,
    QueryRefused or QuerySyntaxError.
    """
    if token.may("administrator") or write.kind == "post":
        return
    await anyio.to_thread.run_sync(_check, request, token, write)


def _check(request: Request, token: Token, write: Write) -> None:
    if write.kind == "update" and not _may_sweep(write.body.decode("utf-8")):
        return
    graph = current_graph(request)
    of_build = graph.iris.graph("")
    if write.kind != "update":
        if write.graph is None or write.graph.startswith(of_build):
            raise forbidden(token, "administrator", f"To replace or drop {_called(write.graph)}")
        return
    names = _graphs(graph)
    lost = swept(
        write,
        [name for name in names if name.startswith(of_build)],
        [name for name in names if not name.startswith(of_build)],
    )
    if lost:
        what = "graphs it does not name" if "*" in lost else _called(lost[0] or None)
        raise forbidden(
            token, "administrator", f"An update that takes away what it says nothing of ({what})"
        )


def _may_sweep(text: str) -> bool:
    upper = text.upper()
    return any(word in upper for word in _TAKING) and as_insertions(text) is None


def _called(graph: str | None) -> str:
    return "the default graph" if graph is None else f"<{graph}>, a graph of the build,"


def _graphs(graph: KnowledgeGraph) -> list[str]:
    """The names of all graphs, those without a triple included."""
    if isinstance(graph.engine, RemoteEngine):
        return list(graph.engine.graphs())
    assert graph.snapshot is not None  # noqa: S101 - only a store is written to
    found = ox.Store.read_only(str(graph.snapshot)).named_graphs()
    return [name.value for name in found if isinstance(name, ox.NamedNode)]
