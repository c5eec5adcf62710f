"""The handle on the process that writes: one write at a time, a new process for a dead one."""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from kg.live.errors import WriterDied, WriteTooSlow
from kg.live.process import Job, write_forever
from kg.live.writes import Write, Written
from kg.problems import PairkgError

__all__ = ["Writer"]


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
            context = multiprocessing.get_context("forkserver")
            self._pipe, other = context.Pipe()
            self._process = context.Process(
                target=write_forever, args=(self._job, other), name="pairkg-writer", daemon=True
            )
            self._process.start()
            other.close()
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
        with self._turn:
            if self._pipe is not None:
                self._pipe.close()
                self._pipe = None
            if self._process is not None:
                self._process.join(5)
            self._stop()
