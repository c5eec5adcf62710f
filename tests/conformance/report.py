"""What came of a run: the outcome of each test, the table, and the floors of the suites."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.conformance.cases import SUITES

__all__ = ["FLOORS", "Outcome", "below_floor", "read_floors", "table", "write_json"]

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True)
class Outcome:
    """One test: passed where `reason` is None."""

    suite: str
    name: str
    iri: str
    reason: str | None


def table(outcomes: Sequence[Outcome]) -> str:
    """Passed of all, a line a suite."""
    lines = []
    for suite, about in SUITES.items():
        own = [outcome for outcome in outcomes if outcome.suite == suite]
        if own:
            passed = sum(outcome.reason is None for outcome in own)
            lines.append(f"{about.title:44} {passed:4} of {len(own):4}")
    return "\n".join(lines)


def read_floors(path: Path = FLOORS) -> dict[str, int]:
    """How many tests of each suite have to pass."""
    floors: dict[str, int] = json.loads(path.read_text("utf-8"))
    return floors


def below_floor(outcomes: Sequence[Outcome], floors: Mapping[str, int]) -> list[str]:
    """A sentence for each suite that was run and passes fewer tests than it has to.

    A suite without a single test is below any floor: then the folder is not what it should be.
    """
    found = []
    for suite in dict.fromkeys(outcome.suite for outcome in outcomes):
        passed = sum(o.suite == suite and o.reason is None for o in outcomes)
        floor = max(floors.get(suite, 0), 1)
        if passed < floor:
            found.append(f"{suite}: {passed} pass, and {floor} have to")
    return found


def write_json(outcomes: Sequence[Outcome], path: Path) -> None:
    """Every outcome, for other programs."""
    content = json.dumps([asdict(outcome) for outcome in outcomes], indent=1, ensure_ascii=False)
    path.write_text(content + "\n", "utf-8")
