"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kg.problems import PairkgError

__all__ = ["sync", "write_whole"]


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the file and move into place, so that nobody ever reads half of it.

    What a link leads to is written, not the link; a pipe or a device is written as it is.
    """
    if path.exists() and not path.is_file():
        # Before the link is followed: /dev/stdout leads to a pipe, which has no path of its own.
        _write_straight(path, data)
        return
    path = path.resolve()
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise PairkgError(f"{path} cannot be written: {error.strerror}.") from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk before anything else happens."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # some systems open no folders
        if path.is_dir():
            return
        raise
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_straight(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except BrokenPipeError:
        raise  # the reader has seen enough, which is no fault
    except OSError as error:
        raise PairkgError(f"{path} cannot be written: {error.strerror}.") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
