"""Hypothesis for one reader: `python tests/fuzz/properties.py TARGET --seconds N`; see README.md.

What the fuzzer does by coverage, Hypothesis does by structure: inputs are made of the words of the
format, texts of any alphabet, and cases found before, and what fails is made as small as it can be.
The checks are those of `targets.py`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from hypothesis import HealthCheck, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from tests.fuzz.targets import TARGETS, check  # noqa: E402

AT_ONCE = 500  # examples between looks at the clock
MOST_PARTS = 40


def inputs(words: Sequence[str], cases: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Inputs of a reader: its words and any text in any order, or a case with something in it."""
    part = st.one_of(
        st.sampled_from(words or ("a",)).map(str.encode),
        st.text(max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.sampled_from(("\n", "\n\n", " ", ", ", ". ", " ; ", "{", "}", '"', "(", ")")).map(
            str.encode
        ),
        st.integers(0, 2100).map(lambda number: str(number).encode()),
        st.binary(max_size=6),
    )
    made = st.lists(part, max_size=MOST_PARTS).map(b"".join)
    if not cases:
        return made

    def changed(case: bytes, place: int, drop: int, put: bytes) -> bytes:
        place %= len(case) + 1
        return case[:place] + put + case[place + drop :]

    known = st.sampled_from(cases)
    touched = st.builds(changed, known, st.integers(0, 4000), st.integers(0, 8), made)
    return st.one_of(made, touched, st.builds(bytes.__add__, known, known))


def run(target: str, seconds: float) -> int:
    """Try examples for so many seconds of the processor; how many. Raises what Hypothesis found."""
    cases = [path.read_bytes() for path in sorted((HERE / "corpus" / target).glob("*.case"))]
    tried = 0
    end = time.process_time() + seconds
    rounds = 0
    while time.process_time() < end:

        @seed(rounds)
        @settings(
            max_examples=AT_ONCE,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs(TARGETS[target].words, cases))
        def holds(data: bytes) -> None:
            nonlocal tried
            tried += 1
            if time.process_time() < end:
                check(target, data)

        holds()
        rounds += 1
    return tried


def main() -> None:
    """Read the command line, and try."""
    parser = argparse.ArgumentParser(description="Try a reader with Hypothesis.")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=float, default=600)
    asked = parser.parse_args()
    tried = run(asked.target, asked.seconds)
    print(f"{asked.target}: {tried} examples in {asked.seconds:g} seconds, no fault.")


if __name__ == "__main__":
    main()
