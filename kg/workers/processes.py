"""The processes that run queries: Pebble's pool, never given more than it can run, and renewed.

Pebble hands a task to its processes as soon as it is scheduled, so one that is given up while it
waits would cost the process that takes it; so tasks wait here. And its pool stops for good when an
idle process dies, as the kernel may have it when memory ends; then another pool takes its place.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import anyio
from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from kg.workers.errors import QueryDied, QueryMemory
from kg.workers.limits import Limits
from kg.workers.starting import context
from kg.workers.task import Question, WorkerAnswer, begin, run

__all__ = ["Processes"]

_ABORTED = -6  # what the engine does when it gets no memory
_GONE_SECONDS = 1.0
"""Time after which a process that is ended writes no more."""
_CLOSING_SECONDS = 2.0
CONSTS.sleep_unit = 0.02  # how often the pool looks for what is to be ended, in seconds
CONSTS.term_timeout = 0.5


class Processes:
    """As many processes as the limits say; safe within one event loop."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = asyncio.Semaphore(limits.processes)
        self._renewal = asyncio.Lock()
        self._pool: ProcessPool | None = None

    async def run(self, question: Question) -> WorkerAnswer:
        """The answer to a question, when a process is free and has run it.

        Given up, it ends the process. Raises QueryMemory, QueryDied, and what `run` raises.
        """
        async with self._free:
            future = await self._scheduled(question)
            try:
                answer: WorkerAnswer = await asyncio.wrap_future(future)
            except ProcessExpired as died:
                question.spool.unlink(missing_ok=True)
                if died.exitcode == _ABORTED:
                    raise QueryMemory(self._limits.memory) from None
                raise QueryDied from None
            except BrokenProcessPool:
                question.spool.unlink(missing_ok=True)
                raise QueryDied from None
            except BaseException:
                future.cancel()  # type: ignore[no-untyped-call]
                _forget(question.spool)
                raise
            return answer

    async def _scheduled(self, question: Question) -> ProcessFuture[WorkerAnswer]:
        pool = await self._living()
        try:
            return pool.schedule(run, args=(question,))
        except RuntimeError:  # it broke in between
            return (await self._living()).schedule(run, args=(question,))

    async def _living(self) -> ProcessPool:
        """A pool that runs; it starts in a thread, since that takes as long as a query may."""
        async with self._renewal:
            if self._pool is None or not self._pool.active:
                old, self._pool = self._pool, await anyio.to_thread.run_sync(self._started)
                if old is not None:
                    await anyio.to_thread.run_sync(_stopped, old)
            return self._pool

    def _started(self) -> ProcessPool:
        pool = ProcessPool(
            max_workers=self._limits.processes,
            max_tasks=0,
            initializer=begin,
            initargs=(self._limits,),
            context=context(),
        )
        assert pool.active  # noqa: S101 - asking starts it
        return pool

    def close(self) -> None:
        """End all processes, whatever they do."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            # What is left after that ends with this process, since the kernel sees to it.
            ending = threading.Thread(target=_stopped, args=(pool,), daemon=True)
            ending.start()
            ending.join(_CLOSING_SECONDS)


def _stopped(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    with contextlib.suppress(RuntimeError, OSError):
        pool.join()


def _forget(spool: Path) -> None:
    """Take a file away now, and again when the process that may be writing it has ended."""
    spool.unlink(missing_ok=True)
    with contextlib.suppress(RuntimeError):
        loop = asyncio.get_running_loop()
        loop.call_later(_GONE_SECONDS, lambda: spool.unlink(missing_ok=True))
