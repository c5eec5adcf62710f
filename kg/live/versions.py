"""Versions of a store: a head that one process writes, and snapshots of it that readers open.

The head is a copy of the generation in service that shares its files (hard links); it is made
again whenever a write fails in the middle or another process has put a generation in service.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyoxigraph as ox

from kg.live.errors import WriteFailed
from kg.manifest import Altered
from kg.store import (
    RESIDENT,
    Generation,
    StoreError,
    current,
    find,
    put_in_service,
    set_down,
)

__all__ = ["Head"]

_SHARED = (".sst", ".blob")
"""Files of the database that never change once written; the others are small and are copied."""


class Head:
    """The writable copy of a store, at a version; only the holder of the store's lock has one."""

    def __init__(self, store: Path, generation: Generation | None = None) -> None:
        """Begin from a generation, or from the one in service."""
        self._folder = store
        self.generation = generation or self._in_service()
        self._triples = self.generation.triples
        self.path = store / f".head-{os.getpid()}"
        self.store = self._opened()

    def _opened(self) -> ox.Store:
        shutil.rmtree(self.path, ignore_errors=True)
        try:
            _copy(self.generation.quads, self.path)
            return ox.Store(str(self.path))
        except (OSError, RuntimeError, ValueError) as error:
            shutil.rmtree(self.path, ignore_errors=True)
            raise WriteFailed(
                f"The store {self._folder} cannot be opened to write: {error}."
            ) from None

    def _in_service(self) -> Generation:
        identifier = current(self._folder)
        found = find(self._folder, identifier) if identifier else None
        if found is None:
            raise StoreError(f"There is no graph in {self._folder}; run `pairkg build` first.")
        return found

    @property
    def stale(self) -> bool:
        """Whether another process has put another generation in service."""
        return current(self._folder) != self.generation.id

    def count_of(self, named: frozenset[ox.Quad] | None) -> int:
        """How many of some quads there are."""
        return sum(quad in self.store for quad in named or ())

    def count(self, named: frozenset[ox.Quad] | None, before: int) -> None:
        """Know the number of quads after a write: it `named` some, of which `before` were there.

        Counting all takes 10 ms for 50,000, so that is done only where it must be, and never for
        a graph too large for it.
        """
        if named is not None and self._triples is not None and not any(map(_nameless, named)):
            self._triples += self.count_of(named) - before
        elif self._triples is not None and self._triples <= RESIDENT:
            self._triples = len(self.store)
        else:
            self._triples = None

    def set_down(self, number: int) -> Generation:
        """Write what the head holds as the generation of a write; it is not in service yet."""
        try:
            self.store.flush()
            return set_down(self._folder, self.store, self.generation, number, self._triples)
        except (OSError, RuntimeError) as error:
            raise WriteFailed(f"The store {self._folder} cannot be written: {error}.") from None
        except Altered as error:
            raise WriteFailed(
                f"The graph in service in {self._folder} is damaged ({error} is not as it was "
                "written); start the server again, and it is made again."
            ) from None

    def put_in_service(self, generation: Generation) -> None:
        """Make a generation that was set down the one that readers open."""
        try:
            put_in_service(self._folder, generation.id, tidy=False)
        except StoreError as error:
            raise WriteFailed(str(error)) from None
        self.generation = generation

    def close(self) -> None:
        """Let the head go; what is published stays."""
        del self.store
        shutil.rmtree(self.path, ignore_errors=True)


def _nameless(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _copy(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for path in source.iterdir():
        if path.suffix in _SHARED:
            os.link(path, target / path.name)
        elif path.name != "LOCK" and not path.name.startswith("LOG"):
            shutil.copy2(path, target / path.name)
