"""What happens inside a worker: one query over one snapshot, written where it is bounded."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.engine import Dataset, OxigraphEngine, TooManyTriples
from kg.workers.confinement import confine
from kg.workers.errors import QueryTooLarge, SnapshotGone
from kg.workers.limits import Limits
from kg.workers.sink import Sink

__all__ = ["Question", "WorkerAnswer", "begin", "run"]

_OPEN = 2
"""Snapshots that a worker keeps open: the one in service, and the one before it."""


@dataclass(frozen=True)
class Question:
    """A query as a worker takes it; `snapshot` is the folder of the quads, which never change."""

    snapshot: Path
    text: str
    formats: tuple[str, ...]
    dataset: Dataset
    union: bool
    spool: Path


@dataclass(frozen=True)
class WorkerAnswer:
    """A whole answer: its form, its format, and its bytes or the file that holds them.

    Whoever takes it takes the file away when it has been sent.
    """

    form: str
    format: str
    body: bytes | Path
    size: int


class _Snapshots:
    """The engines of this process, by the snapshot they read."""

    def __init__(self) -> None:
        self._engines: OrderedDict[tuple[Path, bool], OxigraphEngine] = OrderedDict()

    def engine(self, path: Path, union: bool) -> OxigraphEngine:
        key = (path, union)
        if key not in self._engines:
            try:
                store = ox.Store.read_only(str(path))
            except (OSError, RuntimeError, ValueError) as error:
                raise SnapshotGone(f"The graph cannot be opened: {error}.") from None
            self._engines[key] = OxigraphEngine(store, union=union)
            while len(self._engines) > _OPEN:
                self._engines.popitem(last=False)
        self._engines.move_to_end(key)
        return self._engines[key]


_LIMITS = Limits()
_SNAPSHOTS = _Snapshots()


def begin(limits: Limits) -> None:
    """Make this process a worker."""
    global _LIMITS  # noqa: PLW0603 - the one setting of a process
    _LIMITS = limits
    confine(limits)


def run(question: Question) -> WorkerAnswer:
    """Answer a question, or raise why not (an EngineError of `kg.engine` or of `kg.workers`)."""
    engine = _SNAPSHOTS.engine(question.snapshot, question.union)
    sinks: list[Sink] = []

    def sink(form: str) -> Sink:
        sinks.append(Sink(question.spool, form, _LIMITS.bytes, _LIMITS.rows))
        return sinks[0]

    try:
        form, name = engine.write(
            question.text, question.formats, question.dataset, sink, most_triples=_LIMITS.rows
        )
    except TooManyTriples:
        raise QueryTooLarge(_LIMITS.rows, "triples") from None
    return WorkerAnswer(form, name, sinks[0].finish(), sinks[0].size)
