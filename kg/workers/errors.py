"""Why a query of a stranger has no answer.

WorkerError
|- QueryTimeout    its time is over
|- QueryMemory     it needs more memory than it may have
|- QueryTooLarge   its answer has more rows or bytes than are sent
|- QueryDied       the process that ran it ended by itself
|- SnapshotGone    the graph it was to read is there no more
`- PoolBusy        too many run or wait
"""

from __future__ import annotations

from kg.engine import EngineError

__all__ = [
    "PoolBusy",
    "QueryDied",
    "QueryMemory",
    "QueryTimeout",
    "QueryTooLarge",
    "SnapshotGone",
    "WorkerError",
]


class WorkerError(EngineError):
    """A query in a worker has no answer."""


class QueryTimeout(WorkerError):  # noqa: N818 - reads as what it is
    """The time of a query is over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"The query did not end within {seconds:g} seconds, so it has no answer; "
            "ask for less, or in parts."
        )


class QueryMemory(WorkerError):  # noqa: N818 - reads as what it is
    """A query needs more memory than it may have."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(
            f"The query needs more than {most >> 20} MiB of memory, so it has no answer; "
            "ask for less, or in parts."
        )


class QueryTooLarge(WorkerError):  # noqa: N818 - reads as what it is
    """An answer has more rows or bytes than are sent; nothing of it is."""

    def __init__(self, most: int, what: str) -> None:
        self.most, self.what = most, what
        super().__init__(
            f"The answer has more than {most} {what}; none of it is sent. "
            "Ask in parts with LIMIT and OFFSET."
        )


class QueryDied(WorkerError):  # noqa: N818 - reads as what it is
    """The process that ran a query ended by itself."""

    def __init__(self) -> None:
        super().__init__("The query ended the process that ran it, so it has no answer.")


class SnapshotGone(WorkerError):  # noqa: N818 - reads as what it is
    """The snapshot that a query was to read is there no more, or damaged."""


class PoolBusy(WorkerError):  # noqa: N818 - reads as what it is
    """Too many queries run or wait, of all clients or of this one."""

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(f"Too many queries of {who} run or wait; send this one again soon.")
