"""Writes to another maker's server, with the face of the writer of the embedded store.

What makes a write whole or absent, and keeps it, is that server's: there is no journal here. A
write that names what it touches is held against the shapes before it is sent
(`kg.remote.checking`). It is sent once. Where no answer comes, nobody knows what became of it, and
the error says so.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from kg.live import Write, Written
from kg.remote.checking import RemoteChecker
from kg.remote.engine import RemoteEngine
from kg.remote.errors import NotOffered, RemoteTimeout, RemoteUnreachable, WriteUnknown
from kg.remote.escapes import check_escapes
from kg.remote.rehearsal import rehearsed
from kg.remote.replies import refused
from kg.remote.transport import Exchange, Reply
from kg.sparql_guard import QueryRefused, tokens
from kg.sparql_update import with_using

__all__ = ["RemoteWriter"]

_NTRIPLES = {"Content-Type": "application/n-triples"}
_METHODS = {"put": "PUT", "post": "POST", "delete": "DELETE"}
_MOST = 1 << 20
_NOTHING = (("graph", "urn:x-pairkg:nothing"),)


class RemoteWriter:
    """Makes writes to the server of an engine, one at a time; safe to call from any thread.

    With an `ontology` they are held against its shapes.
    """

    def __init__(
        self, engine: RemoteEngine, *, ontology: Path | None = None, seconds: float = 60.0
    ) -> None:
        self._engine = engine
        self._checker = RemoteChecker(engine, ontology) if ontology is not None else None
        self._seconds = seconds
        self._turn = threading.Lock()
        self.made = 0
        """How many writes this process has made."""

    def submit(self, write: Write) -> Written | None:
        """Make a write; None where the graph it is to drop is not there.

        Raises RemoteError, WriteError, QueryRefused or QuerySyntaxError; but for WriteUnknown,
        nothing has changed then.
        """
        self._refuse(write)
        body = rehearsed(write) if write.kind != "delete" else b""
        with self._turn:
            existed = write.graph is None or self._engine.has(write.graph)
            if write.kind == "delete" and not existed:
                return None
            if self._checker is not None:
                self._checker.check(write, body)
            self._send(self._exchange(write, body))
            self.made += 1
            number = self.made
        self._engine.changed()
        return Written(number, "", existed)

    def replace(self, graph: str, triples: bytes, *, add: bool = False) -> None:
        """Put N-Triples of our own in the place of a graph, or `add` them to it."""
        write = Write("post" if add else "put", graph=graph)
        with self._turn:
            self._send(self._exchange(write, triples))
        self._engine.changed()

    def close(self) -> None:
        """Nothing is kept."""

    def _refuse(self, write: Write) -> None:
        """Raise why a write cannot be sent to this server, if it cannot."""
        own_default = self._engine.kind.own_default
        if write.kind != "update":
            if write.graph is None and not own_default:
                raise QueryRefused("The server of the graph has no default graph of its own.")
            return
        text = write.body.decode("utf-8")
        check_escapes(text)
        words = _words(text)
        for first, second in pairwise(words):
            if first in ("DROP", "CLEAR") and second != "GRAPH" and not own_default:
                raise QueryRefused(
                    f"The server of the graph does not do {first} {second}; name the graphs."
                )

    def _exchange(self, write: Write, body: bytes) -> Exchange:
        if write.kind == "update":
            text = with_using(body.decode("utf-8"), write.using, write.using_named)
            return self._update(f"BASE <{write.base}>\n{text}" if write.base else text)
        if self._engine.kind.can.graph_store and self._engine.endpoint.graphs is not None:
            name = ("default", "") if write.graph is None else ("graph", write.graph)
            content = None if write.kind == "delete" else body
            headers = {} if content is None else _NTRIPLES
            return Exchange(
                _METHODS[write.kind],
                self._engine.endpoint.graphs,
                params=(name,),
                content=content,
                headers=headers,
                seconds=self._seconds,
                most=_MOST,
                writes=True,
            )
        if write.graph is None:
            raise QueryRefused(
                "Without a graph store, the default graph is written by update only."
            )
        return self._update(
            _text(write.kind)
            .replace("$graph", str(ox.NamedNode(write.graph)))
            .replace("$triples", body.decode("utf-8"))
        )

    def _update(self, text: str) -> Exchange:
        url = self._engine.endpoint.update
        if url is None or not self._engine.kind.can.update:
            raise NotOffered(
                "Nobody said where this server takes updates; set PAIRKG_ENDPOINT_UPDATE."
            )
        return Exchange(
            "POST", url, fields=(("update", text),), seconds=self._seconds, most=_MOST, writes=True
        )

    def _send(self, exchange: Exchange) -> None:
        if self._engine.kind.auth == "digest":
            # The server's challenge is fetched first: it may hang up on a long body without it.
            self._engine.transport.send(
                Exchange("GET", exchange.url, params=_NOTHING, seconds=self._seconds)
            )
        try:
            reply = self._engine.transport.send(exchange)
        except (RemoteTimeout, RemoteUnreachable) as error:
            raise WriteUnknown(
                f"{str(error).rstrip('.')}, so nobody knows whether the write was made; look "
                "before it is sent again."
            ) from None
        if not 200 <= reply.status < 300:
            raise _why_not(reply)


def _why_not(reply: Reply) -> Exception:
    error = refused(reply)
    if reply.status in (401, 403, 404):
        return error
    if reply.status < 500:
        return QueryRefused(f"The server of the graph refuses the write: {error.said}.")
    return WriteUnknown(f"{str(error).rstrip('.')}; look what became of the write.")


def _words(text: str) -> Sequence[str]:
    """The keywords of an update outside all brackets, without SILENT."""
    nesting, words = 0, []
    for kind, token in tokens(text):
        nesting = max(0, nesting + {"open": 1, "close": -1}.get(kind, 0))
        if kind == "word" and nesting == 0 and token.upper() != "SILENT":
            words.append(token.upper())
    return words


@cache
def _text(name: str) -> str:
    return (Path(__file__).parent / "queries" / f"{name}.ru").read_text("utf-8")
