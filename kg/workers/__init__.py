"""Queries of strangers, in processes that may die.

A query cannot be stopped from Python once the engine runs it, it may take all memory, and some
texts end the process that parses them. So each runs in a worker: a process of its own over an
immutable snapshot of the store, with a deadline, a bound on memory and on the answer, lower
priority, and no network (but for queries that ask a server which the operator has opened). What a
worker may do is set in `confinement` and `isolation`, what it does in `task`, how many there are in
`processes`, who may ask how much in `pool` and `places`.
"""

from __future__ import annotations

from kg.workers.errors import (
    PoolBusy,
    QueryDied,
    QueryMemory,
    QueryTimeout,
    QueryTooLarge,
    SnapshotGone,
    WorkerError,
)
from kg.workers.limits import Limits
from kg.workers.pool import QueryPool
from kg.workers.task import WorkerAnswer

__all__ = [
    "Limits",
    "PoolBusy",
    "QueryDied",
    "QueryMemory",
    "QueryPool",
    "QueryTimeout",
    "QueryTooLarge",
    "SnapshotGone",
    "WorkerAnswer",
    "WorkerError",
]
