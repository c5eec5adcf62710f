"""Who may ask how much, and what becomes of a query that takes too long."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from kg.engine import Dataset
from kg.workers.errors import PoolBusy, QueryDied, QueryMemory, QueryTimeout
from kg.workers.limits import Limits
from kg.workers.task import Question, WorkerAnswer, begin, run

__all__ = ["QueryPool"]

_ABORTED = -6  # what the engine does when it gets no memory
_LEAST_SECONDS = 0.05
CONSTS.sleep_unit = 0.02  # how often the pool looks for what is to be ended, in seconds
CONSTS.term_timeout = 0.5


class QueryPool:
    """Processes that answer queries over snapshots; safe within one event loop.

    Each query runs alone in its process. One that passes its deadline, or whose asker leaves, ends
    with the process, and another process takes its place.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._clients: Counter[str] = Counter()
        self.spool = Path(tempfile.mkdtemp(prefix="pairkg-answers-"))
        self._numbers = itertools.count()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["kg.workers.task"])
        self._pool = ProcessPool(
            max_workers=self.limits.processes,
            max_tasks=0,
            initializer=begin,
            initargs=(self.limits,),
            context=context,
        )

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
        allowed = min(seconds or self.limits.seconds, self.limits.seconds)
        self._enter(client)
        try:
            spool = self.spool / str(next(self._numbers))
            question = Question(snapshot, text, tuple(formats), dataset or Dataset(), union, spool)
            return await self._answer(question, allowed)
        finally:
            self._leave(client)

    async def _answer(self, question: Question, seconds: float) -> WorkerAnswer:
        begun = time.monotonic()
        future: ProcessFuture[WorkerAnswer] = self._pool.schedule(run, args=(question,))
        try:
            left = max(_LEAST_SECONDS, seconds - (time.monotonic() - begun))
            answer: WorkerAnswer = await asyncio.wait_for(asyncio.wrap_future(future), left)
        except TimeoutError:
            question.spool.unlink(missing_ok=True)
            raise QueryTimeout(seconds) from None
        except ProcessExpired as died:
            question.spool.unlink(missing_ok=True)
            if died.exitcode == _ABORTED:
                raise QueryMemory(self.limits.memory) from None
            raise QueryDied from None
        except BaseException:
            question.spool.unlink(missing_ok=True)
            raise
        finally:
            if not future.done():
                future.cancel()  # type: ignore[no-untyped-call]
        return answer

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
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        shutil.rmtree(self.spool, ignore_errors=True)
