"""The processes that run queries: each takes one at a time over a pipe, and may be killed.

They are started and ended with `multiprocessing`, and heard by the event loop itself. A pool of a
library (Pebble) stood here before: it needs three threads between the loop and its processes, which
took twice the processor time of this for each query and waited on one another under load; it
hands a task to a process as soon as it is scheduled, so that one given up while it waits costs a
process; and it stops for good when an idle process dies, as the kernel may have it when memory
ends. What is left without it is this module.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections import deque

from kg.workers.errors import QueryDied, QueryMemory
from kg.workers.frames import receive_soon, send_soon
from kg.workers.limits import Limits
from kg.workers.messages import read_reply, write_question
from kg.workers.serving import answer_forever
from kg.workers.sink import INLINE
from kg.workers.starting import context
from kg.workers.task import Question, WorkerAnswer

__all__ = ["Processes"]

_ABORTED = -signal.SIGABRT  # what the engine does when it gets no memory
_CLOSING_SECONDS = 2.0
_LONGEST = 2 * INLINE
"""Bytes of a message: an answer that is not in a file, and what is said of it."""


class Processes:
    """As many processes as the limits say, without a network unless one is asked for.

    Safe within one event loop.
    """

    def __init__(self, limits: Limits, *, network: bool = False) -> None:
        self._limits, self._network = limits, network
        self._free = asyncio.Semaphore(limits.processes)
        self._idle: deque[_Process] = deque()
        self._all: set[_Process] = set()
        self._ending: set[asyncio.Future[None]] = set()
        self._closed = False
        self._counting = threading.Lock()

    async def run(self, question: Question) -> WorkerAnswer:
        """The answer to a question, when a process is free and has run it.

        Given up, it ends the process. Raises QueryMemory, QueryDied, and what `run` raises.
        """
        async with self._free:
            process = await self._living()
            try:
                reply = await process.ask(question)
            except (EOFError, OSError):
                await self._forget(process, question)
                if process.code == _ABORTED:
                    raise QueryMemory(self._limits.memory) from None
                raise QueryDied from None
            except BaseException:
                self._forget(process, question)
                raise
            self._idle.append(process)
        try:
            return read_reply(reply, question.spool)
        except BaseException:
            question.spool.unlink(missing_ok=True)
            raise

    async def _living(self) -> _Process:
        """An idle process, or a new one; it starts in a thread, since that takes a moment."""
        while self._idle:
            process = self._idle.pop()
            if process.lives():
                return process
            self._forget(process)
        starting = asyncio.get_running_loop().run_in_executor(None, self._started)
        try:
            process = await asyncio.shield(starting)
        except asyncio.CancelledError:
            starting.add_done_callback(self._keep)
            raise
        if self._closed:
            raise QueryDied
        return process

    def _started(self) -> _Process:
        process = _Process(self._limits, self._network)
        with self._counting:
            if not self._closed:
                self._all.add(process)
                return process
        process.end()  # who asked for it learns that it died
        return process

    def _keep(self, starting: asyncio.Future[_Process]) -> None:
        """Have a process that nobody waits for any more at hand for the next."""
        if not starting.cancelled() and starting.exception() is None:
            self._idle.append(starting.result())

    def _forget(self, process: _Process, question: Question | None = None) -> asyncio.Future[None]:
        """Kill a process now, and see to its end, and to its file, in a thread.

        Its end takes as long as the kernel needs to free what it held.
        """

        def see_to_its_end() -> None:
            process.end()
            if question is not None:
                question.spool.unlink(missing_ok=True)

        with self._counting:
            self._all.discard(process)
        process.kill()
        ending = asyncio.get_running_loop().run_in_executor(None, see_to_its_end)
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        return ending

    def close(self) -> None:
        """End all processes, whatever they do."""
        with self._counting:
            self._closed = True
            everyone, self._all = self._all, set()
        self._idle.clear()
        for process in everyone:
            process.kill()
        for process in everyone:
            process.end()


class _Process:
    """One process, and this end of the sockets between it and us."""

    def __init__(self, limits: Limits, network: bool) -> None:
        self._end, other = socket.socketpair()
        self._end.setblocking(False)
        with other:
            self._process = context().Process(
                target=answer_forever,
                args=(other, limits, network),
                name="pairkg-query",
                daemon=True,
            )
            self._process.start()

    def lives(self) -> bool:
        """Whether it waits for a question: nothing is to be heard of it, so not its end either."""
        try:
            self._end.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False

    async def ask(self, question: Question) -> bytes:
        """Its reply; EOFError or OSError where it died."""
        await send_soon(self._end, write_question(question))
        return await receive_soon(self._end, _LONGEST)

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()

    def end(self) -> None:
        """Wait for its end, and let go of it."""
        self._process.kill()
        self._process.join(_CLOSING_SECONDS)
        self._end.close()

    @property
    def code(self) -> int | None:
        """The code with which it ended; None while it lives."""
        return self._process.exitcode
