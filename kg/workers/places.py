"""How many queries may be there at once: those of one client, and all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from kg.workers.errors import PoolBusy

__all__ = ["Places"]


class Places:
    """Counts who is there and turns away whom there is no place for; within one event loop.

    `per_client` bounds the queries of one client that run or wait, `total` those of all. A client
    who has as many as it may is told so even where all places are taken: another will not help it.
    """

    def __init__(self, per_client: int, total: int) -> None:
        self._per_client, self._total = per_client, total
        self._clients: Counter[str] = Counter()

    @property
    def taken(self) -> int:
        """How many places are taken."""
        return self._clients.total()

    @contextmanager
    def held(self, client: str) -> Iterator[None]:
        """Hold a place for `client`; PoolBusy, at once, where there is none."""
        if self._clients[client] >= self._per_client:
            self._forget(client)
            raise PoolBusy("this client")
        if self.taken >= self._total:
            self._forget(client)
            raise PoolBusy("all clients")
        self._clients[client] += 1
        try:
            yield
        finally:
            self._clients[client] -= 1
            self._forget(client)

    def _forget(self, client: str) -> None:
        """Keep no name of a client that is not there: there may be any number of them."""
        if not self._clients[client]:
            del self._clients[client]
