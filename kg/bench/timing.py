"""Measuring a call."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Timing", "time_call"]


@dataclass(frozen=True)
class Timing:
    """How long a call took, in milliseconds, over several runs after one that does not count.

    `processor` is what this process computed meanwhile, at the median; on a busy machine it is
    less than the clock says.
    """

    name: str
    median: float
    worst: float
    rows: int | None = None
    processor: float = 0.0


def time_call(name: str, call: Callable[[], int | None], runs: int) -> Timing:
    """Time a call; what it returns is kept as the number of rows."""
    rows = call()
    times, computed = [], []
    for _ in range(runs):
        start, processor = time.perf_counter(), time.process_time()
        call()
        times.append((time.perf_counter() - start) * 1000)
        computed.append((time.process_time() - processor) * 1000)
    return Timing(name, statistics.median(times), max(times), rows, statistics.median(computed))
