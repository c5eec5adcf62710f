"""Names that imports and decisions lead to persons and programmes, and citations of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.located import Read
from kg.records import PersonRecord, Records, WorkRecord
from kg.resolve.context import Context

__all__ = ["check_names", "joined_people", "of_programmes"]


def joined_people(records: Records) -> list[Read[PersonRecord]]:
    """The spellings in force: a decision wins over the row of an import.

    A name that was decided to be another's stands for that person; one that was decided to be
    somebody else's stands for itself again.
    """
    decided = [read for read in records.decisions if read.value.kind == "person"]
    if not decided and not any(read.value.folder for read in records.people):
        return records.people
    same = {read.value.b: read for read in decided if read.value.verdict == "same"}
    apart = {(read.value.a, read.value.b) for read in decided if read.value.verdict == "different"}
    found: list[Read[PersonRecord]] = []
    by_hand = {read.value.printed for read in records.people if read.value.folder is None}
    seen: set[str] = set()
    for read in records.people:
        row = read.value
        if row.folder is not None:
            if row.printed in same or row.printed in by_hand or row.printed in seen:
                continue
            if (row.person, row.printed) in apart:
                continue
            seen.add(row.printed)
        found.append(read)
    for printed, decision in same.items():
        reason = decision.value.reason_en
        record = PersonRecord(printed=printed, person=decision.value.a, reason=reason)
        found.append(Read(record, decision.file, decision.lines))
    return found


def of_programmes(
    works: Sequence[Read[WorkRecord]], records: Records, aliases: Mapping[str, str]
) -> list[Read[WorkRecord]]:
    """The works with the programmes that a person decided to be theirs, or not to be theirs."""
    more: dict[str, set[str]] = {}
    fewer: dict[str, set[str]] = {}
    for read in records.decisions:
        if (decision := read.value).kind == "programme":
            to = more if decision.verdict == "same" else fewer
            to.setdefault(aliases.get(decision.b, decision.b), set()).add(decision.a)
    if not more and not fewer:
        return list(works)
    found = []
    for work in works:
        old, key = work.value.programmes, work.value.key
        kept = [name for name in old if name not in fewer.get(key, ())]
        new = tuple(dict.fromkeys((*kept, *sorted(more.get(key, ())))))
        changed = work.value.model_copy(update={"programmes": new})
        found.append(work if new == old else replace(work, value=changed))
    return found


def check_names(context: Context, records: Records, aliases: Mapping[str, str]) -> None:
    """Report names, citations and decisions that speak of things that are not there."""
    merged = context.known.get("merged", set())
    for match in records.name_matches:
        if match.value.work not in merged:
            context.thing(match, "work", match.value.work, "work")
        if match.value.kind == "programme":
            context.thing(match, "programme", match.value.candidate, "candidate")
    for cited in records.cited:
        if cited.value.work is not None and cited.value.work not in merged:
            context.thing(cited, "work", cited.value.work, "work")
    for read in records.decisions:
        decision = read.value
        if decision.kind == "person" and decision.verdict == "same":
            context.thing(read, "person", decision.a, "a")
        elif decision.kind == "programme":
            context.thing(read, "programme", decision.a, "a")
            work = aliases.get(decision.b, decision.b)
            if work not in merged:
                context.thing(read, "work", work, "b")
