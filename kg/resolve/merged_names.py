"""Names of journals and publishers that stand for others: rows of imports, and decisions.

Nothing that is printed changes. Taking a row out, or the folder of its import, takes the join out.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.entities import MergedName, Words
from kg.located import Read
from kg.records import DecisionRecord, Records
from kg.resolve.context import Context

__all__ = ["resolve_merged_names"]

_KINDS = ("journal", "publisher")
Name = tuple[str, str]
"""A kind and a name as printed."""


def resolve_merged_names(context: Context, records: Records) -> list[MergedName]:
    """The names that stand for others, each led to the end of its chain.

    A decision wins over the row of an import, and an import that was there first over a later one.
    """
    decided = [read for read in records.decisions if read.value.kind in _KINDS]
    apart: set[tuple[str, str, str]] = {
        (decision.kind, *pair)
        for read in decided
        if (decision := read.value).verdict == "different"
        for pair in ((decision.a, decision.b), (decision.b, decision.a))
    }
    found: dict[Name, MergedName] = {}
    for read in decided:
        if read.value.verdict == "same":
            _decided(context, read, found, apart)
    for match in records.name_matches:
        row = match.value
        name = (row.kind, row.printed)
        if row.kind not in _KINDS or row.verdict != "same" or name in found:
            continue
        if (row.kind, row.candidate, row.printed) in apart:
            continue
        if _end(found, row.kind, row.candidate) != row.printed:
            reason = Words(row.reason_fr, row.reason_en)
            found[name] = MergedName(row.kind, row.printed, row.candidate, row.folder, reason)
    return [
        MergedName(
            *(name.kind, name.printed, _end(found, name.kind, name.kept)),
            *(name.of, name.reason, name.date),
        )
        for name in found.values()
    ]


def _decided(
    context: Context,
    read: Read[DecisionRecord],
    found: dict[Name, MergedName],
    apart: set[tuple[str, str, str]],
) -> None:
    """Take in a decision that two names are one, or report why it cannot be."""
    row = read.value
    if (row.kind, row.a, row.b) in apart:
        message = f"{row.a!r} and {row.b!r} are held to be the same name here and different names"
        context.report(read.problem(f"{message} elsewhere", "Take one of the two decisions out"))
    elif (row.kind, row.b) in found:
        message = f"The name {row.b!r} is merged twice"
        context.report(read.problem(message, "Merge it into one name", "b"))
    elif _end(found, row.kind, row.a) == row.b:
        message = f"The name {row.b!r} is merged into itself"
        context.report(read.problem(message, "Correct a or b, or take the decision out"))
    else:
        reason = Words(row.reason_fr, row.reason_en)
        found[row.kind, row.b] = MergedName(row.kind, row.b, row.a, None, reason, row.date)


def _end(found: Mapping[Name, MergedName], kind: str, name: str) -> str:
    """The name that a name stands for in the end; the chains here have no rings."""
    while (kind, name) in found:
        name = found[kind, name].kept
    return name
