"""Imports: the files that were taken in, where their records lead, and what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.entities import Alias, Import, Variant, Words
from kg.located import Read
from kg.records import ImportedRecord, ImportRecord, Records, WorkRecord
from kg.resolve.aliases import Joined
from kg.resolve.context import Context
from kg.resolve.differences import description, differing

__all__ = ["resolve_aliases", "resolve_imports", "resolve_variants"]

_MEND = "Put the folder back as `pairkg ingest` wrote it, or take it out and ingest the file again"


def resolve_imports(context: Context, records: Records) -> dict[str, Import]:
    """The files taken in; each folder must be whole, with the rows that `import.yaml` counts."""
    reads = context.unique("import", records.imports)
    rows: dict[str, list[Read[ImportedRecord]]] = defaultdict(list)
    for row in records.imported:
        rows[row.value.folder].append(row)
    found = {}
    digests: dict[str, str] = {}
    for read in reads:
        record = read.value
        if record.folder != record.id:
            message = f"The import {record.id!r} lies in the folder {record.folder!r}"
            context.report(read.problem(message, "Give the folder the name of its import", "id"))
        if record.sha256 in digests:
            message = f"This file was taken in already, as {digests[record.sha256]!r}"
            context.report(read.problem(message, "Take one of the two folders out", "sha256"))
        digests.setdefault(record.sha256, record.id)
        _count(context, read, rows[record.folder])
        found[record.id] = Import(record.id, record.file, record.sha256, record.date)
    folders = {read.value.folder for read in reads}
    for name in sorted(set(rows) - folders):
        first = rows[name][0]
        message = f"The import {name!r} has records but no import.yaml"
        context.report(first.problem(message, _MEND, dangling=True))
    for pair in records.uncertain:
        # The two may be one work by now, so that an alias will do.
        for key in (pair.value.work, pair.value.candidate):
            if key not in context.known.get("merged", ()):
                context.thing(pair, "work", key, "work")
    return found


def _count(
    context: Context, read: Read[ImportRecord], rows: Sequence[Read[ImportedRecord]]
) -> None:
    found = Counter(row.value.verdict for row in rows)
    expected = read.value.counts
    if read.value.records != sum(expected.values()):
        message = f"The counts of {read.value.id!r} do not add up to its records"
        context.report(read.problem(message, _MEND, "records"))
    elif any(found[verdict] != count for verdict, count in expected.items()):
        message = f"The import {read.value.id!r} counts {read.value.records} records, "
        message += f"but its records.csv has {len(rows)} or other verdicts"
        context.report(read.problem(message, _MEND, "records", dangling=True))


def resolve_aliases(context: Context, records: Records, joined: Joined) -> list[Alias]:
    """The identifiers that lead to works: of merged works and of the records of imports."""
    found = []
    taken = set(context.known.get("work", ()))
    for key, decision in joined.decisions.items():
        reason = Words(decision.reason_fr, decision.reason_en)
        found.append(Alias(key, joined.kept[key], None, None, None, reason, decision.date))
        taken.add(key)
    for read in records.imported:
        record = read.value
        if record.verdict == "rejected":
            continue
        if record.work is None or record.alias is None:
            message = f"The record {record.record!r} is {record.verdict} but names no work or alias"
            context.report(read.problem(message, _MEND))
        elif record.alias in taken:
            message = f"The identifier {record.alias!r} is there already"
            context.report(read.problem(message, _MEND, "alias"))
        elif context.thing(read, "work", record.work, "work"):
            taken.add(record.alias)
            first = record.lines.split(" ")[0]
            line = int(first) if first.isascii() and first.isdigit() else None
            reason = Words(record.reason_fr, record.reason_en)
            found.append(
                Alias(record.alias, record.work, record.folder, record.record, line, reason)
            )
    return found


def resolve_variants(
    context: Context,
    records: Records,
    joined: Joined,
    works: Sequence[Read[WorkRecord]],
    aliases: Sequence[Alias],
) -> list[Variant]:
    """What merged records and merged works say otherwise than the works that are kept."""
    by_record = {(alias.of, alias.record): alias.id for alias in aliases}
    found: dict[tuple[str, str], Variant] = {}
    for read in records.differences:
        record = read.value
        alias = by_record.get((record.folder, record.record))
        if alias is None:
            message = f"There is no record {record.record!r} in this import"
            context.report(read.problem(message, _MEND, "record", dangling=True))
        elif context.thing(read, "work", record.work, "work"):
            found[alias, record.field] = Variant(
                record.work, alias, record.folder, record.field, record.theirs
            )
    held = {read.value.key: read.value for read in works} if joined.kept else {}
    for key, kept in joined.kept.items():
        for name, _, theirs in differing(description(held[kept]), description(held[key])):
            found[key, name] = Variant(kept, key, None, name, theirs)
    return list(found.values())
