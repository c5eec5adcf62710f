"""The text of a library file, in whatever encoding it was saved.

Reference managers write UTF-8, with or without a byte-order mark, UTF-16, and in older exports
Windows-1252. What is not UTF-8 and has no mark is read as Windows-1252, and said to be.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.problems import Problem
from kg.read.text import shown

__all__ = ["read_any_text"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_any_text(path: Path) -> tuple[str | None, list[Problem]]:
    """The text with lines ended by a line feed; None if the file cannot be opened."""
    file = shown(path)
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return None, [Problem(file, None, f"Cannot be read: {reason}", "Check the file")]
    text, problems = _decoded(raw, file)
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _decoded(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    encoding, start = "utf-8", 0
    for mark, name in _MARKS:
        if raw.startswith(mark):
            encoding, start = name, len(mark)
            break
    try:
        return raw[start:].decode(encoding), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, start + error.start) + 1
        message = "Not UTF-8; read as Windows-1252, the usual encoding of older exports"
        problem = Problem(file, line, message, "Look at the accents, or save the file as UTF-8")
        # Five bytes mean nothing in Windows-1252; Latin-1 gives them a character each.
        return raw.decode("cp1252", errors="surrogateescape").translate(_UNUSED), [problem]


_UNUSED = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
