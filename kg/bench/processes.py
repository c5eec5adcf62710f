"""The memory of a process and of all that it started, as the kernel counts it."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["descendants", "memory_of"]

_SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def descendants(process: int) -> list[int]:
    """A process and all that came of it; only itself where the system does not say."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name stands in brackets and may hold anything.
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [process]
    for known in found:
        found.extend(children.get(known, ()))
    return found


def memory_of(process: int) -> float | None:
    """Megabytes that a process and its descendants hold, what they share counted once."""
    total = 0
    for each in descendants(process):
        try:
            share = _SHARE.search(Path(f"/proc/{each}/smaps_rollup").read_text("ascii"))
        except OSError:
            continue  # it has just ended, or the system keeps no such count
        total += int(share[1]) if share else 0
    return total / 1024 if total else None
