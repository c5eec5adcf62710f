"""The snapshots that a worker has open; a small one that stays in service is read into memory.

In memory a query takes a quarter of the time that it takes on disk. But reading a graph of 50,000
quads in takes half a second, and under a stream of writes each snapshot serves for a fraction of a
second only; so one is read in when it has been asked for a while, by a thread of its own, in
portions between which queries go on.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.engine import OxigraphEngine
from kg.workers.errors import SnapshotGone

__all__ = ["WARM_SECONDS", "Snapshots"]

WARM_SECONDS = 1.0
"""Time after which a snapshot that is still asked is taken into memory."""
_OPEN = 2
"""Snapshots kept open: the one in service, and the one before it."""
_SMALL = 32 << 20
"""Bytes on disk (some 150,000 quads) up to which one fits beside a query: memory is bounded."""
_PORTION = 500


class Snapshots:
    """The open snapshots of this process, for one thread that asks."""

    def __init__(self) -> None:
        self._opened: OrderedDict[Path, _Opened] = OrderedDict()

    def engine(self, path: Path, union: bool) -> OxigraphEngine:
        """An engine over a snapshot; SnapshotGone where it cannot be opened."""
        if path not in self._opened:
            self._opened[path] = _Opened(path)
            while len(self._opened) > _OPEN:
                self._opened.popitem(last=False)
        self._opened.move_to_end(path)
        return OxigraphEngine(self._opened[path].store_now(), union=union)

    def rest(self) -> None:
        """Use a moment in which nothing is asked: see to what was opened last."""
        if self._opened:
            next(reversed(self._opened.values())).store_now()


class _Opened:
    """One snapshot, on disk at first."""

    def __init__(self, path: Path) -> None:
        try:
            self._store = ox.Store.read_only(str(path))
            small = sum(file.stat().st_size for file in path.iterdir()) <= _SMALL
        except (OSError, RuntimeError, ValueError) as error:
            raise SnapshotGone(f"The graph cannot be opened: {error}.") from None
        self._cold = small
        self._since = time.monotonic()

    def store_now(self) -> ox.Store:
        """The store to ask now; sees to it that a small one is read in."""
        if self._cold and time.monotonic() - self._since >= WARM_SECONDS:
            self._cold = False
            threading.Thread(target=self._warm, daemon=True).start()
        return self._store

    def _warm(self) -> None:
        memory = ox.Store()
        quads = iter(self._store)
        try:
            while portion := list(islice(quads, _PORTION)):
                memory.bulk_extend(portion)
        except (OSError, RuntimeError, ValueError, MemoryError):
            return  # the one on disk goes on serving, and says what is wrong when it is asked
        self._store = memory
