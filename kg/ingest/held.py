"""What a data folder holds already: its works to match against, its imports, its decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kg.ingest.known import KnownNames
from kg.ingest.programmes import Programmes
from kg.located import Read
from kg.matching.works import WorkIndex
from kg.problems import PairkgError, Problems
from kg.read.folder import read_works
from kg.records import NameRecord, Records, WorkRecord
from kg.resolve.aliases import resolve_decisions
from kg.resolve.context import Context
from kg.resolve.differences import description
from kg.resolve.names import joined_people

__all__ = ["Held", "held_works", "works_in"]

_CSL = {
    "title": "title",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "address": "publisher-place",
    "series": "collection-title",
    "edition": "edition",
    "pagetotal": "number-of-pages",
    "type": "genre",
    "doi": "DOI",
    "pmid": "PMID",
    "url": "URL",
    "language": "language",
}
_OF_US = {"presentation": "speech"}
"""Work types that CSL calls otherwise."""


@dataclass
class Held:
    """The works of a data folder, ready to be matched against."""

    index: WorkIndex
    descriptions: dict[str, Callable[[], Mapping[str, str]]]  # made when they are asked for
    kept: Mapping[str, str]
    imports: dict[str, str]  # SHA-256 of a file -> the import that it was taken in as
    taken: set[str]  # identifiers that no new work may have
    names: KnownNames
    programmes: Programmes


def works_in(data: Path) -> Held:
    """Read the works of a folder; raises Problems where they cannot be relied on."""
    if not (data / "sources.yaml").is_file():
        raise PairkgError(f"{data} is no data folder: it has no sources.yaml. Correct --data DIR.")
    folder = read_works(data)
    if folder.problems:
        raise Problems(folder.problems)
    return held_works(folder.records)


def held_works(records: Records) -> Held:
    """Put every work in an index, those that were merged into others too: they lead to these."""
    context = Context({})
    works = context.unique("work", records.works, "key")
    decisions = [read for read in records.decisions if read.value.kind == "work"]
    joined = resolve_decisions(context, works, decisions, {})
    # A decision may speak of a record whose import was taken out, to be taken in again.
    if faults := [problem for problem in context.problems if not problem.dangling]:
        raise Problems(faults)
    decided = {"same": [], "different": []}  # type: dict[str, list[tuple[str, str]]]
    for decision in decisions:
        decided[decision.value.verdict].append((decision.value.a, decision.value.b))
    index = WorkIndex(different=decided["different"], same=decided["same"])
    for read in works:
        index.add(read.value.key, _csl(read.value))
    return Held(
        index=index,
        descriptions={read.value.key: partial(description, read.value) for read in works},
        kept=joined.kept,
        imports={read.value.sha256: read.value.id for read in records.imports},
        taken={read.value.key for read in works},
        names=_names_in(records, works),
        programmes=Programmes(read.value for read in records.programmes),
    )


def _names_in(records: Records, works: Iterable[Read[WorkRecord]]) -> KnownNames:
    names = KnownNames({row.value.printed: row.value.person for row in joined_people(records)})
    names.decide(read.value for read in records.decisions if read.value.kind != "work")
    for match in records.name_matches:
        row = match.value
        if row.verdict == "same" and (row.kind, row.candidate, row.printed) not in names.apart:
            names.join(row.kind, row.candidate, row.printed)
    for read in works:
        names.see(read.value)
    return names


def _csl(record: WorkRecord) -> dict[str, Any]:
    """A work as the CSL item that it would be in another library."""
    item: dict[str, Any] = {"type": _OF_US.get(record.csltype, record.csltype)}
    for own, name in _CSL.items():
        if value := getattr(record, own):
            item[name] = value
    if container := record.journal or record.booktitle:
        item["container-title"] = container
    if issuer := record.publisher or record.institution or record.school:
        item["publisher"] = issuer
    for role in ("author", "editor"):
        if names := _csl_names(getattr(record, role)):
            item[role] = names
    if record.others and "author" in item:
        item["author"].append({"literal": "et al."})
    if record.year is not None:
        parts = record.year.split("/")[0].rstrip("?~%").split("-")
        numbers = [int(part) for part in parts if part.isdigit()]
        item["issued"] = {"date-parts": [numbers]} if numbers else {"literal": record.year}
    return item


def _csl_names(names: Iterable[NameRecord]) -> list[dict[str, str]]:
    return [
        {"literal": name.family}
        if name.corporate
        else {"family": name.family} | ({"given": name.given} if name.given else {})
        for name in names
    ]
