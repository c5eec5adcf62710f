"""The whole of an ingest: read, match, add; a dry run does all but the last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.ingest.deciding import Outcome, decide
from kg.ingest.folder import NotWrittenError, add_folder, alone_in
from kg.ingest.held import Held, works_in
from kg.ingest.incoming import digest, read_incoming
from kg.ingest.keys import Keys
from kg.ingest.known import Named
from kg.ingest.package import counts_of, package
from kg.problems import PairkgError, Problem
from kg.read.collector import without_collector

__all__ = ["Taken", "ingest"]

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Taken:
    """What became of one file.

    `earlier` names the import that the same file was taken in as before; then nothing is done.
    `failure` says why it could not be taken in. `written` holds each new file by its path in the
    data folder, with its number of lines; `named` what names were joined or may be.
    """

    file: str
    id: str
    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[Problem, ...] = ()
    written: tuple[tuple[str, int], ...] = ()
    named: tuple[Named, ...] = ()
    earlier: str | None = None
    failure: str | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many records have each verdict; together they are all records of the file."""
        return counts_of(self.outcomes)


def ingest(
    paths: Iterable[Path], data: Path, *, dry_run: bool = False, progress: Progress = lambda _: None
) -> list[Taken]:
    """Take files into a data folder one after the other, each whole or not at all.

    A file is matched against all works that are there, with those of the files before it. A file
    that cannot be taken in has a `failure` and costs the others nothing. Raises PairkgError or
    Problems where the data folder itself cannot be used.
    """
    with without_collector(), nullcontext() if dry_run else alone_in(data):
        progress("Reading the works that are there ...")
        held = works_in(data)
        keys = Keys(held.taken | set(held.imports.values()))
        taken = []
        for path in paths:
            try:
                taken.append(_taken(path, data, held, keys, dry_run=dry_run, progress=progress))
            except NotWrittenError as error:
                # What the index holds of this file is not on the disk: no further file may lean
                # on it.
                taken.append(Taken(str(path), "", failure=str(error)))
                break
            except PairkgError as error:
                taken.append(Taken(str(path), "", failure=str(error)))
    return taken


def _taken(
    path: Path, data: Path, held: Held, keys: Keys, *, dry_run: bool, progress: Progress
) -> Taken:
    """Take one file in."""
    sha256 = digest(path)
    if earlier := held.imports.get(sha256):
        return Taken(str(path), earlier, earlier=earlier)
    progress(f"Reading {path} ...")
    incoming = read_incoming(path)
    if (data / "imports" / incoming.id).exists():
        raise PairkgError(
            f"{data / 'imports' / incoming.id} is there but is not the import of {path}; "
            "take the folder out or put its import.yaml back."
        )
    progress(f"Matching {len(incoming.references)} records ...")
    outcomes = tuple(decide(incoming, held, keys))
    progress("Matching names ...")
    named = [name for outcome in outcomes for name in outcome.names]
    named += held.names.read(
        (outcome.work, outcome.entry)
        for outcome in outcomes
        if outcome.entry is not None and outcome.work is not None
    )
    files = package(incoming, outcomes, named, datetime.now(UTC).date())
    if not dry_run:
        progress("Writing ...")
        add_folder(data, incoming.id, files)
    held.imports[sha256] = incoming.id
    written = tuple(
        (f"imports/{incoming.id}/{name}", content.count(b"\n")) for name, content in files.items()
    )
    return Taken(str(path), incoming.id, outcomes, incoming.problems, written, tuple(named))
