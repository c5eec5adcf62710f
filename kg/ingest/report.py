"""What an ingest did, for a person and for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from kg.ingest.deciding import Outcome, said_of
from kg.ingest.running import Taken
from kg.records.imports import VERDICTS

__all__ = ["json_report", "text_report"]

MOST = 1000
"""Lines of one verdict that a person is shown; the rest stand in `records.csv`."""


def text_report(taken: Sequence[Taken]) -> str:
    """One line a record, then what is written, then the totals; the same for a dry run."""
    return "".join(f"{line}\n" for each in taken for line in _lines(each))


def json_report(taken: Sequence[Taken]) -> str:
    """The same with every record."""
    return json.dumps([_document(each) for each in taken], ensure_ascii=False, indent=2) + "\n"


def _lines(taken: Taken) -> Iterator[str]:
    if taken.failure is not None:
        yield f"{taken.file}: not taken in: {taken.failure}"
        return
    if taken.earlier is not None:
        yield f"{taken.file}: already ingested as {taken.earlier}; nothing to do."
        return
    shown = dict.fromkeys(VERDICTS, 0)
    for outcome in taken.outcomes:
        shown[outcome.verdict] += 1
        if shown[outcome.verdict] <= MOST:
            yield from _record(taken.file, outcome)
    for verdict, count in shown.items():
        if count > MOST:
            yield f"... and {count - MOST} more {verdict}: see imports/{taken.id}/records.csv"
    yield from _names(taken)
    for path, lines in taken.written:
        yield f"+ {path}: {lines} lines"
    counts = taken.counts
    parts = " + ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)
    yield f"{taken.file}: {sum(counts.values())} records = {parts}"


def _record(file: str, outcome: Outcome) -> Iterator[str]:
    place = f"{file}:{outcome.lines[0]}" if outcome.lines else file
    line = f"{outcome.verdict:<9} {place}: {outcome.record}"
    if outcome.work is not None:
        line += f" -> work/{outcome.work}"
    if outcome.candidate is not None:
        line += f", perhaps work/{outcome.candidate}"
    if outcome.verdict != "new":
        score = f" [{outcome.score:.2f}]" if outcome.score is not None else ""
        line += f"{score} ({outcome.reason.en})"
    yield line
    for field, ours, theirs in outcome.differences:
        if ours:
            yield f"          differs: {field}: ours {ours!r}, theirs {theirs!r}"
        else:
            yield f"          could add: {field}: {theirs!r}"


def _names(taken: Taken) -> Iterator[str]:
    for number, name in enumerate(taken.named):
        if number == MOST:
            rest = len(taken.named) - MOST
            yield f"... and {rest} more names: see imports/{taken.id}/names.csv"
            return
        sure = "is" if name.match.verdict == "same" else "perhaps"
        yield (
            f"name      {name.kind} {name.printed!r} {sure} {name.candidate!r} "
            f"[{name.match.score:.2f}] ({said_of(name.match).en})"
        )


def _document(taken: Taken) -> dict[str, object]:
    return {
        "file": taken.file,
        "import": taken.id,
        "already": taken.earlier is not None,
        "failure": taken.failure,
        "records": len(taken.outcomes),
        **taken.counts,
        "items": [_item(outcome) for outcome in taken.outcomes],
        "names": [
            {
                "kind": name.kind,
                "printed": name.printed,
                "candidate": name.candidate,
                "work": name.work,
                "verdict": name.match.verdict,
                "score": name.match.score,
                "reason": {"fr": said_of(name.match).fr, "en": said_of(name.match).en},
            }
            for name in taken.named
        ],
        "written": [{"path": path, "lines": lines} for path, lines in taken.written],
        "problems": [problem.text() for problem in taken.problems],
    }


def _item(outcome: Outcome) -> dict[str, object]:
    return {
        "record": outcome.record,
        "lines": outcome.lines,
        "verdict": outcome.verdict,
        "work": outcome.work,
        "alias": outcome.alias,
        "candidate": outcome.candidate,
        "score": outcome.score,
        "reason": {"fr": outcome.reason.fr, "en": outcome.reason.en},
        "differences": [
            {"field": field, "ours": ours or None, "theirs": theirs}
            for field, ours, theirs in outcome.differences
        ],
    }
