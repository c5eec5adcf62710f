"""Who may ask how much, and what becomes of a query that takes too long."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.engine import Dataset
from kg.workers.errors import PoolBusy, QueryTimeout
from kg.workers.limits import Limits
from kg.workers.processes import Processes
from kg.workers.spool import new_spool
from kg.workers.task import Question, WorkerAnswer

__all__ = ["QueryPool"]

_LEAST_SECONDS = 0.05


class QueryPool:
    """Processes that answer queries over snapshots; safe within one event loop.

    Each query runs alone in its process. One that passes its deadline, or whose asker leaves, ends
    with the process, and another process takes its place.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._clients: Counter[str] = Counter()
        self.spool = new_spool()
        self._numbers = itertools.count()
        self._processes = Processes(self.limits)

    @property
    def running(self) -> int:
        """How many queries run or wait."""
        return self._clients.total()

    async def ask(
        self,
        snapshot: Path,
        text: str,
        formats: Sequence[str],
        dataset: Dataset | None = None,
        *,
        union: bool = True,
        client: str = "",
        seconds: float | None = None,
    ) -> WorkerAnswer:
        """The whole answer to a query over a snapshot.

        Raises PoolBusy, QueryTimeout, QueryMemory, QueryTooLarge, QueryDied, QuerySyntaxError,
        WrongFormatError. `seconds` may shorten the time of a query, not lengthen it.
        """
        begun = time.monotonic()
        allowed = min(seconds or self.limits.seconds, self.limits.seconds)
        self._enter(client)
        try:
            spool = self.spool / str(next(self._numbers))
            question = Question(snapshot, text, tuple(formats), dataset or Dataset(), union, spool)
            left = max(_LEAST_SECONDS, allowed - (time.monotonic() - begun))
            return await asyncio.wait_for(self._processes.run(question), left)
        except TimeoutError:
            raise QueryTimeout(allowed) from None
        finally:
            self._leave(client)

    def _enter(self, client: str) -> None:
        if self._clients[client] >= self.limits.per_client:
            raise PoolBusy("this client")
        if self.running >= self.limits.processes + self.limits.waiting:
            raise PoolBusy("all clients")
        self._clients[client] += 1

    def _leave(self, client: str) -> None:
        self._clients[client] -= 1
        if not self._clients[client]:
            del self._clients[client]

    def close(self) -> None:
        """End all workers, whatever they do, and take their files away."""
        self._processes.close()
        shutil.rmtree(self.spool, ignore_errors=True)
