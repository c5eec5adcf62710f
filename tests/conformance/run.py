"""Runs the suites: `python -m tests.conformance.run FOLDER [--suite NAME] [--url URL --token T]`.

FOLDER is the `sparql` folder of a checkout of the W3C's rdf-tests. Without `--url`, a server is
started over an empty store and ended after the run. Ends with 1 where a suite passes fewer tests
than `floors.json` says, 2 where FOLDER holds no suites.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

import httpx

from tests.conformance.cases import SUITES, Case, cases_of
from tests.conformance.description import described
from tests.conformance.evaluation import evaluated
from tests.conformance.exchanges import exchanged
from tests.conformance.prose import Prose
from tests.conformance.report import Outcome, below_floor, read_floors, table, write_json
from tests.conformance.results import exactly
from tests.conformance.target import Target, WrongSetting, own_server

__all__ = ["main", "run_suite"]


def run_suite(folder: Path, suite: str, target: Target) -> list[Outcome]:
    """The outcome of each test of a suite."""
    run = _runner(suite, target)
    with exactly():
        return [_outcome(case, run) for case in cases_of(folder, suite)]


def _runner(suite: str, target: Target) -> Callable[[Case], str | None]:
    if suite == "graph-store-2013":
        return Prose(target).told
    if suite in ("protocol", "graph-store"):
        return lambda case: exchanged(case, target)
    if suite == "description":
        return lambda case: described(case, target)
    return lambda case: evaluated(case, target)


def _outcome(case: Case, run: Callable[[Case], str | None]) -> Outcome:
    try:
        reason = run(case)
    except WrongSetting as error:
        reason = " ".join(str(error).split())[:200]
    except (httpx.HTTPError, OSError, ParseError, ValueError, KeyError, SyntaxError) as error:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return Outcome(case.suite, case.name, str(case.node), reason)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.run")
    parser.add_argument("folder", type=Path, help="the folder `sparql` of a checkout of rdf-tests")
    parser.add_argument("--suite", action="append", choices=list(SUITES), help="only this one")
    parser.add_argument("--url", help="a running server, instead of one of our own")
    parser.add_argument("--token", help="an administrator's token of it; all it holds is lost")
    parser.add_argument("--port", type=int, default=0, help="the port of the server of our own")
    parser.add_argument("--json", type=Path, help="write every outcome to this file")
    asked = parser.parse_args(arguments)
    suites = [name for name in asked.suite or SUITES if _there(asked.folder, name)]
    if len(suites) != len(asked.suite or SUITES):
        lacking = set(asked.suite or SUITES) - set(suites)
        print(f"{asked.folder} has no {', '.join(sorted(lacking))}", file=sys.stderr)
        return 2
    outcomes: list[Outcome] = []
    url = str(asked.url or "").rstrip("/")
    with Target(url, asked.token) if url else own_server(asked.port) as target:
        for suite in suites:
            outcomes += run_suite(asked.folder, suite, target)
    for outcome in outcomes:
        if outcome.reason is not None:
            print(f"FAILED {outcome.suite}: {outcome.name}\n       {outcome.reason}")
    print(table(outcomes))
    if asked.json:
        write_json(outcomes, asked.json)
    faults = below_floor(outcomes, read_floors())
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _there(folder: Path, suite: str) -> bool:
    return all((folder / manifest).is_file() for manifest in SUITES[suite].manifests)


if __name__ == "__main__":
    sys.exit(main())
