"""The one door to the store: generations on disk, written once, swapped in whole.

A store is a folder. Each build writes a generation, an Oxigraph database of its own, beside the
others; a small file `current` names the one in service and is replaced in one step. Readers open
a generation read-only, so a build never disturbs them and a failed build leaves no trace.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from kg.engine import OxigraphEngine
from kg.files import sync
from kg.manifest import FACTS, Manifest, as_text, broken, from_text, sealed
from kg.problems import PairkgError

__all__ = [
    "EMPTY",
    "RESIDENT",
    "Generation",
    "NoGraphError",
    "OpenGeneration",
    "StoreError",
    "current",
    "drop_old",
    "fault_of",
    "find",
    "locked",
    "open_current",
    "open_generation",
    "put_in_service",
    "set_down",
    "sound",
    "write_generation",
]

EMPTY = "empty"
"""The build that holds no data: a store to be filled over HTTP with whatever; no shapes bind it."""
KEPT = 3
"""How many builds stay: the one in service, and older ones that a reader may still hold."""
KEPT_SECONDS = 60.0
"""How long a version stays that a write has left behind; longer than any query may take."""
FORMAT = 1
"""The form of a store, raised when an older program could no longer read it."""
RESIDENT = 500_000
"""Largest graph, in quads, that a server reads into memory (about 0.8 kB and 7 us a quad)."""


class StoreError(PairkgError):
    """The store cannot be read or written."""


class NoGraphError(StoreError):
    """The store has no generation in service."""


@dataclass(frozen=True)
class Generation:
    """A whole graph on disk: its identifier, its folder, how many quads, under which base.

    A build has an identifier of its own; what writes have made of it is named for both, and
    `writes` says up to which write of the journal. `triples` is None where nobody has counted,
    `files` in a store of the earlier form, which had no manifest.
    """

    id: str
    path: Path
    triples: int | None
    base: str
    writes: int = 0
    files: Manifest | None = field(default=None, compare=False, repr=False)

    @property
    def build(self) -> str:
        """The build that this generation stands on."""
        return self.id.partition("-w")[0]

    @property
    def quads(self) -> Path:
        """The folder of the database; nothing in it changes any more."""
        return self.path / "quads"


@dataclass(frozen=True)
class OpenGeneration:
    """A generation with an engine over it."""

    engine: OxigraphEngine
    generation: Generation


def current(store: Path) -> str | None:
    """The identifier of the generation in service."""
    try:
        return (store / "current").read_text("ascii", "replace").strip() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"The store {store} cannot be read: {_reason(error)}.") from None


def find(store: Path, identifier: str) -> Generation | None:
    """The generation of that identifier, if it is whole."""
    path = store / "generations" / identifier
    try:
        facts, files = from_text((path / FACTS).read_text(encoding="utf-8"))
        form, triples = int(facts.get("format", FORMAT)), facts["triples"]
        if form != FORMAT:
            raise StoreError(
                f"The store {store} is of another version of pairkg (form {form}; this one reads "
                f"form {FORMAT}): use that version, or name another store."
            )
        return Generation(
            identifier,
            path,
            None if triples is None else int(triples),
            str(facts["base"]),
            int(facts.get("writes", 0)),
            files,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def open_generation(generation: Generation, resident: bool = False) -> OpenGeneration:
    """Open a generation for reading.

    A `resident` graph of up to `RESIDENT` quads is read into memory, where queries take a third
    of the time that they take on disk; a larger one is read from the disk all the same.
    """
    try:
        store = ox.Store.read_only(str(generation.quads))
        if resident and generation.triples is not None and generation.triples <= RESIDENT:
            memory = ox.Store()
            memory.bulk_extend(store)
            store = memory
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(
            f"The graph at {generation.path} cannot be opened ({_reason(error)}); "
            "delete that folder and run `pairkg build`."
        ) from None
    return OpenGeneration(OxigraphEngine(store), generation)


def sound(generation: Generation) -> bool:
    """Whether a generation is what was written; every byte of it is read."""
    return fault_of(generation) is None


def fault_of(generation: Generation) -> str | None:
    """What is wrong with a generation, in words; None if it is what was written."""
    if generation.files is not None:
        return broken(generation.path, generation.files)
    try:  # the earlier form: it must open, and a small one is read as far as a dump reads
        store = ox.Store.read_only(str(generation.quads))
        if generation.triples is None:
            return None
        if generation.triples <= RESIDENT:
            with Path(os.devnull).open("wb") as nowhere:
                store.dump(nowhere, format=ox.RdfFormat.N_QUADS)
        return None if len(store) == generation.triples else "it has lost triples"
    except (OSError, RuntimeError, ValueError) as error:
        return f"it cannot be read: {_reason(error)}"


def open_current(store: Path, resident: bool = False) -> OpenGeneration:
    """Open the generation in service; `resident` as for `open_generation`."""
    identifier = current(store)
    generation = find(store, identifier) if identifier is not None else None
    if generation is None:
        raise NoGraphError(f"There is no graph in {store}; run `pairkg build` first.")
    return open_generation(generation, resident)


def write_generation(
    store: Path, identifier: str, quads: Iterable[ox.Quad], base: str
) -> Generation:
    """Write a generation whole; nothing is in its place until everything is on disk."""
    target = store / "generations" / identifier
    draft = store / "generations" / f".{identifier}-{os.getpid()}"
    try:
        draft.mkdir(parents=True)
        database = ox.Store(str(draft / "quads"))
        database.bulk_extend(quads)
        database.flush()
        database.optimize()
        triples = len(database)
        del database
        for name in ("LOG", "LOCK"):  # the engine's own, of which the graph is no part
            (draft / "quads" / name).unlink(missing_ok=True)
        generation = _settle(draft, Generation(identifier, target, triples, base))
    except OSError as error:
        raise StoreError(f"The store {store} cannot be written: {_reason(error)}.") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return generation


def set_down(
    store: Path, head: ox.Store, before: Generation, writes: int, triples: int | None
) -> Generation:
    """Write a snapshot of `head`, which came of `before` by writes up to number `writes`.

    It shares its files with the head, holds so many triples, and is not in service yet. Raises
    OSError, and Altered where a table that it shares with `before` was written to.
    """
    # The end keeps apart what was written before and after a backup was put back.
    identifier = f"{before.build}-w{writes}-{secrets.token_hex(3)}"
    target = store / "generations" / identifier
    draft = store / "generations" / f".{identifier}-{os.getpid()}"
    try:
        draft.mkdir(parents=True)
        head.backup(str(draft / "quads"))
        generation = Generation(identifier, target, triples, before.base, writes)
        return _settle(draft, generation, before)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _settle(draft: Path, generation: Generation, before: Generation | None = None) -> Generation:
    """Put a draft in its place when all of it is on disk, its manifest too.

    That of a snapshot shares tables with the version `before`, and the engine has synced them all.
    """
    files = sealed(draft, before.files if before else None)
    facts = {name: getattr(generation, name) for name in ("triples", "base", "writes")}
    _write(draft / FACTS, as_text({"format": FORMAT, **facts}, files))
    for path in (*(draft / "quads").iterdir(), draft / "quads", draft):
        if not (before and path.suffix == ".sst"):
            sync(path)
    if generation.path.exists():
        shutil.rmtree(generation.path)
    draft.rename(generation.path)
    sync(generation.path.parent)
    return replace(generation, files=files)


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Be the only one that puts generations in service; waits for its turn."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        file = (store / "lock").open("ab")
    except OSError as error:
        raise StoreError(f"The store {store} cannot be written: {_reason(error)}.") from None
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def put_in_service(store: Path, identifier: str, *, tidy: bool = True) -> None:
    """Make a generation the one that readers open, in one step; drop the oldest ones if `tidy`."""
    draft = store / f".current-{os.getpid()}"
    try:
        _write(draft, identifier)
        draft.replace(store / "current")
        sync(store)
    except OSError as error:
        raise StoreError(f"The store {store} cannot be written: {_reason(error)}.") from None
    finally:
        draft.unlink(missing_ok=True)
    if tidy:
        drop_old(store)


def drop_old(store: Path) -> None:
    """Take away builds beyond the newest, and versions that no query can read any more."""
    serving = current(store)
    folders = [path for path in (store / "generations").iterdir() if not path.name.startswith(".")]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    others = [path for path in folders if path.name != serving]
    builds = [path for path in others if "-w" not in path.name]
    newest = time.time() - KEPT_SECONDS
    left = [path for path in others if "-w" in path.name and path.stat().st_mtime < newest]
    for path in (*builds[KEPT - 1 :], *left):
        shutil.rmtree(path, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).rstrip(".")
