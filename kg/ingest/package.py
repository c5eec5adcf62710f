"""An import as the files that hold it: `data/imports/{id}/`.

Rows are written in order of the records; the README of `data/imports/` says what each file is.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from kg.ingest.bibtex import bib_entry
from kg.ingest.deciding import Outcome, said_of
from kg.ingest.incoming import Incoming
from kg.ingest.known import Named
from kg.records.imports import VERDICTS

__all__ = ["FILES", "counts_of", "package"]

FILES = (
    "kept.jsonl",
    "records.csv",
    "differences.csv",
    "uncertain.csv",
    "names.csv",
    "people.csv",
    "citations.csv",
    "works.bib",
    "import.yaml",
)


def counts_of(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many records have each verdict."""
    found: Counter[str] = Counter(outcome.verdict for outcome in outcomes)
    return {verdict: found[verdict] for verdict in VERDICTS}


def package(
    incoming: Incoming, outcomes: Sequence[Outcome], named: Sequence[Named], day: date
) -> dict[str, bytes]:
    """The content of each file by name; a file that would hold nothing is left out."""
    made: dict[str, Callable[[], str]] = {
        "kept.jsonl": lambda: _kept(incoming),
        "records.csv": lambda: _records(outcomes),
        "differences.csv": lambda: _differences(outcomes),
        "uncertain.csv": lambda: _uncertain(outcomes),
        "names.csv": lambda: _names(named),
        "people.csv": lambda: _people(named),
        "citations.csv": lambda: _citations(incoming, outcomes),
        "works.bib": lambda: "".join(
            bib_entry(outcome.work, outcome.entry)
            for outcome in outcomes
            if outcome.entry is not None and outcome.work is not None
        ),
        "import.yaml": lambda: _about(incoming, counts_of(outcomes), day),
    }
    # One after the other, since the texts of a large library are long. A lone surrogate, which
    # JSON allows, is no character: it stays as JSON writes it.
    files = {name: made[name]().encode("utf-8", "backslashreplace") for name in FILES}
    return {name: content for name, content in files.items() if content}


def _about(incoming: Incoming, counts: Mapping[str, int], day: date) -> str:
    lines = {
        "id": incoming.id,
        "file": json.dumps(incoming.name, ensure_ascii=False),
        "sha256": incoming.sha256,
        "format": incoming.format,
        "date": day.isoformat(),
        "records": sum(counts.values()),
        **counts,
    }
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in lines.items()) + "\n"


def _kept(incoming: Incoming) -> str:
    def records() -> Iterator[dict[str, object]]:
        for reference in incoming.references:
            kept: dict[str, object] = {"id": reference.id, "csl": dict(reference.csl)}
            if unplaced := incoming.unplaced.get(reference.id):
                kept["unplaced"] = dict(unplaced)
            if reference.warnings:
                kept["warnings"] = reference.warnings
            if reference.corrections:
                kept["corrections"] = [vars(correction) for correction in reference.corrections]
            sections = [place.section for place in reference.occurrences if place.section]
            if sections:
                kept["sections"] = sections
            yield kept

    encode = json.JSONEncoder(ensure_ascii=False).encode
    return "".join(f"{encode(kept)}\n" for kept in records())


def _records(outcomes: Iterable[Outcome]) -> str:
    head = ("record", "lines", "alias", "work", "verdict", "score", "reason_fr", "reason_en")
    rows = (
        (
            outcome.record,
            " ".join(map(str, outcome.lines)),
            outcome.alias or "",
            outcome.work or "",
            outcome.verdict,
            _score(outcome),
            outcome.reason.fr,
            outcome.reason.en,
        )
        for outcome in outcomes
    )
    return _table(head, rows)


def _differences(outcomes: Iterable[Outcome]) -> str:
    rows = [
        (outcome.record, outcome.work or "", *difference)
        for outcome in outcomes
        for difference in outcome.differences
    ]
    return _table(("record", "work", "field", "ours", "theirs"), rows) if rows else ""


def _uncertain(outcomes: Iterable[Outcome]) -> str:
    rows = [
        (
            outcome.record,
            outcome.work or "",
            outcome.candidate,
            _score(outcome),
            outcome.reason.fr,
            outcome.reason.en,
        )
        for outcome in outcomes
        if outcome.candidate is not None
    ]
    head = ("record", "work", "candidate", "score", "reason_fr", "reason_en")
    return _table(head, rows) if rows else ""


def _names(named: Sequence[Named]) -> str:
    rows = []
    for name in named:
        match, said = name.match, said_of(name.match)
        rows.append(
            (
                *(name.kind, name.printed, name.candidate, name.work),
                *(match.verdict, f"{match.score:.3f}", said.fr, said.en),
            )
        )
    head = ("kind", "printed", "candidate", "work", "verdict", "score", "reason_fr", "reason_en")
    return _table(head, rows) if rows else ""


def _people(named: Sequence[Named]) -> str:
    rows = [
        (name.printed, name.candidate, said_of(name.match).en)
        for name in named
        if name.kind == "person" and name.match.verdict == "same"
    ]
    return _table(("printed", "person", "reason"), rows) if rows else ""


def _citations(incoming: Incoming, outcomes: Iterable[Outcome]) -> str:
    works = {outcome.record: outcome.work or "" for outcome in outcomes}
    rows = [
        (
            " ".join(found.call.printed.split()),
            found.call.line,
            found.call.kind,
            works.get(found.work or "", ""),
            f"{found.confidence:.3f}",
            found.reason,
        )
        for found in incoming.calls
    ]
    head = ("printed", "line", "kind", "work", "confidence", "reason")
    return _table(head, rows) if rows else ""


def _score(outcome: Outcome) -> str:
    return "" if outcome.score is None else f"{outcome.score:.3f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()
