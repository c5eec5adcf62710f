"""Reads a text file as UTF-8, or says where it is not."""

from __future__ import annotations

import os
from pathlib import Path

from kg.problems import Problem

__all__ = ["read_text", "shown"]


def shown(path: Path) -> str:
    """The path as a message shows it: relative to the working folder where it lies in that."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive of Windows
        return str(path)
    return relative if not relative.startswith("..") else str(path)


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """The text of a file without byte-order mark, or a problem that names the line at fault."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return "", [Problem(shown(path), None, f"Cannot be read: {reason}", "Check the file")]
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        bad = raw[error.start : error.start + 1].hex()
        message = f"Not UTF-8: byte 0x{bad} cannot be read"
        return "", [Problem(shown(path), line, message, "Save the file as UTF-8")]
