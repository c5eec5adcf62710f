"""What the files of a version held when it was set down: size and SHA-256 of each.

The files of a version never change, so that whatever differs later is damage, also in parts that
no query has come to yet. Versions share files (hard links): the digest of a file that is the very
one of the version before is taken over, so that a write reads only what it has written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

__all__ = ["FACTS", "Altered", "Manifest", "Seal", "as_text", "broken", "from_text", "sealed"]

FACTS = "generation.json"
"""The file of a version that holds its manifest, with what else is known of it."""
_SIGNATURE = "sha256"
_FILES = "files"
_TABLES = ".sst"
_READERS = 4


@dataclass(frozen=True)
class Seal:
    """A file as it was written: SHA-256 in hex, bytes, and what tells that it is the very file.

    `inode` and `mtime` (nanoseconds) are other ones in a copy, where they count for nothing.
    """

    sha256: str
    size: int
    inode: int
    mtime: int


Manifest = Mapping[str, Seal]
"""The files of a version by their path inside its folder."""


class Altered(Exception):  # noqa: N818 - reads as what it is
    """A table that the version before had as well is another one now; the text is its path."""


def sealed(folder: Path, before: Manifest | None = None) -> dict[str, Seal]:
    """The manifest of what is in the folder of a version.

    `before` is that of the version whose tables are shared. Raises OSError, and Altered where a
    shared table was written to.
    """
    found = {}
    for name, path in _files(folder).items():
        facts = path.stat()
        known = (before or {}).get(name)
        if known and (known.size, known.inode, known.mtime) == (
            facts.st_size,
            facts.st_ino,
            facts.st_mtime_ns,
        ):
            found[name] = known
            continue
        digest = _digest(path)
        if known and path.suffix == _TABLES and known.sha256 != digest:
            raise Altered(name)
        found[name] = Seal(digest, facts.st_size, facts.st_ino, facts.st_mtime_ns)
    return found


def broken(folder: Path, manifest: Manifest) -> str | None:
    """What differs from the manifest, in words; None if all is as it was written.

    Sizes come first, since they cost nothing; then all files are read.
    """
    try:
        there = _files(folder)
        for name in sorted(manifest.keys() | there.keys()):
            if name not in there:
                return f"{name} is missing"
            if name not in manifest:
                return f"{name} does not belong there"
            if there[name].stat().st_size != manifest[name].size:
                return f"{name} has another size than when it was written"
        with ThreadPoolExecutor(_READERS) as pool:
            for name, digest in zip(there, pool.map(_digest, there.values()), strict=True):
                if digest != manifest[name].sha256:
                    return f"{name} is not as it was written"
    except OSError as error:
        return f"{error.filename or folder} cannot be read: {error.strerror}"
    return None


def as_text(facts: Mapping[str, Any], manifest: Manifest) -> str:
    """Facts and manifest as JSON that bears a digest of itself."""
    content = {**facts, _FILES: {name: asdict(seal) for name, seal in manifest.items()}}
    return json.dumps({**content, _SIGNATURE: _signature(content)})


def from_text(text: str) -> tuple[dict[str, Any], Manifest | None]:
    """The facts, and the manifest or, in the earlier form, None.

    Raises ValueError, KeyError or TypeError where this is not what was written.
    """
    facts: dict[str, Any] = json.loads(text)
    if _FILES not in facts and _SIGNATURE not in facts:
        return facts, None
    signature = facts.pop(_SIGNATURE)
    if signature != _signature(facts):
        raise ValueError("the digest is that of another content")
    return facts, {name: Seal(**seal) for name, seal in facts.pop(_FILES).items()}


def _files(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() and path != folder / FACTS
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _signature(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
