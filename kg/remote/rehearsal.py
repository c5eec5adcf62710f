"""Trying out what somebody sends before it goes anywhere, in a process that may die of it.

Another server gets an update whose text the embedded engine takes for one, and N-Triples made of
any body, so that what is refused here (SERVICE, LOAD, a DOCTYPE) is refused whoever has the graph.
And what an update would sweep away is seen by doing it to marks in a store that holds nothing else:
so the engine's own grammar says what the text does, however it is written.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

import pyoxigraph as ox

from kg.live import RdfSyntaxError, Write, WriterDied, WriteTooSlow
from kg.live.applying import apply
from kg.problems import PairkgError
from kg.sparql_guard import QueryRefused
from kg.sparql_update import check_update
from kg.workers import Limits
from kg.workers.confinement import confine
from kg.workers.starting import context

__all__ = ["apart", "rehearsed", "swept", "triples_of"]

_SECONDS = 20.0
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_Graph = ox.NamedNode | ox.DefaultGraph
T = TypeVar("T")


def apart(work: Callable[..., T], *given: object, seconds: float = _SECONDS) -> T:
    """What a function of a module gives, in a process of its own without a network.

    Raises what it raises, if that is a PairkgError; WriteTooSlow, or WriterDied for its process.
    """
    starter = context()
    ours, theirs = starter.Pipe(duplex=False)
    process = starter.Process(target=_do, args=(work, given, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise WriteTooSlow(f"The body could not be read within {seconds:g} seconds.")
        outcome: tuple[T] | PairkgError = ours.recv()
    except EOFError:
        raise WriterDied("The body ended the process that read it; nothing was written.") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(outcome, PairkgError):
        raise outcome
    return outcome[0]


def _do(work: Callable[..., T], given: tuple[object, ...], pipe: Connection) -> None:
    confine(Limits(nice=0))
    try:
        outcome: tuple[T] | PairkgError = (work(*given),)
    except PairkgError as error:
        outcome = error
    pipe.send(outcome)


def rehearsed(write: Write) -> bytes:
    """What may be sent of a body: its triples as N-Triples, the text of an update without LOAD.

    Raises what is wrong with it: WriteError, QueryRefused or QuerySyntaxError.
    """
    return apart(_checked if write.kind == "update" else _triples, write)


def triples_of(writes: Sequence[Write]) -> bytes:
    """The triples of the parts of a body as N-Triples, blank nodes kept apart; raises as above."""
    return apart(_all_triples, tuple(writes))


def swept(write: Write, guarded: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The graphs from which an update takes what it says nothing of; "" is the default graph.

    Of those `guarded`, of the default graph, and of any graph that the update does not name, which
    stands for all: that one is given as "*". `others` are the graphs that are there besides.
    Raises as above; QueryRefused too where the update drops or copies a graph that is not there.
    """
    return apart(_swept, write, tuple(guarded), tuple(others))


def _checked(write: Write) -> bytes:
    try:
        apply(write, ox.Store())
    except QueryRefused as error:
        # An empty store lacks the graphs that an update may copy or drop: that is no fault of it.
        if type(error) is not QueryRefused:
            raise
    return check_update(write.body.decode("utf-8")).encode()


def _triples(write: Write) -> bytes:
    store = ox.Store()
    apply(write, store)
    graph = ox.DefaultGraph() if write.graph is None else ox.NamedNode(write.graph)
    return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""


def _all_triples(writes: tuple[Write, ...]) -> bytes:
    found = []
    for number, write in enumerate(writes, 1):
        try:
            found.append(_triples(write))
        except RdfSyntaxError as error:
            raise RdfSyntaxError(f"Part {number}: {error}") from None
    return b"".join(found)


def _swept(write: Write, guarded: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    store = ox.Store()
    # Nobody can name what nobody knows: a mark only goes with what is swept.
    mark = f"urn:x-pairkg:{secrets.token_hex(16)}:"
    graphs: dict[str, _Graph] = {name: ox.NamedNode(name) for name in guarded}
    graphs |= {"": ox.DefaultGraph(), "*": ox.NamedNode(f"{mark}graph")}
    marks = {
        name: ox.Quad(
            ox.NamedNode(f"{mark}{number}"), _TYPE, ox.NamedNode(f"{mark}class{number}"), graph
        )
        for number, (name, graph) in enumerate(graphs.items())
    }
    for name in others:
        store.add_graph(ox.NamedNode(name))
    store.extend(marks.values())
    apply(write, store)
    return tuple(name for name, quad in marks.items() if quad not in store)
