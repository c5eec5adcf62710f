"""The journal: every accepted write, one line of JSON each, on disk before it is acknowledged.

A line that a crash cut short at the end was never acknowledged and is passed over; a line that is
damaged elsewhere is named, never skipped. Bodies that are text stand as text, so that people can
read who wrote what.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.files import sync
from kg.live.errors import WriteFailed
from kg.live.writes import Write
from kg.problems import PairkgError

__all__ = ["Entry", "Journal", "JournalDamaged"]


class JournalDamaged(PairkgError):  # noqa: N818 - reads as what it is
    """A line of the journal is not what was written."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(
            f"{path}:{line}: this line of the journal of writes is damaged; "
            "restore the store from a backup, or take the line out to lose that write."
        )


@dataclass(frozen=True)
class Entry:
    """A write with its number, from 1 on, and when it was accepted."""

    number: int
    time: str
    write: Write


class Journal:
    """The journal of a store; only the holder of the store's lock appends to it."""

    def __init__(self, store: Path) -> None:
        self.path = store / "journal.jsonl"

    def append(self, number: int, write: Write) -> None:
        """Put a write on disk, whole or not at all; WriteFailed if the disk takes no more."""
        line = _encoded(number, datetime.now(UTC).isoformat(timespec="seconds"), write)
        try:
            new = not self.path.exists()
            with self.path.open("ab") as file:
                whole = file.tell()
                try:
                    file.write(line)
                    file.flush()
                    os.fsync(file.fileno())
                except OSError:
                    os.ftruncate(file.fileno(), whole)
                    raise
            if new:
                sync(self.path.parent)
        except OSError as error:
            raise WriteFailed(f"{self.path} cannot be written: {error.strerror}.") from None

    def cut(self, number: int) -> None:
        """Take back the entries after `number`, which were never acknowledged, and a cut line."""
        whole = 0
        for entry, end in self._lines():
            if entry.number > number:
                break
            whole = end
        if self.path.exists() and self.path.stat().st_size > whole:
            with self.path.open("rb+") as file:
                file.truncate(whole)
                os.fsync(file.fileno())

    def last(self) -> int:
        """The number of the last entry; 0 if there is none."""
        return max((entry.number for entry in self.after(0)), default=0)

    def after(self, number: int) -> Iterator[Entry]:
        """The entries after a number, in order; JournalDamaged where one cannot be trusted."""
        return (entry for entry, _ in self._lines() if entry.number > number)

    def _lines(self) -> Iterator[tuple[Entry, int]]:
        """Each entry and the offset of its end."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        expected, end = 1, 0
        with file:
            for line in file:
                if not line.endswith(b"\n"):
                    return
                end += len(line)
                entry = _decoded(line)
                if entry is None or entry.number != expected:
                    raise JournalDamaged(self.path, expected)
                yield entry, end
                expected += 1


def _encoded(number: int, time: str, write: Write) -> bytes:
    content: dict[str, Any] = {"number": number, "time": time, "who": write.who, "role": write.role}
    content |= {"kind": write.kind, "graph": write.graph, "form": write.form, "base": write.base}
    content |= {"using": list(write.using), "using_named": list(write.using_named)}
    try:
        content["text"] = write.body.decode("utf-8")
    except UnicodeDecodeError:
        content["base64"] = base64.b64encode(write.body).decode("ascii")
    content["sha256"] = _digest(content)
    return json.dumps(content, ensure_ascii=True).encode() + b"\n"


def _decoded(line: bytes) -> Entry | None:
    """The entry of a line; None if it is not what was written."""
    try:
        content: dict[str, Any] = json.loads(line)
        digest = content.pop("sha256")
        if _digest(content) != digest:
            return None
        if "text" in content:
            body = content["text"].encode("utf-8")
        else:
            body = base64.b64decode(content["base64"], validate=True)
        write = Write(
            content["kind"],
            body,
            content["graph"],
            content["form"],
            content["base"],
            tuple(content["using"]),
            tuple(content["using_named"]),
            content["who"],
            content["role"],
        )
        return Entry(content["number"], content["time"], write)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
