"""A store in one file, made and put back while it is served.

A generation never changes, so a backup needs the writers to wait only while its files are linked
aside; they are packed afterwards. What is put back is looked through before it is put into
service, in the one step in which any generation is.
"""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from kg.live.journal import Journal
from kg.problems import PairkgError
from kg.store import (
    Generation,
    StoreError,
    current,
    fault_of,
    find,
    locked,
    put_in_service,
    sound,
)

__all__ = ["BackupError", "back_up", "restore"]

FORMAT = 1
_BESIDE = ("tokens.json", "journal.jsonl")
_FACTS = "backup.json"


class BackupError(PairkgError):
    """A backup cannot be made or put back."""


def back_up(store: Path, target: Path) -> Generation:
    """Pack the generation in service, the journal, the tokens and the registered texts."""
    _serving(store)  # where there is no store, none is made
    with _aside(store) as folder:
        with locked(store):
            generation = _serving(store)
            _link(generation.path, folder / "generation")
            for name in _BESIDE:
                if (store / name).exists():
                    shutil.copy2(store / name, folder / name)
            if (store / "texts").is_dir():
                shutil.copytree(store / "texts", folder / "texts")
        facts = {"format": FORMAT, "generation": generation.id}
        (folder / _FACTS).write_text(json.dumps(facts), encoding="utf-8")
        draft = target.with_name(f".{target.name}-{os.getpid()}")
        try:
            with tarfile.open(draft, "w:gz", compresslevel=1) as archive:
                for name in sorted(path.name for path in folder.iterdir()):
                    archive.add(folder / name, arcname=name)
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            draft.chmod(0o600)  # it holds the digests of tokens, and texts of the sources
            draft.replace(target)
        except OSError as error:
            raise BackupError(f"{target} cannot be written: {error.strerror}.") from None
        finally:
            draft.unlink(missing_ok=True)
    return generation


def restore(store: Path, source: Path) -> Generation:
    """Put a backup into service; the store is as it was if the backup is not whole.

    Tokens and journal become those of the backup; writes made after it are gone.
    """
    with _aside(store) as folder:
        _unpack(source, folder)
        try:
            facts = json.loads((folder / _FACTS).read_text("utf-8"))
            identifier, form = str(facts["generation"]), int(facts["format"])
        except (OSError, ValueError, KeyError, TypeError):
            raise BackupError(f"{source} is not a backup made by `pairkg backup`.") from None
        if form != FORMAT:
            raise BackupError(f"{source} is a backup of another version of pairkg (form {form}).")
        if Path(identifier).name != identifier or identifier.startswith("."):
            raise BackupError(f"{source} is damaged: its generation has no proper name.")
        _look_through(source, folder, identifier)
        with locked(store):
            return _put_back(store, folder, identifier)


def _put_back(store: Path, folder: Path, identifier: str) -> Generation:
    target = store / "generations" / identifier
    try:
        target.parent.mkdir(exist_ok=True)
        standing = find(store, identifier)
        if standing is None or not sound(standing):
            shutil.rmtree(target, ignore_errors=True)
            (folder / "generation").rename(target)
        for name in _BESIDE:
            if (folder / name).exists():
                (folder / name).replace(store / name)
            else:
                (store / name).unlink(missing_ok=True)
        if (folder / "texts").is_dir():
            shutil.rmtree(store / "texts", ignore_errors=True)
            (folder / "texts").rename(store / "texts")
        os.utime(target)
    except OSError as error:
        raise BackupError(f"The store {store} cannot be written: {error.strerror}.") from None
    put_in_service(store, identifier)
    generation = find(store, identifier)
    assert generation is not None  # noqa: S101 - it has been looked through
    return generation


def _look_through(source: Path, folder: Path, identifier: str) -> None:
    """Whether the generation is as it was written and its journal is whole and belongs to it."""
    (folder / "generations").mkdir()
    probe = folder / "generations" / identifier
    (folder / "generation").rename(probe)
    generation = find(folder, identifier)
    if generation is None:
        raise BackupError(f"{source} is damaged: its graph is not whole.")
    if fault := fault_of(generation):
        raise BackupError(f"{source} is damaged: its graph is not what was packed ({fault}).")
    if Journal(folder).last() < generation.writes:
        raise BackupError(f"{source} is damaged: its journal lacks writes that its graph has.")
    probe.rename(folder / "generation")


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as archive:
            members = archive.getmembers()
            for member in members:
                if not _is_plain(member):
                    raise BackupError(f"{source} is not a backup made by `pairkg backup`.")
            # Older Pythons do not know the filter, which is the second look at what was looked at.
            known = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            archive.extractall(folder, members, **known)  # type: ignore[arg-type]  # noqa: S202
    except (OSError, EOFError, tarfile.TarError) as error:
        raise BackupError(f"{source} cannot be read as a backup: {error}.") from None


def _is_plain(member: tarfile.TarInfo) -> bool:
    """Whether a member is a file or a folder that stays inside the folder it is unpacked into."""
    path = PurePosixPath(member.name)
    inside = not path.is_absolute() and ".." not in path.parts
    return inside and (member.isfile() or member.isdir())


def _serving(store: Path) -> Generation:
    identifier = current(store)
    generation = find(store, identifier) if identifier else None
    if generation is None:
        raise StoreError(f"There is no graph in {store}; run `pairkg build` first.")
    return generation


def _link(source: Path, target: Path) -> None:
    shutil.copytree(source, target, copy_function=os.link)


@contextmanager
def _aside(store: Path) -> Iterator[Path]:
    """A folder on the disk of the store, gone afterwards."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".backup-", dir=store))
    except OSError as error:
        raise BackupError(f"The store {store} cannot be written: {error.strerror}.") from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
