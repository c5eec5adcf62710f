"""Who may ask how much, and what becomes of a query that takes too long."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from kg.engine import Dataset
from kg.workers.errors import QueryTimeout
from kg.workers.limits import Limits
from kg.workers.places import Places
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
        self._places = Places(self.limits.per_client, self.limits.processes + self.limits.waiting)
        self.spool = new_spool()
        self._numbers = itertools.count()
        self._processes = Processes(self.limits)
        self._federated: Processes | None = None

    @property
    def running(self) -> int:
        """How many queries run or wait."""
        return self._places.taken

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
        network: bool = False,
    ) -> WorkerAnswer:
        """The whole answer to a query over a snapshot.

        A query that has been found to ask only servers it may ask is run where there is a
        `network`, in processes that no other query meets.

        Raises PoolBusy, QueryTimeout, QueryMemory, QueryTooLarge, QueryDied, QuerySyntaxError,
        WrongFormatError. `seconds` may shorten the time of a query, not lengthen it.
        """
        begun = time.monotonic()
        allowed = min(seconds or self.limits.seconds, self.limits.seconds)
        with self._places.held(client):
            processes = self._processes_with_network() if network else self._processes
            spool = self.spool / str(next(self._numbers))
            question = Question(snapshot, text, tuple(formats), dataset or Dataset(), union, spool)
            left = max(_LEAST_SECONDS, allowed - (time.monotonic() - begun))
            try:
                async with asyncio.timeout(left):
                    return await processes.run(question)
            except TimeoutError:
                raise QueryTimeout(allowed) from None

    def _processes_with_network(self) -> Processes:
        if self._federated is None:
            self._federated = Processes(self.limits, network=True)
        return self._federated

    async def start(self, snapshot: Path) -> None:
        """Have all processes ready, with this snapshot open, before the first query comes."""
        spool = self.spool / str(next(self._numbers))
        nothing = Question(snapshot, "", ("json",), Dataset(), True, spool)  # opens it, that is all
        asked = (self._processes.run(nothing) for _ in range(self.limits.processes))
        await asyncio.gather(*asked, return_exceptions=True)

    def close(self) -> None:
        """End all workers, whatever they do, and take their files away."""
        self._processes.close()
        if self._federated is not None:
            self._federated.close()
        shutil.rmtree(self.spool, ignore_errors=True)
