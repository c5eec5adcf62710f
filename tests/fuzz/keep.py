"""Keep the few inputs of a run that reach most of a reader: `python tests/fuzz/keep.py TARGET`.

Greedy: the input that reaches the most lines of `kg` not yet reached comes first; short ones are
tried first, long ones not at all.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path
from types import CodeType

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

LONGEST = 300  # bytes
MOST = 24  # inputs
TRIED = 800
WORK = Path(tempfile.gettempdir()) / "pairkg-fuzz"

Reached = frozenset[tuple[CodeType, int]]


def reached_by(target: str, data: bytes) -> Reached:
    """The lines of the package that one input reaches."""
    from tests.fuzz.targets import check

    lines: set[tuple[CodeType, int]] = set()

    def trace(frame, event, _):  # type: ignore[no-untyped-def]
        if "/kg/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            lines.add((frame.f_code, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        check(target, data)
    finally:
        sys.settrace(None)
    return frozenset(lines)


def main() -> None:
    """Read the inputs of a run and write those that are kept."""
    parser = argparse.ArgumentParser(description="Keep a few inputs of a run.")
    parser.add_argument("target")
    parser.add_argument("--work", type=Path, default=WORK)
    asked = parser.parse_args()
    inputs = [path.read_bytes() for path in (asked.work / asked.target).iterdir()]
    inputs = sorted({data for data in inputs if 0 < len(data) <= LONGEST}, key=len)
    found = [(data, reached_by(asked.target, data)) for data in inputs[:: len(inputs) // TRIED + 1]]
    folder = HERE / "corpus" / asked.target
    folder.mkdir(parents=True, exist_ok=True)
    seen: set[tuple[CodeType, int]] = set()
    for _ in range(MOST):
        data, reached = max(found, key=lambda pair: len(pair[1] - seen))
        if not reached - seen:
            break
        seen |= reached
        name = hashlib.sha256(data).hexdigest()[:12]
        (folder / f"{name}.case").write_bytes(data)


if __name__ == "__main__":
    main()
