"""What happens inside a worker: one query over one snapshot, written where it is bounded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.engine import Dataset, TooManyTriples
from kg.workers.confinement import confine
from kg.workers.errors import QueryTooLarge
from kg.workers.limits import Limits
from kg.workers.sink import Sink
from kg.workers.snapshots import Snapshots

__all__ = ["Question", "WorkerAnswer", "begin", "rest", "run"]


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


_LIMITS = Limits()
_SNAPSHOTS = Snapshots()


def begin(limits: Limits, network: bool = False) -> None:
    """Make this process a worker."""
    global _LIMITS  # noqa: PLW0603 - the one setting of a process
    _LIMITS = limits
    confine(limits, network)


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


def rest() -> None:
    """Use a moment in which nothing is asked."""
    _SNAPSHOTS.rest()
