"""Fuzz one reader: `python tests/fuzz/run.py TARGET --seconds N`; see README.md.

Fails on any exception, on time that grows faster than the input, and on memory that stays taken.
Needs atheris, which the project itself does not depend on.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

WORK = Path(tempfile.gettempdir()) / "pairkg-fuzz"
LONGEST = 2048  # bytes of an input
FIRST = 0.5  # seconds that any input may take, instrumented
A_BYTE = 0.0005  # seconds a byte on top of it
TIMES, SLACK = 16, 6  # an input repeated 16 times may take 6 * 16 times as long, and FIRST
EVERY = 300  # one input in so many is repeated
LOOK, WARM = 20_000, 40_000  # executions between looks at memory, and before the first
BLOCKS = 400_000  # memory blocks of Python that may stay: caches fill in the beginning


class Watch:
    """One target's runs: how many, and what memory was taken when it was warm."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.runs = 0
        self.warm: int | None = None

    def __call__(self, data: bytes) -> None:
        """Run one input; time is that of this process alone, as the machine has other work."""
        from tests.fuzz.targets import check

        self.runs += 1
        took = self._timed(check, data)
        assert took < FIRST + A_BYTE * len(data), f"{took:.2f} s for {len(data)} bytes"
        if self.runs % EVERY == 0 and data:
            longer = self._timed(check, data * TIMES)
            most = FIRST + SLACK * TIMES * took
            assert longer < most, f"{took:.4f} s, and {longer:.2f} s for {TIMES} times the input"
        if self.runs % LOOK == 0 and self.runs >= WARM:
            gc.collect()
            blocks = sys.getallocatedblocks()
            self.warm = blocks if self.warm is None else self.warm
            assert blocks < self.warm + BLOCKS, f"{blocks - self.warm} blocks of memory stay taken"

    def _timed(self, check, data: bytes) -> float:  # type: ignore[no-untyped-def]
        began = time.process_time()
        check(self.target, data)
        return time.process_time() - began


def main() -> NoReturn:
    """Read the command line, write the words of the target for the fuzzer, and run it."""
    atheris = importlib.import_module("atheris")  # no dependency of the project

    with atheris.instrument_imports(include=["kg", "bibtexparser"]):
        from tests.fuzz.targets import TARGETS, check

        if sys.argv[1:2] and sys.argv[1] in TARGETS:
            check(sys.argv[1], b"")  # imports the reader

    parser = argparse.ArgumentParser(description="Fuzz one reader.")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--work", type=Path, default=WORK, help="what the run finds")
    asked = parser.parse_args()
    live = asked.work / asked.target
    live.mkdir(parents=True, exist_ok=True)
    words = asked.work / f"{asked.target}.dict"
    lines = ("".join(f"\\x{byte:02x}" for byte in w.encode()) for w in TARGETS[asked.target].words)
    words.write_text("".join(f'"{line}"\n' for line in lines), "utf-8")
    kept = HERE / "corpus" / asked.target
    kept.mkdir(parents=True, exist_ok=True)
    options = [
        *(f"-max_total_time={asked.seconds}", f"-max_len={LONGEST}", f"-dict={words}"),
        *(f"-artifact_prefix={asked.work}/{asked.target}-", "-rss_limit_mb=1500", "-timeout=60"),
        *("-print_final_stats=1", "-reload=0", str(live), str(kept)),
    ]
    atheris.Setup([sys.argv[0], *options], Watch(asked.target))
    atheris.Fuzz()
    sys.exit(0)


if __name__ == "__main__":
    main()
