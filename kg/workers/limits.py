"""What a query of a stranger may use."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """Bounds of one query, and of all that run or wait; the defaults suit two cores.

    `seconds` counts from the arrival of the query, so that waiting is part of it. `memory` is the
    address space of a worker in bytes, `rows` and `bytes` bound an answer.
    """

    seconds: float = 10.0
    memory: int = 1 << 30
    rows: int = 1_000_000
    bytes: int = 256 << 20
    processes: int = 2
    waiting: int = 64
    per_client: int = 8
    nice: int = 10

    def announced(self) -> str:
        """The bounds of an answer, as a header says them."""
        return (
            f"seconds={self.seconds:g}, memory={self.memory}, rows={self.rows}, bytes={self.bytes}"
        )
