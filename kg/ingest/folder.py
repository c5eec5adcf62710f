"""Puts an import into a data folder, whole or not at all.

The files are written to a hidden folder beside the others, which no reader looks into, and that
folder gets its name in one step at the end: a stop at any moment leaves the data as they were, or
with the whole import. What a stop leaves hidden is cleared by the next run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.files import sync
from kg.problems import PairkgError

__all__ = ["NotWrittenError", "add_folder", "alone_in"]

_DRAFT = ".draft-"


class NotWrittenError(PairkgError):
    """The files of an import could not be written; the data are as they were."""


@contextmanager
def alone_in(data: Path) -> Iterator[None]:
    """Hold a data folder against a second ingest; the system frees it when the program ends."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock; two people there see each other's folders
        yield
        return
    try:
        handle = os.open(data, os.O_RDONLY)
    except OSError as error:
        raise PairkgError(f"{data} cannot be read: {error.strerror}.") from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            text = f"Another ingest is writing to {data}; run this one when it has ended."
            raise PairkgError(text) from None
        yield
    finally:
        os.close(handle)


def add_folder(data: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Write `imports/{name}/`; raises NotWrittenError and changes nothing where that fails."""
    imports = data / "imports"
    target, draft = imports / name, imports / f"{_DRAFT}{name}"
    made = not imports.is_dir()
    try:
        imports.mkdir(exist_ok=True)
        for rest in imports.glob(f"{_DRAFT}*"):
            shutil.rmtree(rest)
        draft.mkdir()
        for file, content in files.items():
            _write(draft / file, content)
        sync(draft)
        draft.rename(target)
        sync(imports)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        if made:
            _remove_empty(imports)
        reason = error.strerror or str(error)
        raise NotWrittenError(
            f"{target} cannot be written: {reason}; nothing was changed. "
            "Give a folder that you can write to with --data DIR."
        ) from None
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return target


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return
