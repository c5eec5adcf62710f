"""A bounded number of threads for work that may never end.

A query cannot be stopped once the engine runs it. Queries of strangers therefore have threads of
their own: a few at once, a bounded wait for one of these places, and a time after which the client
is told that there will be no answer. The place of a query that was given up stays taken until the
query has really ended, so that the threads never become more than there are places.
"""

from __future__ import annotations

import asyncio
import threading
import traceback
from collections.abc import Callable
from typing import TypeVar

import anyio

from api.problems import Busy, TooSlow

__all__ = ["Slots"]

Result = TypeVar("Result")

_STACK = 64 * 1024 * 1024
"""Bytes of stack (reserved, not used): the engine's parser and planner recurse."""
_MAKING = threading.Lock()


class Slots:
    """`at_once` places; `wait` seconds to get one; `seconds` to use it."""

    def __init__(self, at_once: int, wait: float, seconds: float) -> None:
        self._places = anyio.CapacityLimiter(at_once)
        self._wait, self._seconds = wait, seconds

    async def run(self, work: Callable[[], Result]) -> Result:
        """What `work` gives; Busy if no place becomes free, TooSlow if it takes too long."""
        holder = object()
        with anyio.move_on_after(self._wait) as waiting:
            await self._places.acquire_on_behalf_of(holder)
        if waiting.cancelled_caught:
            raise Busy
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[Result] = loop.create_future()

        def settle(result: Result | None, error: BaseException | None) -> None:
            self._places.release_on_behalf_of(holder)
            if outcome.done():
                return
            if error is not None:
                outcome.set_exception(error)
            else:
                outcome.set_result(result)  # type: ignore[arg-type]

        def job() -> None:
            result, error = None, None
            try:
                result = work()
            except BaseException as raised:
                error = raised
                _let_go(error)
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, result, error)

        try:
            _start(job)
        except BaseException:
            self._places.release_on_behalf_of(holder)
            raise
        try:
            return await asyncio.wait_for(outcome, self._seconds)
        except TimeoutError:
            if outcome.cancelled():
                raise TooSlow(self._seconds) from None
            raise


def _let_go(error: BaseException | None) -> None:
    """Empty the frames behind an error: a result of the engine must die in its own thread."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _start(job: Callable[[], None]) -> None:
    """Run a job in a thread with room to recurse; it does not keep the process from ending."""
    with _MAKING:
        usual = threading.stack_size(_STACK)
        try:
            threading.Thread(target=job, name="sparql", daemon=True).start()
        finally:
            threading.stack_size(usual)
