"""How queries of strangers are run where the graph is in another server.

The text is first given to a worker over an empty store: it says whether this is a query at all, by
the grammar and in a process that may die, since a server may take an update where it takes queries.
Then it is passed on, bounded by what is left of its time and in bytes; when its client leaves, the
connection is closed. What the other server does with a query that nobody waits for is its affair.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import anyio
import pyoxigraph as ox

from api.problems import Fault
from api.sparql_protocol import SparqlRequest
from kg.engine import Answer, Dataset
from kg.remote import RemoteEngine
from kg.remote.errors import RemoteCut, RemoteRefused, RemoteTimeout, RemoteTooLarge
from kg.remote.replies import serialised
from kg.remote.transport import Reply
from kg.workers import (
    Limits,
    QueryPool,
    QueryTimeout,
    QueryTooLarge,
    WorkerAnswer,
)
from kg.workers.places import Places

__all__ = ["RemoteQueries"]

_AT_ONCE = 8
MOST_BYTES = 32 << 20
"""Longest answer that is passed on: it is held in memory, where it is read through."""


class RemoteQueries:
    """Passes queries on; safe within one event loop."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._most = min(limits.bytes, MOST_BYTES)
        self._places = Places(limits.per_client, _AT_ONCE + limits.waiting)
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._empty: Path | None = None

    @property
    def running(self) -> int:
        """How many run or wait."""
        return self._places.taken

    @property
    def announced(self) -> str:
        """The bounds of an answer, as a header says them; memory is the other server's affair."""
        most = self._limits
        return f"seconds={most.seconds:g}, rows={most.rows}, bytes={self._most}"

    async def ask(
        self,
        engine: RemoteEngine,
        pool: QueryPool,
        asked: SparqlRequest,
        formats: Sequence[str],
        *,
        union: bool,
        client: str,
    ) -> WorkerAnswer:
        """The whole answer; raises what the pool raises, a Fault, or RemoteError."""
        begun = time.monotonic()
        with self._places.held(client):
            try:
                async with asyncio.timeout(self._limits.seconds):
                    await self._read_through(pool, asked.query, formats, client)
                    async with self._turns:
                        left = max(0.05, self._limits.seconds - (time.monotonic() - begun))
                        reply = await self._passed_on(engine, asked, union, left)
                answer, rows = await anyio.to_thread.run_sync(_read, reply, tuple(formats))
            except (TimeoutError, RemoteTimeout):
                raise QueryTimeout(self._limits.seconds) from None
            except RemoteTooLarge:
                raise QueryTooLarge(self._most, "bytes") from None
        if rows > self._limits.rows:
            raise QueryTooLarge(self._limits.rows, "rows")
        return WorkerAnswer(answer.form, answer.format, answer.body, len(answer.body))

    async def _read_through(
        self, pool: QueryPool, text: str, formats: Sequence[str], client: str
    ) -> None:
        if self._empty is None:
            self._empty = await anyio.to_thread.run_sync(_empty_store)
        found = await pool.ask(self._empty, text, formats, Dataset(), client=client)
        if isinstance(found.body, Path):
            found.body.unlink(missing_ok=True)

    async def _passed_on(
        self, engine: RemoteEngine, asked: SparqlRequest, union: bool, seconds: float
    ) -> Reply:
        def send() -> asyncio.Future[Reply]:
            future = engine.ask_soon(
                asked.query, asked.dataset, union=union, seconds=seconds, most=self._most
            )
            return asyncio.wrap_future(future, loop=loop)

        loop = asyncio.get_running_loop()
        sent = await anyio.to_thread.run_sync(send)
        return await sent

    def close(self) -> None:
        """Take the empty store away."""
        if self._empty is not None:
            shutil.rmtree(self._empty, ignore_errors=True)


def _empty_store() -> Path:
    path = Path(tempfile.mkdtemp(prefix="pairkg-empty-"))
    ox.Store(str(path)).flush()
    return path


def _read(reply: Reply, formats: tuple[str, ...]) -> tuple[Answer, int]:
    try:
        return serialised(reply, formats)
    except RemoteCut:
        raise Fault(
            413,
            "answer-too-large",
            "The server of the graph cuts this answer, so none of it is sent; ask in parts with "
            "LIMIT and OFFSET.",
        ) from None
    except RemoteRefused as error:
        if error.status not in (400, 422):
            raise
        why = f": {error.said}" if error.said else ""
        raise Fault(
            422, "query-refused", f"The server of the graph does not take this query{why}."
        ) from None
