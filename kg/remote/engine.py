"""The engine that is another maker's server.

What the layers above take for granted is that a query which names no graph sees all of them as
one. Where the server's default graph is something else, its own field for that is sent, or the
graphs are listed now and then and named with each query, which the protocol has for every server.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.engine import Answer, Dataset, EngineError, QuerySyntaxError, Table
from kg.remote.errors import NotSparql, RemoteRefused
from kg.remote.escapes import check_escapes
from kg.remote.kinds import KINDS, Kind, kind_told_by
from kg.remote.replies import GRAPH, TABLE, read_graph, read_table, refused, serialised
from kg.remote.settings import Endpoint
from kg.remote.transport import Exchange, Reply, Transport
from kg.sparql_guard import check_service, names_dataset, tokens

__all__ = ["RemoteEngine", "connect"]

LIST_SECONDS = 300.0
"""How long a list of the graphs, or their size, stands, unless this process writes: a large store
takes its time to say either."""
_PING_SECONDS = 5.0
_UNION = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph")


class RemoteEngine:
    """Queries over a SPARQL 1.1 server; safe to call from any thread.

    `seconds` bounds a query, `most` the bytes of its answer.
    """

    def __init__(
        self, endpoint: Endpoint, kind: Kind, *, seconds: float = 30.0, most: int = 256 << 20
    ) -> None:
        self.endpoint, self.kind = endpoint.for_kind(kind), kind
        self.transport = Transport(endpoint, kind)
        self._seconds, self._most = seconds, most
        self._lock = threading.Lock()
        self._graphs: tuple[float, tuple[str, ...]] | None = None
        self._size: tuple[float, int] | None = None

    def select(self, text: str) -> Table:
        """Run a SELECT over the union of all graphs."""
        found = read_table(self._asked(text, TABLE))
        if isinstance(found, bool):
            raise EngineError("This query is not a SELECT.")
        return found

    def ask(self, text: str) -> bool:
        """Run an ASK over the union of all graphs."""
        found = read_table(self._asked(text, TABLE))
        if not isinstance(found, bool):
            raise EngineError("This query is not an ASK.")
        return found

    def construct(self, text: str) -> tuple[ox.Triple, ...]:
        """Run a CONSTRUCT or DESCRIBE over the union of all graphs; duplicates removed."""
        return read_graph(self._asked(text, GRAPH))

    def answer(self, text: str, formats: Sequence[str], dataset: Dataset) -> Answer:
        """Run any query and serialise it in the first of `formats` that its form allows."""
        return serialised(self._asked(text, _accept(text), dataset), formats)[0]

    def size(self) -> int:
        """How many quads the named graphs hold, but for the server's own; counted now and then."""
        known = self._size
        if known is None or time.monotonic() - known[0] > LIST_SECONDS:
            known = self._size = time.monotonic(), sum(self.sizes().values())
        return known[1]

    def ping(self) -> None:
        """Raise RemoteError if no SPARQL server answers."""
        exchange = self._exchange(_text("ping"), TABLE, ())
        seconds = min(_PING_SECONDS, self._seconds)
        read_table(self.transport.send(replace(exchange, seconds=seconds)))

    def sizes(self) -> dict[str, int]:
        """How many triples each named graph has, but for the server's own."""
        found = read_table(self._sent(_text("sizes"), TABLE, ()))
        rows = found.rows if isinstance(found, Table) else ()
        sizes = {}
        for graph, count in rows:
            if isinstance(graph, ox.NamedNode) and isinstance(count, ox.Literal):
                sizes[graph.value] = int(count.value)
        return {name: sizes[name] for name in sorted(sizes) if self._is_data(name)}

    def has(self, graph: str) -> bool:
        """Whether a named graph has triples."""
        text = _text("graph_has").replace("$graph", str(ox.NamedNode(graph)))
        return read_table(self._sent(text, TABLE, ())) is True

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, but for the server's own; asked for now and then."""
        with self._lock:
            now = time.monotonic()
            if self._graphs is None or now - self._graphs[0] > LIST_SECONDS:
                found = read_table(self._sent(_text("graphs"), TABLE, ()))
                rows = found.rows if isinstance(found, Table) else ()
                names = {row[0].value for row in rows if isinstance(row[0], ox.NamedNode)}
                self._graphs = now, tuple(sorted(filter(self._is_data, names)))
            return self._graphs[1]

    def changed(self) -> None:
        """Forget what is known of the graphs, which somebody has changed."""
        with self._lock:
            self._graphs = self._size = None

    def ask_soon(
        self,
        text: str,
        dataset: Dataset,
        *,
        union: bool = True,
        seconds: float | None = None,
        most: int | None = None,
    ) -> Future[Reply]:
        """Send a query and give the reply later; one that is cancelled is broken off.

        For a stranger's text, which must have been found to be a query: a server may take an update
        where it takes queries. May wait for the list of graphs, so not for an event loop.
        """
        check_escapes(text)
        exchange = self._exchange(text, _accept(text), self._dataset(text, dataset, union))
        return self.transport.send_soon(
            replace(exchange, seconds=seconds or self._seconds, most=most or self._most)
        )

    def close(self) -> None:
        """Break off everything that still runs."""
        self.transport.close()

    def _asked(self, text: str, accept: str, dataset: Dataset | None = None) -> Reply:
        check_service(text)
        reply = self._sent(text, accept, self._dataset(text, dataset or Dataset(), union=True))
        if reply.status == 400:
            raise QuerySyntaxError(str(refused(reply)))
        return reply

    def _sent(self, text: str, accept: str, dataset: Sequence[tuple[str, str]]) -> Reply:
        return self.transport.send(self._exchange(text, accept, dataset))

    def _exchange(self, text: str, accept: str, dataset: Sequence[tuple[str, str]]) -> Exchange:
        return Exchange(
            "POST",
            self.endpoint.query,
            fields=(("query", text), *dataset),
            headers={"Accept": accept},
            seconds=self._seconds,
            most=self._most,
        )

    def _dataset(self, text: str, asked: Dataset, union: bool) -> Sequence[tuple[str, str]]:
        """The fields that say which graphs a query sees."""
        if asked.default or asked.named:
            return _fields(asked.default, asked.named)
        if not union or names_dataset(text):
            return ()
        if self.kind.can.union_default:
            # Where a query walks through the graphs, it shall not meet those of the server.
            return _fields(graphs := self.graphs(), graphs) if self._walks(text) else ()
        if self.kind.union_field is not None:
            return ((self.kind.union_field, ""),)
        graphs = self.graphs()
        return _fields(graphs, graphs)

    def _walks(self, text: str) -> bool:
        if not self.kind.own_graphs or "GRAPH" not in text.upper():
            return False
        before = ""
        for kind, token in tokens(text):
            if kind == "variable" and before == "GRAPH":
                return True
            if kind not in ("space", "comment"):
                before = token.upper()
        return False

    def _is_data(self, graph: str) -> bool:
        return not graph.startswith(self.kind.own_graphs) if self.kind.own_graphs else True


