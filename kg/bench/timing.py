"""Measuring a call."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Timing", "time_call"]


@dataclass(frozen=True)
class Timing:
    """How long a call took, in milliseconds, over several runs after one that does not count."""

    name: str
    median: float
    worst: float
    rows: int | None = None


def time_call(name: str, call: Callable[[], int | None], runs: int) -> Timing:
    """Time a call; what it returns is kept as the number of rows."""
    rows = call()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return Timing(name, statistics.median(times), max(times), rows)
