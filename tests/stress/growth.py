"""What has grown from the first quarter of a run to the last, and how much may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["BOUNDS", "grown", "quarters"]

BOUNDS: Mapping[str, float] = {
    "server": 1.25,
    "workers": 1.5,
    "files": 1.25,
    "disk": 1.5,
    "versions": 1.5,
    "latency p50": 2.0,
    "latency p99": 3.0,
}
"""How many times the first quarter the last may be: memory, open files, disk, and answers.

Workers come and go with what is asked, and a shared machine slows answers down now and then.
"""


def quarters(
    measured: Sequence[tuple[float, float]], warm: float, end: float
) -> tuple[list[float], list[float]]:
    """The values of the first and of the last quarter of the time from `warm` to `end`.

    `measured` are pairs of a time in seconds and a value.

    >>> quarters([(0, 9.0), (10, 1.0), (20, 2.0), (49, 5.0)], 10, 50)
    ([1.0], [5.0])
    """
    quarter = (end - warm) / 4
    first = [value for at, value in measured if warm <= at < warm + quarter]
    last = [value for at, value in measured if at >= end - quarter]
    return first, last


def grown(measures: Mapping[str, tuple[float, float]]) -> list[str]:
    """The names of what grew beyond its bound, or was never measured: of first and last quarter.

    >>> grown({"files": (100.0, 120.0), "disk": (10.0, 20.0), "server": (0.0, 0.0)})
    ['disk', 'server']
    """
    return [
        name
        for name, (before, after) in measures.items()
        if before <= 0 or after <= 0 or after / before > BOUNDS[name]
    ]
