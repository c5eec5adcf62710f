"""What a remote graph holds around some things, fetched into a small store.

As far as `kg.live.checking` looks from what a write touches: what points at it, and from there two
steps out, one step in, and the tree of classes. A blank node has no name that holds from one
question to the next, so what lies behind one is not fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.engine import Table, Term
from kg.remote.engine import RemoteEngine
from kg.remote.replies import TABLE, read_table
from kg.remote.transport import Exchange

__all__ = ["Surroundings", "TooMuch"]

_AT_ONCE = 100
"""Things that one question names."""
_STEPS = 3


class TooMuch(Exception):  # noqa: N818 - an outcome, not an error
    """There is more than is fetched."""


class Surroundings:
    """A small store that grows by questions to an engine, up to `most` quads."""

    def __init__(self, engine: RemoteEngine, most: int, seconds: float = 30.0) -> None:
        self.store = ox.Store()
        self._engine, self._most, self._seconds = engine, most, seconds

    def subjects_of(self, graph: str) -> set[ox.NamedNode]:
        """What a graph speaks of; raises TooMuch or RemoteError, as `add_around` does."""
        text = _text("subjects").replace("$graph", str(ox.NamedNode(graph)))
        found = self._rows(text.replace("$most", str(self._most + 1)))
        if len(found) > self._most:
            raise TooMuch
        return {row[0] for row in found if isinstance(row[0], ox.NamedNode)}

    def add_around(self, touched: Iterable[ox.NamedNode]) -> None:
        """Fetch what the shapes may look at once these things have changed."""
        touched = set(touched)
        self._fetch("around_classes", ())
        self._fetch("around_in", touched)
        focus = {*touched, *self._pointing_at(touched)}
        seen: set[ox.NamedNode] = set()
        ring = focus
        for _ in range(_STEPS):
            self._fetch("around_out", ring - seen)
            seen |= ring
            ring = {
                quad.object
                for node in ring
                for quad in self.store.quads_for_pattern(node, None, None)
                if isinstance(quad.object, ox.NamedNode)
            }
        self._fetch("around_in", focus - touched)
        self._fetch("around_out", self._pointing_at(focus) - seen)

    def _pointing_at(self, nodes: Iterable[ox.NamedNode]) -> set[ox.NamedNode]:
        return {
            quad.subject
            for node in nodes
            for quad in self.store.quads_for_pattern(None, None, node)
            if isinstance(quad.subject, ox.NamedNode)
        }

    def _fetch(self, query: str, nodes: Iterable[ox.NamedNode]) -> None:
        wanted = sorted(map(str, nodes))
        texts = [_text(query)] if "$nodes" not in _text(query) else []
        for start in range(0, len(wanted), _AT_ONCE):
            some = " ".join(wanted[start : start + _AT_ONCE])
            texts.append(_text(query).replace("$nodes", some))
        for text in texts:
            # Some servers give what a named graph holds as their default graph too.
            rows = sorted(self._rows(text), key=lambda row: row[0] is None)
            for graph, s, p, o in rows:
                if isinstance(s, ox.NamedNode) and isinstance(p, ox.NamedNode) and o is not None:
                    self._add(s, p, o, graph)

    def _add(self, s: ox.NamedNode, p: ox.NamedNode, o: Term, graph: Term | None) -> None:
        if isinstance(graph, ox.NamedNode):
            self.store.add(ox.Quad(s, p, o, graph))
        elif next(self.store.quads_for_pattern(s, p, o), None) is None:
            self.store.add(ox.Quad(s, p, o))
        if len(self.store) > self._most:
            raise TooMuch

    def _rows(self, text: str) -> Sequence[tuple[Term | None, ...]]:
        found = read_table(
            self._engine.transport.send(
                Exchange(
                    "POST",
                    self._engine.endpoint.query,
                    fields=(("query", text),),
                    headers={"Accept": TABLE},
                    seconds=self._seconds,
                )
            )
        )
        return found.rows if isinstance(found, Table) else ()


@cache
def _text(name: str) -> str:
    return (Path(__file__).parent / "queries" / f"{name}.rq").read_text("utf-8")
