"""The one place that sends anything to the remote server.

All requests run on one event loop in a thread of its own, so that a time limit holds for the whole
of an exchange, a drip of single bytes included, and so that one whose asker has left can be broken
off, which closes its connection. Callers are threads (`send`) or other event loops (`send_soon`).

Redirections lead to another path of the same server at most; proxies and passwords of the user's
own environment are not looked at. Reads are tried again once where a kept connection turns out to
be closed; writes never.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from kg.remote.errors import RemoteMoved, RemoteTimeout, RemoteUnreachable
from kg.remote.kinds import Kind
from kg.remote.settings import Endpoint

if TYPE_CHECKING:
    from kg.remote.client import Client

__all__ = ["Broken", "Exchange", "Reply", "Transport", "place_of"]

_MOST_HOPS = 3


@dataclass(frozen=True)
class Exchange:
    """A request: `fields` make a form of it, `content` is a body as it stands.

    `seconds` bounds all of it, `most` the bytes of the answer.
    """

    method: str
    url: str
    params: Sequence[tuple[str, str]] = ()
    fields: Sequence[tuple[str, str]] | None = None
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 30.0
    most: int = 256 << 20
    writes: bool = False


@dataclass(frozen=True)
class Reply:
    """An answer with its whole body; the names of its headers are in small letters."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Broken(Exception):  # noqa: N818 - reads as what it is
    """An exchange came to nothing; `begun` says whether there was a connection."""

    def __init__(self, reason: str, *, begun: bool) -> None:
        self.begun = begun
        super().__init__(reason)


class Transport:
    """Connections to one server; safe to use from any thread."""

    def __init__(self, endpoint: Endpoint, kind: Kind) -> None:
        self._endpoint, self._kind = endpoint, kind
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._client: Client | None = None

    def send(self, exchange: Exchange) -> Reply:
        """The reply, whatever its status; raises RemoteError where there is none."""
        return self.send_soon(exchange).result()

    def send_soon(self, exchange: Exchange) -> Future[Reply]:
        """The same, later; one that is cancelled closes its connection."""
        client, loop = self._started()
        return asyncio.run_coroutine_threadsafe(_sent(client, exchange), loop)

    def close(self) -> None:
        """Break off everything."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
            if loop is None or thread is None:
                return
            asyncio.run_coroutine_threadsafe(self._ended(), loop).result(10)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(10)
            loop.close()

    def _started(self) -> tuple[Client, asyncio.AbstractEventLoop]:
        with self._lock:
            if self._client is None:
                # Imported here because most servers have their graph in a store.
                from kg.remote.client import Client

                self._client = Client(self._endpoint, self._kind)
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="remote", daemon=True
                )
                self._thread.start()
            return self._client, self._loop

    async def _ended(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._client is not None:
            await self._client.close()
            self._client = None


async def _sent(client: Client, exchange: Exchange) -> Reply:
    place = place_of(exchange.url)
    try:
        async with asyncio.timeout(exchange.seconds):
            return await _tried(client, exchange)
    except TimeoutError:
        raise RemoteTimeout(
            f"The SPARQL server at {place} did not answer within {exchange.seconds:g} seconds."
        ) from None
    except Broken as error:
        raise RemoteUnreachable(
            f"The SPARQL server at {place} cannot be reached ({error})."
        ) from None


async def _tried(client: Client, exchange: Exchange) -> Reply:
    try:
        return await _followed(client, exchange)
    except Broken as error:
        if exchange.writes or not error.begun:
            raise
        return await _followed(client, exchange)


async def _followed(client: Client, exchange: Exchange) -> Reply:
    url = exchange.url
    for _ in range(_MOST_HOPS):
        reply = await client.exchanged(exchange, url)
        if not 300 <= reply.status < 400:
            return reply
        target = urljoin(url, reply.headers.get("location", ""))
        if reply.status not in (307, 308) or _origin(target) != _origin(url):
            break
        url = target
    raise RemoteMoved(
        f"The SPARQL server at {place_of(exchange.url)} sends to another place, where its "
        "questions are not taken; name the place itself as the endpoint."
    )


def place_of(url: str) -> str:
    """What may be said of a URL: no parameters, which may hold a secret."""
    return url.partition("?")[0]


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname, parts.port or usual
