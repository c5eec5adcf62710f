"""How queries of strangers are run: in killable processes over a snapshot of the store.

A graph that is only in memory has no snapshot that a process could open; its queries run in a
bounded number of threads of this process instead, which is what tests and small programs use.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import anyio
from fastapi import Request
from starlette.responses import Response, StreamingResponse

from api.observing import fingerprint
from api.problems import Fault
from api.remote_answering import RemoteQueries
from api.slots import Slots
from api.sparql_protocol import SparqlRequest
from kg.engine import Answer, EngineError
from kg.graph import KnowledgeGraph
from kg.remote import RemoteEngine
from kg.sparql_guard import check_query
from kg.workers import Limits, QueryPool, WorkerAnswer

__all__ = ["LIMITS_HEADER", "ClientLeft", "Queries", "response_of"]

_CHUNK = 1 << 18
_SHORT = 2000
"""Characters of a query that is read in a millisecond, and remembered."""
_SOON = 0.05
"""Seconds after which somebody looks whether the client of a query is still there."""
LIMITS_HEADER = "Pairkg-Limits"


class Queries:
    """Runs queries of strangers; `close` ends whatever still runs."""

    def __init__(
        self,
        limits: Limits,
        slots: Slots,
        *,
        union: bool = True,
        services: frozenset[str] = frozenset(),
    ) -> None:
        self.limits, self.union = limits, union
        self._services = services
        self._slots = slots
        self._pool: QueryPool | None = None
        self._remote = RemoteQueries(limits)

    @property
    def running(self) -> int:
        """How many run or wait in processes."""
        return self._pool.running if self._pool else 0

    def announced(self, graph: KnowledgeGraph) -> str:
        """The bounds of an answer over this graph, as a header says them."""
        remote = isinstance(graph.engine, RemoteEngine)
        return self._remote.announced if remote else self.limits.announced()

    async def start(self, source: Callable[[], KnowledgeGraph]) -> None:
        """Have graph and processes ready before the first request comes."""
        graph = await anyio.to_thread.run_sync(source)
        if graph.snapshot is not None:
            if self._pool is None:
                self._pool = QueryPool(self.limits)
            await self._pool.start(graph.snapshot)

    async def answer(
        self,
        request: Request,
        graph: KnowledgeGraph,
        asked: SparqlRequest,
        formats: Sequence[str],
        *,
        union: bool | None = None,
    ) -> WorkerAnswer:
        """The whole answer to a query; it is given up when its client leaves.

        `union` says what a query that names no graph sees, if not what is set for this server.
        """
        remote = graph.engine if isinstance(graph.engine, RemoteEngine) else None
        if graph.snapshot is None and remote is None:
            answer = await self._slots.run(lambda: _in_process(graph, asked, formats))
            return WorkerAnswer(answer.form, answer.format, answer.body, len(answer.body))
        services = self._services if remote is None else frozenset[str]()
        read = await _read(asked.query, services)
        request.state.facts = {"query": read.fingerprint, "graph": graph.generation}
        if self._pool is None:
            self._pool = QueryPool(self.limits)
        sees = self.union if union is None else union
        client = request.client.host if request.client else ""
        if graph.snapshot is None or remote is not None:
            assert remote is not None  # noqa: S101 - a graph in memory was answered above
            asking = self._remote.ask(remote, self._pool, asked, formats, union=sees, client=client)
        else:
            asking = self._pool.ask(
                graph.snapshot,
                asked.query,
                formats,
                asked.dataset,
                union=sees,
                client=client,
                network=read.asks,
            )
        work = asyncio.ensure_future(asking)
        leaving = None
        try:
            await asyncio.wait({work}, timeout=_SOON)
            if not work.done():
                leaving = asyncio.ensure_future(_left(request))
                await asyncio.wait({work, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise ClientLeft
            return work.result()
        except EngineError as error:
            if type(error) is EngineError:  # the engine itself cannot do it
                raise Fault(422, "query-refused", str(error)) from None
            raise
        finally:
            if leaving is not None:
                leaving.cancel()
            work.cancel()

    def close(self) -> None:
        """End all processes."""
        self._remote.close()
        if self._pool is not None:
            self._pool.close()


class ClientLeft(Fault):
    """Nobody is there any more to take the answer."""

    def __init__(self) -> None:
        super().__init__(499, "client-left", "The client left before its answer was there.")


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


@dataclass(frozen=True)
class _Read:
    """A query that may run: its fingerprint, and whether it asks another server."""

    fingerprint: str
    asks: bool


async def _read(text: str, services: frozenset[str]) -> _Read:
    """A query that may run; a long one is read off the event loop."""
    if len(text) <= _SHORT:
        return _read_before(text, services)
    return await anyio.to_thread.run_sync(_read_now, text, services)


@lru_cache(maxsize=1024)
def _read_before(text: str, services: frozenset[str]) -> _Read:
    return _read_now(text, services)


def _read_now(text: str, services: frozenset[str]) -> _Read:
    asks = check_query(text, services)
    return _Read(fingerprint(text), asks)


def _in_process(graph: KnowledgeGraph, asked: SparqlRequest, formats: Sequence[str]) -> Answer:
    check_query(asked.query)
    return graph.engine.answer(asked.query, tuple(formats), asked.dataset)


def response_of(answer: WorkerAnswer, media_type: str, headers: Mapping[str, str]) -> Response:
    """An answer as it is sent; a long one streams from its file, which is whole."""
    if isinstance(answer.body, bytes):
        return Response(answer.body, media_type=media_type, headers=dict(headers))
    said = {**headers, "Content-Length": str(answer.size)}
    return StreamingResponse(_stream(answer.body), media_type=media_type, headers=said)


async def _stream(spool: Path) -> AsyncIterator[bytes]:
    file = await anyio.open_file(spool, "rb")
    spool.unlink()  # what is open can still be read, and is gone whatever happens then
    async with file:
        while chunk := await file.read(_CHUNK):
            yield chunk
