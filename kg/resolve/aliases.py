"""Decisions that two works are one: every mention of the one then means the other.

Nothing is rewritten on disk: the records are as if they named the kept work, so that taking the
decision's row out brings the two works back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import BaseModel

from kg.located import Read
from kg.records import CitationRecord, DecisionRecord, Records, TermRecord, WorkRecord
from kg.resolve.citations import citation_id
from kg.resolve.context import Context

__all__ = ["Joined", "resolve_decisions", "with_kept_works"]

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Joined:
    """The works that remain, and by key of each work merged away the one that is kept."""

    works: list[Read[WorkRecord]]
    kept: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, DecisionRecord] = field(default_factory=dict)


def resolve_decisions(
    context: Context,
    works: list[Read[WorkRecord]],
    reads: Sequence[Read[DecisionRecord]],
    aliases: Mapping[str, str],
) -> Joined:
    """Which works are one, after every decision has been held against the others.

    `aliases` leads from the identifiers of imported records to works: a record, too, may be said
    to be different from a work.
    """
    into: dict[str, Read[DecisionRecord]] = {}
    apart: list[Read[DecisionRecord]] = []
    for read in reads:
        record = read.value
        if not _both_known(context, read, aliases):
            continue
        if record.a == record.b:
            context.report(read.problem("A work is compared with itself", "Correct a or b"))
        elif record.verdict == "different":
            apart.append(read)
        elif record.b in into:
            message = f"The work {record.b!r} is merged twice, first at "
            message += f"{into[record.b].file}:{into[record.b].line()}"
            remedy = "Merge it into one work, and that one into the other if all are the same"
            context.report(read.problem(message, remedy, "b"))
        else:
            into[record.b] = read
    kept = _ends(context, into)
    for read in apart:
        _hold_apart(context, read, kept, aliases)
    context.known["work"] -= set(kept)
    context.known["merged"] = set(kept)
    return Joined(
        [read for read in works if read.value.key not in kept],
        kept,
        {key: into[key].value for key in kept},
    )


def _both_known(context: Context, read: Read[DecisionRecord], aliases: Mapping[str, str]) -> bool:
    """Whether both sides are works, or records of imports where these may stand."""
    record = read.value
    led = aliases if record.verdict == "different" else {}
    known = [
        context.thing(read, "work", led.get(key, key), name)
        for name, key in (("a", record.a), ("b", record.b))
    ]
    return all(known)


def _ends(context: Context, into: Mapping[str, Read[DecisionRecord]]) -> dict[str, str]:
    """For each work that is merged away, the one at the end of its chain."""
    kept = {}
    for key, read in into.items():
        seen, end = {key}, read.value.a
        while end in into and end not in seen:
            seen.add(end)
            end = into[end].value.a
        if end in seen:
            message = f"The work {key!r} is merged into itself through other works"
            context.report(read.problem(message, "Take one of the decisions out"))
        else:
            kept[key] = end
    return kept


def _hold_apart(
    context: Context,
    read: Read[DecisionRecord],
    kept: Mapping[str, str],
    aliases: Mapping[str, str],
) -> None:
    pair = (read.value.a, read.value.b)
    works = {aliases.get(name, name) for name in pair}
    if len({kept.get(work, work) for work in works}) > 1:
        return
    message = f"{pair[0]!r} and {pair[1]!r} are held to be different here, but are one by "
    if any(name in aliases for name in pair):
        message += "an import"
        remedy = "Take the import's folder out and ingest its file again"
    else:
        message, remedy = message + "other decisions", "Take one of the decisions out"
    context.report(read.problem(message, remedy))


def with_kept_works(records: Records, kept: Mapping[str, str]) -> Records:
    """The records, with every mention of a work that was merged away led to the kept one."""
    if not kept:
        return records
    return replace(
        records,
        sources=_led(records.sources, kept, "work"),
        occurrences=_once(_led(records.occurrences, kept, "work"), records.occurrences),
        corrections=_led(records.corrections, kept, "work"),
        public_records=_led(records.public_records, kept, "work"),
        citations=[_citation(read, kept) for read in records.citations],
        studies=_led(records.studies, kept, "reported_in"),
        terms=[_term(read, kept) for read in records.terms],
        imported=_led(records.imported, kept, "work"),
        differences=_led(records.differences, kept, "work"),
    )


def _led(reads: list[Read[M]], kept: Mapping[str, str], name: str) -> list[Read[M]]:
    return [_with(read, name, _kept_of(getattr(read.value, name), kept)) for read in reads]


def _kept_of(value: object, kept: Mapping[str, str]) -> object:
    """A key, or a list of keys, with each merged work led to the kept one."""
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(kept.get(key, key) for key in value))
    return kept.get(value, value) if isinstance(value, str) else value


def _with(read: Read[M], name: str, value: object) -> Read[M]:
    if getattr(read.value, name) == value:
        return read
    return replace(read, value=read.value.model_copy(update={name: value}))


def _once(led: list[Read[M]], before: list[Read[M]]) -> list[Read[M]]:
    """Without the rows that say the same only because two works became one."""
    original = {id(read) for read in before}
    there = {str(read.value) for read in led if id(read) in original}
    found = []
    for read in led:
        if id(read) not in original:
            if str(read.value) in there:
                continue
            there.add(str(read.value))
        found.append(read)
    return found


def _citation(read: Read[CitationRecord], kept: Mapping[str, str]) -> Read[CitationRecord]:
    """The citation under the identifier that it had before."""
    led = _with(read, "work", _kept_of(read.value.work, kept))
    return led if led is read else _with(led, "id", read.value.id or citation_id(read.value))


def _term(read: Read[TermRecord], kept: Mapping[str, str]) -> Read[TermRecord]:
    definitions = tuple(
        definition.model_copy(update={"quotes": _kept_of(definition.quotes, kept)})
        if definition.quotes in kept
        else definition
        for definition in read.value.definitions
    )
    return _with(read, "definitions", definitions)
