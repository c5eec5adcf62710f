"""The handle on the process that writes: one write at a time, a new process for a dead one."""

from __future__ import annotations

import threading
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from kg.live.errors import WriterDied, WriteTooSlow
from kg.live.process import Job, write_forever
from kg.live.writes import Write, Written
from kg.problems import PairkgError
from kg.workers.starting import context

__all__ = ["Writer"]

_CLOSING_SECONDS = 2.0
"""Time in which the process may end by itself; killed, it loses nothing either."""


class Writer:
    """Makes writes to a store; safe to call from any thread.

    `seconds` bounds one write, `memory` the address space of the process in bytes.
    """

    def __init__(
        self, store: Path, ontology: Path, *, seconds: float = 60.0, memory: int = 4 << 30
    ) -> None:
        self._job = Job(store, ontology, memory)
        self._seconds = seconds
        self._turn = threading.Lock()
        self._process: ForkServerProcess | None = None
        self._pipe: Connection | None = None

    def submit(self, write: Write) -> Written | None:
        """Make a write; None where the graph it is to drop is not there.

        Raises WriteError, QueryRefused, QuerySyntaxError or StoreError; then nothing has changed.
        """
        with self._turn:
            outcome = self._ask(write)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _ask(self, write: Write) -> Written | PairkgError | None:
        pipe = self._start()
        try:
            pipe.send(write)
            if not pipe.poll(self._seconds):
                self._stop()
                raise WriteTooSlow(
                    f"The write did not end within {self._seconds:g} seconds; nothing was written."
                )
            outcome: Written | PairkgError | None = pipe.recv()
        except (EOFError, OSError):
            self._stop()
            raise WriterDied(
                "The write ended the process that made it; nothing was written."
            ) from None
        return outcome

    def _start(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._stop()
            starter = context()
            pipe, other = starter.Pipe()
            process = starter.Process(
                target=write_forever, args=(self._job, other), name="pairkg-writer", daemon=True
            )
            process.start()
            other.close()
            self._process, self._pipe = process, pipe
        return self._pipe

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def close(self) -> None:
        """End the process; a write that it has begun is made or not, never half."""
        if not self._turn.acquire(timeout=_CLOSING_SECONDS):
            if self._process is not None:
                self._process.kill()  # who waits for its answer learns that it died
            return
        try:
            if self._pipe is not None:
                self._pipe.close()
                self._pipe = None
            if self._process is not None:
                self._process.join(_CLOSING_SECONDS)
            self._stop()
        finally:
            self._turn.release()
