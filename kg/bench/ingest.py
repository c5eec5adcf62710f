"""Timing `pairkg ingest` on generated BibTeX libraries, each in a process of its own.

One record in twenty stands in the library twice, under another key. Memory is the largest share
that the process held, as the system counts it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.bench.library import generated_library
from kg.problems import PairkgError

__all__ = ["SIZES", "IngestTiming", "time_ingest"]

SIZES = (10_000, 100_000)
_REPEATED = 20


@dataclass(frozen=True)
class IngestTiming:
    """How long a library took to be taken in, in seconds, and its memory in megabytes."""

    records: int
    seconds: float
    megabytes: int

    def ratio(self, smaller: IngestTiming) -> float:
        """How many times the time of a smaller library this one took."""
        return self.seconds / smaller.seconds


def time_ingest(data: Path, sizes: Sequence[int] = SIZES) -> list[IngestTiming]:
    """Take libraries of these sizes into copies of a data folder, one after the other."""
    return [_timed(data, size) for size in sizes]


def _timed(data: Path, records: int) -> IngestTiming:
    with tempfile.TemporaryDirectory(prefix="pairkg-bench-") as folder:
        library, copy = Path(folder) / "generated.bib", Path(folder) / "data"
        shutil.copytree(data, copy)
        again = records // _REPEATED
        library.write_text(generated_library(records - again) + generated_library(again), "utf-8")
        command = [sys.executable, "-m", "kg.cli", "ingest", str(library), "--data", str(copy)]
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):  # 1: done, and it found keys that stand twice
        raise PairkgError(f"The ingest of {records} records ended with code {code}.")
    return IngestTiming(records, seconds, usage.ru_maxrss // 1024)
