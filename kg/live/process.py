"""The process that writes: takes one write at a time from a pipe and makes a version of it.

It is the only one that parses what a curator sends, and it may die of that: whoever started it
starts another, and nothing of the write is left. The order of a write is what makes it whole: a
version on disk, then the journal, then into service. Only then is it acknowledged.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.live.applying import NoSuchGraph, apply, named_quads
from kg.live.checking import Checker
from kg.live.errors import WriteFailed, WriteRefused
from kg.live.journal import Journal
from kg.live.leftovers import sweep
from kg.live.versions import Head
from kg.live.writes import Write, Written
from kg.problems import PairkgError
from kg.store import EMPTY, RESIDENT, drop_old, locked
from kg.workers.confinement import confine
from kg.workers.limits import Limits

__all__ = ["Job", "write_forever"]


_TIDY_SECONDS = 2.0
_RENEWED = 100
"""Writes after which the head is made anew."""


@dataclass(frozen=True)
class Job:
    """What the process works on: the store, and the ontology whose shapes hold."""

    store: Path
    ontology: Path
    memory: int


def write_forever(job: Job, pipe: Connection) -> None:
    """Take writes from the pipe until it closes; answer each with what was written or why not."""
    confine(Limits(memory=job.memory, nice=0))
    writer = _Writing(job)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            write: Write = pipe.recv()
            pipe.send(writer.outcome(write))
            writer.tidy()
    writer.close()


class _Writing:
    def __init__(self, job: Job) -> None:
        self._store = job.store
        self._journal = Journal(job.store)
        self._checker = Checker(job.ontology)
        self._head: Head | None = None
        self._made = 0
        self._tidied = time.monotonic()

    def tidy(self) -> None:
        """What can wait until a write has been answered: old versions go, the head is renewed.

        A head keeps a record of all its changes, which each version copies, so it does not grow
        old.
        """
        if time.monotonic() - self._tidied < _TIDY_SECONDS and self._made < _RENEWED:
            return
        with contextlib.suppress(PairkgError, OSError), locked(self._store):
            drop_old(self._store)
            if self._made >= _RENEWED:
                self.close()
                self._made = 0
                self._head = Head(self._store)
        self._tidied = time.monotonic()

    def close(self) -> None:
        if self._head is not None:
            self._head.close()
            self._head = None

    def outcome(self, write: Write) -> Written | PairkgError | None:
        """What became of a write; None where the graph it is to drop is not there."""
        try:
            with locked(self._store):
                return self._written(write)
        except NoSuchGraph:
            return None
        except PairkgError as error:
            return error
        except OSError as error:
            # The engine puts the reason last, behind paths that are nobody's affair.
            reason = str(error.strerror or error).rpartition(": ")[2]
            return WriteFailed(f"The store cannot be written: {reason}.")
        except RuntimeError:  # the engine's word for what it cannot read
            return WriteFailed(
                "The graph in service cannot be read; start the server again, and it is made again "
                "if it is damaged."
            )
        except MemoryError:
            return WriteFailed("The write needs more memory than a write may have.")

    def _written(self, write: Write) -> Written:
        if self._head is not None and self._head.stale:
            self.close()
        head = self._head = self._head or self._begin()
        done = False
        try:
            named = named_quads(write)
            counted = head.count_of(named)
            existed = apply(write, head.store)
            self._check(write, named, head)
            head.count(named, counted)
            number = head.generation.writes + 1
            generation = head.set_down(number)
            self._journal.append(number, write)
            head.put_in_service(generation)
            self._made += 1
            done = True
        finally:
            if not done:
                self.close()
        return Written(number, generation.id, existed)

    def _begin(self) -> Head:
        """A head at the generation in service, and the journal at the same write."""
        sweep(self._store)
        head = Head(self._store)
        missing = self._journal.last() - head.generation.writes
        if missing > 1:
            head.close()
            raise WriteFailed(
                f"The journal holds {missing} writes that the graph in service lacks; "
                "start the server again, or run `pairkg build`, and they will be made."
            )
        # One more than there is was never acknowledged: its process ended before it was in service.
        self._journal.cut(head.generation.writes)
        return head

    def _check(self, write: Write, named: frozenset[ox.Quad] | None, head: Head) -> None:
        before = head.generation
        if before.build == EMPTY:
            return
        small = before.triples is not None and before.triples <= RESIDENT
        reasons = self._checker.reasons(
            write,
            named,
            lambda: ox.Store.read_only(str(before.quads)),
            head.store,
            compare=small,
        )
        if reasons:
            raise WriteRefused(reasons)
