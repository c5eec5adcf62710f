"""Finding duplicates in a generated library: precision, recall by class, seconds, memory.

Each record is matched with what came before and added unless it is called the same, as when a
library is read in. Memory is the most that the process held, so measure in a fresh one.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass

from kg.bench.made_up_works import made_up_works
from kg.bench.variations import VARIATIONS
from kg.matching import WorkIndex

__all__ = ["DuplicateMeasure", "measure_duplicates", "measure_growth"]


@dataclass(frozen=True)
class DuplicateMeasure:
    """What matching a library came to.

    `precision`: of the records called the same, how many are. `recall`: of the duplicates, how
    many were called the same; `recall_of`: the same by class. `uncertain`: records left to a
    person, of all. `seconds` of processor time, of matching and adding alone; `megabytes` of the
    whole process. `wrong`: variation and title of the first 50 that were wrongly called the same.
    """

    records: int
    added: int
    precision: float
    recall: float
    recall_of: dict[str, float]
    uncertain: float
    seconds: float
    megabytes: float
    wrong: tuple[tuple[str, str], ...]


def measure_duplicates(records: int, seed: int = 1) -> DuplicateMeasure:
    """Match a generated library of `records` records, one by one."""
    index = WorkIndex()
    counts: Counter[tuple[str, str]] = Counter()
    wrong: list[tuple[str, str]] = []
    added = 0
    seconds = 0.0
    gc.collect()
    for number, (work, variation, csl) in enumerate(made_up_works(records, seed)):
        start = time.process_time()
        match = index.match(csl)
        same = match.verdict == "same"
        if not same:
            index.add(f"{work}.{number}", csl)
        seconds += time.process_time() - start
        added += not same
        right = same and match.id is not None and match.id.partition(".")[0] == str(work)
        if same and not right:
            wrong.append((variation, str(csl.get("title"))))
        outcome = "right" if right else "wrong" if same else match.verdict
        counts[variation, outcome] += 1
    return _measure(records, added, counts, seconds, wrong)


def measure_growth(records: int, seed: int = 1) -> tuple[DuplicateMeasure, DuplicateMeasure]:
    """The same for `records` and ten times as many."""
    return measure_duplicates(records, seed), measure_duplicates(10 * records, seed)


def _measure(
    records: int,
    added: int,
    counts: Counter[tuple[str, str]],
    seconds: float,
    wrong: list[tuple[str, str]],
) -> DuplicateMeasure:
    found = sum(count for (_, outcome), count in counts.items() if outcome == "right")
    duplicates = {
        name: sum(count for (variation, _), count in counts.items() if variation == name)
        for name in VARIATIONS
    }
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return DuplicateMeasure(
        records=records,
        added=added,
        precision=found / max(1, found + len(wrong)),
        recall=sum(counts[name, "right"] for name in VARIATIONS) / max(1, sum(duplicates.values())),
        recall_of={
            name: counts[name, "right"] / total for name, total in duplicates.items() if total
        },
        uncertain=sum(count for (_, outcome), count in counts.items() if outcome == "uncertain")
        / records,
        seconds=seconds,
        megabytes=held / (1024 * 1024 if sys.platform == "darwin" else 1024),
        wrong=tuple(wrong[:50]),
    )
