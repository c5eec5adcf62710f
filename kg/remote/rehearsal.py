"""Reading what a curator sends before it goes out, in a process that may die of it.

The other server gets an update whose text the embedded engine takes for one, and N-Triples made of
any body, so that what is refused here (SERVICE, LOAD, a DOCTYPE) is refused whoever has the graph.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

import pyoxigraph as ox

from kg.live import Write, WriterDied, WriteTooSlow
from kg.live.applying import NoSuchGraph, apply
from kg.problems import PairkgError
from kg.sparql_guard import QueryRefused
from kg.workers import Limits
from kg.workers.confinement import confine

__all__ = ["rehearsed"]


def rehearsed(write: Write, seconds: float = 20.0) -> bytes:
    """The triples of a body as N-Triples (of an update: nothing); raises what is wrong with it.

    WriteError, QueryRefused or QuerySyntaxError.
    """
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_rehearse, args=(write, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise WriteTooSlow(f"The body could not be read within {seconds:g} seconds.")
        outcome: bytes | PairkgError = ours.recv()
    except EOFError:
        raise WriterDied("The body ended the process that read it; nothing was written.") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(outcome, PairkgError):
        raise outcome
    return outcome


def _rehearse(write: Write, pipe: Connection) -> None:
    confine(Limits(nice=0))
    try:
        outcome: bytes | PairkgError = _triples(write)
    except PairkgError as error:
        outcome = error
    pipe.send(outcome)


def _triples(write: Write) -> bytes:
    store = ox.Store()
    try:
        apply(write, store)
    except NoSuchGraph:
        return b""
    except QueryRefused as error:
        # An empty store lacks the graphs that an update may copy or drop: that is no fault of it.
        if type(error) is not QueryRefused:
            raise
        return b""
    if write.kind == "update":
        return b""
    graph = ox.DefaultGraph() if write.graph is None else ox.NamedNode(write.graph)
    return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
