"""Timing `pairkg ingest` on generated BibTeX libraries, each in a process of its own.

The library is that of `kg.bench.made_up_works`, with accents, particles and lookalikes; of its
duplicates two in five are kept, so that about one record in twelve repeats a work, printed
otherwise. What was merged is held against the truth. Memory is the largest share that the process
held, as the system counts it.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kg.bench.made_up_works import Labelled, made_up_works
from kg.bench.variations import VARIATIONS
from kg.library.writing import WRITERS
from kg.problems import PairkgError
from kg.references import Reference

__all__ = ["SIZES", "IngestTiming", "time_ingest"]

SIZES = (10_000, 100_000)
_KEPT = 0.4


@dataclass(frozen=True)
class IngestTiming:
    """What taking a library in came to.

    `seconds` by the clock, `user_seconds` of the processor, `megabytes` at most. `new`, `merged`
    and `uncertain` are counts of records; `precision`: of the records merged, how many rightly;
    `recall`: of the records that repeat a work, how many were merged with it.
    """

    records: int
    seconds: float
    user_seconds: float
    megabytes: int
    new: int
    merged: int
    uncertain: int
    precision: float
    recall: float

    def ratio(self, smaller: IngestTiming) -> float:
        """How many times the processor's time of a smaller library this one took."""
        return self.user_seconds / smaller.user_seconds


def time_ingest(data: Path, sizes: Sequence[int] = SIZES) -> list[IngestTiming]:
    """Take libraries of these sizes into copies of a data folder, one after the other."""
    return [_timed(data, size) for size in sizes]


def _labelled(records: int) -> list[Labelled]:
    """The records of a library, with fewer duplicates than `made_up_works` has."""
    chance = random.Random(2)  # noqa: S311 - a sample, not a secret
    every = made_up_works(2 * records)
    kept = (each for each in every if each.variation not in VARIATIONS or chance.random() < _KEPT)
    return list(islice(kept, records))


def _timed(data: Path, records: int) -> IngestTiming:
    labelled = _labelled(records)
    with tempfile.TemporaryDirectory(prefix="pairkg-bench-") as folder:
        library, copy = Path(folder) / "generated.bib", Path(folder) / "data"
        shutil.copytree(data, copy)
        references = (Reference(f"r{n}", each.csl) for n, each in enumerate(labelled))
        library.write_text(WRITERS["bibtex"].write(references, {}), "utf-8")
        command = [sys.executable, "-m", "kg.cli", "ingest", str(library), "--data", str(copy)]
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = code = os.waitstatus_to_exitcode(status)
        if code not in (0, 1):  # 1: done, and it found something to report
            raise PairkgError(f"The ingest of {records} records ended with code {code}.")
        [path] = copy.glob("imports/generated-*/records.csv")
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
    counts = Counter(row["verdict"] for row in rows)
    right, repeated = _right(labelled, rows)
    return IngestTiming(
        records=records,
        seconds=seconds,
        user_seconds=usage.ru_utime,
        megabytes=usage.ru_maxrss // 1024,
        new=counts["new"],
        merged=counts["merged"],
        uncertain=counts["uncertain"],
        precision=right / max(1, counts["merged"]),
        recall=right / max(1, repeated),
    )


def _right(labelled: Sequence[Labelled], rows: Sequence[dict[str, str]]) -> tuple[int, int]:
    """Records merged with a work that is theirs, and records that repeat a work."""
    made: dict[str, int] = {}  # our work -> the work that it was made of
    right = repeated = 0
    seen: set[int] = set()
    for row in rows:
        work = labelled[int(row["record"].removeprefix("r"))].work
        repeated += work in seen
        seen.add(work)
        if row["verdict"] == "merged":
            right += made.get(row["work"]) == work
        elif row["work"]:
            made[row["work"]] = work
    return right, repeated
