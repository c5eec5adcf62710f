"""Reads a whole data folder: which file holds which kind of record.

The layout is the contract with the curators (each folder has a README). A file that fits nowhere
is a problem, so that nothing lies in the folder unread.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TypeVar

import pyoxigraph as ox
from pydantic import BaseModel

from kg import records
from kg.located import Read, validated
from kg.problems import Problem
from kg.read.bibtex import read_bibliography
from kg.read.blocks import read_blocks
from kg.read.kept import kept_problems
from kg.read.tables import read_table
from kg.read.text import shown
from kg.read.turtle import read_turtle
from kg.records import Records

__all__ = ["Folder", "data_files", "read_folder", "read_sources", "read_works"]

M = TypeVar("M", bound=BaseModel)

_CITATION_COLUMNS = [
    *("source", "line", "line_end", "page", "printed", "work", "number", "function"),
    *("findings", "claims", "inferred", "reason_fr", "reason_en"),
]
_IGNORED = (".md", ".txt")


@dataclass
class Folder:
    """What a data folder says: its records, and the triples of its link files by file."""

    records: Records = field(default_factory=Records)
    links: dict[str, list[ox.Triple]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def data_files(data: Path) -> list[Path]:
    """Every file of a data folder that holds data, in order of path."""
    return sorted(
        path
        for path in data.rglob("*")
        if path.is_file()
        and path.suffix not in _IGNORED
        and not any(part.startswith(".") for part in path.relative_to(data).parts)
    )


def _not_files(data: Path) -> list[Problem]:
    """What looks like data but cannot be read as a file, so that nothing is passed over."""
    problems = []
    for path in sorted(data.rglob("*")):
        if path.is_file() or any(part.startswith(".") for part in path.relative_to(data).parts):
            continue
        if not path.is_dir():
            message, remedy = "This leads to no file", "Put the file there or take the link out"
        elif not os.access(path, os.R_OK | os.X_OK):
            message, remedy = "This folder cannot be read", "Check its permissions"
        elif path.suffix:
            message, remedy = "This is a folder, not a file", "Put the file in its place"
        else:
            continue
        problems.append(Problem(shown(path), None, message, remedy))
    return problems


def read_folder(data: Path, without: str | None = None) -> Folder:
    """Read all files of a data folder, perhaps without those of one folder in it."""
    folder = Folder()
    if not data.is_dir():
        problem = Problem(shown(data), None, "There is no such folder", "Name a data folder")
        folder.problems.append(problem)
        return folder
    files = data_files(data)
    folder.problems += _not_files(data)
    if not files:
        message = "The folder holds no data"
        folder.problems.append(Problem(shown(data), None, message, "Name a data folder"))
    elif not (data / "sources.yaml").is_file():
        message = "The file of the sources is missing"
        remedy = "Put it back: every place in the data names one of its sources"
        folder.problems.append(Problem(shown(data / "sources.yaml"), None, message, remedy))
    for path in files:
        if path.relative_to(data).parts[0] == without:
            continue
        reader = _reader(path.relative_to(data))
        if reader is None:
            message = "This file fits none of the kinds of data"
            remedy = "Move it to the folder of its kind (see data/README.md) or take it out"
            folder.problems.append(Problem(shown(path), None, message, remedy))
        else:
            reader(folder, path)
    return folder


def read_sources(data: Path) -> Folder:
    """Read which sources there are, and nothing else of a data folder."""
    folder = Folder()
    _LAYOUT["sources.yaml"](folder, data / "sources.yaml")
    return folder


def read_works(data: Path) -> Folder:
    """Read which works, imports and decisions there are, and nothing else of a data folder."""
    folder = Folder()
    for pattern in _OF_WORKS:
        for path in sorted(data.glob(pattern)):
            if not any(part.startswith(".") for part in path.relative_to(data).parts):
                _LAYOUT[pattern](folder, path)
    return folder


_OF_WORKS = (
    "bibliography/*.bib",
    "imports/*/works.bib",
    "imports/*/import.yaml",
    "people.csv",
    "imports/*/people.csv",
    "imports/*/names.csv",
    "programmes/*.yaml",
    "matching/decisions.csv",
)

_Reader = Callable[[Folder, Path], None]


def _reader(path: PurePath) -> _Reader | None:
    for pattern, reader in _LAYOUT.items():
        if path.match(pattern) and len(path.parts) == len(PurePath(pattern).parts):
            return reader
    return None


def _blocks(
    model: type[M], what: str, kind: Callable[[Records], list[Read[M]]], *, in_folder: bool = False
) -> _Reader:
    """A reader of blocks; `in_folder` gives each the name of its folder under `folder`."""

    def read(folder: Folder, path: Path) -> None:
        blocks, problems = read_blocks(path)
        folder.problems += problems
        for content, lines in blocks:
            if in_folder and isinstance(content, dict):
                content["folder"] = path.parent.name
            name = content.get("id") if isinstance(content, dict) else None
            title = f"The {what} {name!r}" if name else f"A {what}"
            record, faults = validated(model, content, shown(path), lines, title)
            folder.problems += faults
            if record is not None:
                kind(folder.records).append(record)

    return read


def _table(
    model: type[M],
    what: str,
    columns: list[str],
    kind: Callable[[Records], list[Read[M]]],
    *,
    optional: tuple[str, ...] = (),
    lists: tuple[str, ...] = (),
    in_folder: bool = False,
) -> _Reader:
    """A reader of rows; `in_folder` gives each the name of its folder under `folder`."""

    def read(folder: Folder, path: Path) -> None:
        rows, problems = read_table(path, columns, optional)
        folder.problems += problems
        for row, line in rows:
            content = _cells(row, lists)
            if in_folder:
                content["folder"] = path.parent.name
            record, faults = validated(model, content, shown(path), {(): line}, f"The {what}")
            folder.problems += faults
            if record is not None:
                kind(folder.records).append(record)

    return read


def _cells(cells: dict[str, str], lists: tuple[str, ...]) -> dict[str, object]:
    return {
        name: tuple(part.strip() for part in value.split(";") if part.strip())
        if name in lists
        else value
        for name, value in cells.items()
        if value or name in lists
    }


def _bibliography(folder: Folder, path: Path) -> None:
    works, problems = read_bibliography(path)
    folder.records.works += works
    folder.problems += problems


def _kept(folder: Folder, path: Path) -> None:
    folder.problems += kept_problems(path)


def _links(folder: Folder, path: Path) -> None:
    triples, problems = read_turtle(path)
    folder.links[shown(path)] = triples
    folder.problems += problems


_LAYOUT: dict[str, _Reader] = {
    "sources.yaml": _blocks(records.SourceRecord, "source", lambda r: r.sources),
    "organisations.yaml": _blocks(
        records.OrganisationRecord, "organisation", lambda r: r.organisations
    ),
    "disagreements.yaml": _blocks(
        records.ConcernedDisagreementRecord, "disagreement", lambda r: r.disagreements
    ),
    "people.csv": _table(
        records.PersonRecord, "spelling", ["printed", "person", "reason"], lambda r: r.people
    ),
    "programmes/*.yaml": _blocks(records.ProgrammeRecord, "programme", lambda r: r.programmes),
    "studies/*.yaml": _blocks(records.StudyRecord, "study", lambda r: r.studies),
    "claims/*.yaml": _blocks(records.ClaimRecord, "claim", lambda r: r.claims),
    "findings/*.yaml": _blocks(records.FindingRecord, "finding", lambda r: r.findings),
    "terms/*.yaml": _blocks(records.TermRecord, "term", lambda r: r.terms),
    "citations/*.csv": _table(
        records.CitationRecord,
        "citation",
        _CITATION_COLUMNS,
        lambda r: r.citations,
        optional=("id",),
        lists=("findings", "claims"),
    ),
    "bibliography/*.bib": _bibliography,
    "bibliography/occurrences/*.csv": _table(
        records.OccurrenceRecord, "occurrence", ["work", "place"], lambda r: r.occurrences
    ),
    "bibliography/corrections/*.csv": _table(
        records.CorrectionRecord,
        "correction",
        ["work", "field", "printed", "corrected", "place", "reason_fr", "reason_en"],
        lambda r: r.corrections,
    ),
    "bibliography/records/*.csv": _table(
        records.PublicRecordRecord,
        "public record",
        ["work", "name", "url", "shows"],
        lambda r: r.public_records,
    ),
    "coverage/*.csv": _table(
        records.OmissionRecord, "omission", ["place", "reason", "note"], lambda r: r.omissions
    ),
    "exceptions/*.csv": _table(
        records.UnprintedRecord,
        "exception",
        ["thing", "text", "kind", "why"],
        lambda r: r.unprinted,
    ),
    "reviews/*.yaml": _blocks(records.ReviewRecord, "second reading", lambda r: r.reviews),
    "spans/*.csv": _table(records.SpanRecord, "span", ["place", "start", "end"], lambda r: r.spans),
    "links/*.ttl": _links,
    "imports/*/import.yaml": _blocks(
        records.ImportRecord, "import", lambda r: r.imports, in_folder=True
    ),
    "imports/*/works.bib": _bibliography,
    "imports/*/records.csv": _table(
        records.ImportedRecord,
        "record",
        ["record", "lines", "alias", "work", "verdict", "score", "reason_fr", "reason_en"],
        lambda r: r.imported,
        in_folder=True,
    ),
    "imports/*/differences.csv": _table(
        records.DifferenceRecord,
        "difference",
        ["record", "work", "field", "ours", "theirs"],
        lambda r: r.differences,
        in_folder=True,
    ),
    "imports/*/uncertain.csv": _table(
        records.UncertainRecord,
        "uncertain pair",
        ["record", "work", "candidate", "score", "reason_fr", "reason_en"],
        lambda r: r.uncertain,
        in_folder=True,
    ),
    "imports/*/people.csv": _table(
        records.PersonRecord,
        "spelling",
        ["printed", "person", "reason"],
        lambda r: r.people,
        in_folder=True,
    ),
    "imports/*/names.csv": _table(
        records.NameMatchRecord,
        "name",
        [
            *("kind", "printed", "candidate", "work", "verdict", "score"),
            *("reason_fr", "reason_en"),
        ],
        lambda r: r.name_matches,
        in_folder=True,
    ),
    "imports/*/citations.csv": _table(
        records.CitedRecord,
        "citation",
        ["printed", "line", "kind", "work", "confidence", "reason"],
        lambda r: r.cited,
        in_folder=True,
    ),
    "imports/*/kept.jsonl": _kept,
    "matching/decisions.csv": _table(
        records.DecisionRecord,
        "decision",
        ["a", "b", "verdict", "by", "date", "reason_fr", "reason_en"],
        lambda r: r.decisions,
        optional=("kind",),
    ),
}