def connect(endpoint: Endpoint, kind: Kind | None = None, *, seconds: float = 30.0) -> RemoteEngine:
    """An engine over a server that answers; its kind is what it says of itself, if not given.

    Raises RemoteError if there is no SPARQL server at the address.
    """
    if kind is None:
        kind = _told(endpoint, seconds)
    engine = RemoteEngine(endpoint, kind, seconds=seconds)
    try:
        engine.ping()
    except BaseException:
        engine.close()
        raise
    return engine


def _told(endpoint: Endpoint, seconds: float) -> Kind:
    """The kind that a server says it is: by its name, or by its service description."""
    transport = Transport(endpoint, KINDS["generic"])
    try:
        wanted = {"Accept": "text/turtle, application/n-triples;q=0.9"}
        reply = transport.send(Exchange("GET", endpoint.query, headers=wanted, seconds=seconds))
    finally:
        transport.close()
    try:
        union = any(triple.object == _UNION for triple in read_graph(reply))
    except (NotSparql, RemoteRefused):
        union = False  # it has no description, as many servers have none
    return kind_told_by(reply.headers.get("server", ""), union)


def _accept(text: str) -> str:
    """What to ask for: some servers write a graph as a table, if they are let."""
    for kind, token in tokens(text):
        if kind == "word" and token.upper() in ("SELECT", "ASK"):
            return TABLE
        if kind == "word" and token.upper() in ("CONSTRUCT", "DESCRIBE"):
            break
    return GRAPH


def _fields(default: Sequence[str], named: Sequence[str]) -> Sequence[tuple[str, str]]:
    return (
        *(("default-graph-uri", iri) for iri in default),
        *(("named-graph-uri", iri) for iri in named),
    )


@cache
def _text(name: str) -> str:
    return (Path(__file__).parent / "queries" / f"{name}.rq").read_text("utf-8")
