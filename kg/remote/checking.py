"""Holding a write to another server against the shapes before it is sent.

What the write touches is fetched with its surroundings, the write is made there, in a process that
may die of it, and what came of it is validated as in a store of our own. That is done for what says
by name what it touches: INSERT DATA, DELETE DATA and the operations on graphs. What an update with
a pattern would touch, only the other server could tell; it is sent unchecked, and so is a write
whose surroundings are larger than `most`. What others write there at the same moment is not seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.live import Write, WriteRefused
from kg.live.applying import NoSuchGraph, apply, named_quads
from kg.live.checking import Checker
from kg.remote.engine import RemoteEngine
from kg.remote.rehearsal import apart
from kg.remote.surroundings import Surroundings, TooMuch

__all__ = ["RemoteChecker"]

_SECONDS = 60.0


class RemoteChecker:
    """Knows where the shapes are; `most` bounds the quads that are fetched for one write."""

    def __init__(self, engine: RemoteEngine, ontology: Path, most: int = 20_000) -> None:
        self._engine, self._ontology, self._most = engine, ontology, most

    def check(self, write: Write, body: bytes) -> None:
        """Raise WriteRefused if the graph would break its shapes; RemoteError may be raised too.

        `body` is what is sent of the write: N-Triples, or the text of an update.
        """
        asked = replace(write, body=body, form=write.form and "ntriples")
        named = apart(_named, asked) if write.kind == "update" else body
        if named is None:
            return
        touched = _subjects(named)
        around = Surroundings(self._engine, self._most)
        try:
            if write.kind in ("put", "delete") and write.graph is not None:
                touched |= around.subjects_of(write.graph)
            around.add_around(touched)
        except TooMuch:
            return
        if not len(around.store) and not touched:
            return
        quads = around.store.dump(format=ox.RdfFormat.N_QUADS) or b""
        reasons = apart(_reasons, asked, quads, self._ontology, seconds=_SECONDS)
        if reasons:
            raise WriteRefused(reasons)


def _subjects(triples: bytes) -> set[ox.NamedNode]:
    found: Iterable[ox.Quad] = ox.parse(triples, format=ox.RdfFormat.N_QUADS)
    return {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}


def _named(write: Write) -> bytes | None:
    """The quads that an update names, as N-Quads; None if it does more than name them."""
    quads = named_quads(write)
    return None if quads is None else ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _reasons(write: Write, around: bytes, ontology: Path) -> tuple[str, ...]:
    """What the shapes have against a write, made where only its surroundings are."""
    before, after = ox.Store(), ox.Store()
    for store in (before, after):
        store.load(around, format=ox.RdfFormat.N_QUADS)
    try:
        apply(write, after)
    except NoSuchGraph:
        return ()
    return Checker(ontology).reasons(write, named_quads(write), lambda: before, after)
