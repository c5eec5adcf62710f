"""Where an answer is written: into memory first, into a file when it grows, never past its bound.

Rows are counted in the bytes as they pass, since the engine writes a whole table by itself. How a
row shows depends on the format. In TSV and XML its mark stands in no value, because that would be
escaped; in JSON and CSV it may, so what is counted first is only a bound, which costs nothing, and
only an answer that passes the bound is counted with the text in quotation marks left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from kg.workers.errors import QueryTooLarge

__all__ = ["INLINE", "Sink"]

INLINE = 1 << 20
"""Answers up to this many bytes stay in memory."""

_BOUNDS = {"json": b"},{", "csv": b"\n"}
"""A mark that each row but the first has at least one of."""
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_ROW_OF_JSON = re.compile(rb"(?<!:)\{")


class Sink:
    """A writable of at most `most` bytes and `rows` rows; the rest of its life is `finish`."""

    def __init__(self, spool: Path, form: str, most: int, rows: int) -> None:
        self._spool, self._form, self._most, self._rows = spool, form, most, rows
        self._parts: list[bytes] = []
        self._file: BinaryIO | None = None
        self._counted = 0
        self._bound = 0
        self._exact = form not in _BOUNDS
        self._quoted = False
        self._carry = b""
        self.size = 0

    def write(self, data: bytes) -> int:
        """Take some bytes; QueryTooLarge past a bound."""
        data = bytes(data)
        self.size += len(data)
        if self.size > self._most:
            raise QueryTooLarge(self._most, "bytes")
        if not self._exact:
            self._bound += (self._carry + data).count(_BOUNDS[self._form])
            self._carry = data[-2:] if self._form == "json" else b""
            if self._bound >= self._rows:
                self._begin_to_count()
        if self._exact:
            self._count(data)
        # JSON holds one brace before its rows, CSV and TSV a line of names.
        if self._counted - (self._form in ("json", "csv", "tsv")) > self._rows:
            raise QueryTooLarge(self._rows, "rows")
        if self._file is None:
            self._parts.append(data)
            if self.size > INLINE:
                self._file = self._spool.open("wb")
                self._file.write(b"".join(self._parts))
                self._parts.clear()
        else:
            self._file.write(data)
        return len(data)

    def flush(self) -> None:
        """Part of being writable; nothing waits here."""

    def finish(self) -> bytes | Path:
        """What was written, or the file that holds it."""
        if self._file is None:
            return b"".join(self._parts)
        self._file.close()
        return self._spool

    def _begin_to_count(self) -> None:
        """Count what has been written so far; from now on each row counts."""
        self._exact, self._carry = True, b""
        for part in self._parts:
            self._count(part)
        if self._file is not None:
            self._file.flush()
            with self._spool.open("rb") as written:
                while part := written.read(INLINE):
                    self._count(part)

    def _count(self, data: bytes) -> None:
        if self._form == "tsv":
            self._counted += data.count(b"\n")
        elif self._form == "xml":
            whole = self._carry + data
            self._counted += whole.count(b"<result>")
            self._carry = whole[-7:] if not whole.endswith(b"<result>") else b""
        elif self._form in ("csv", "json"):
            self._count_outside_quotes(data)

    def _count_outside_quotes(self, data: bytes) -> None:
        data = self._carry + data
        self._carry = b""
        if self._form == "json":
            if data.endswith(b"\\") and (len(data) - len(data.rstrip(b"\\"))) % 2:
                data, self._carry = data[:-1], b"\\"
            elif data.endswith(b":"):
                data, self._carry = data[:-1], b":"
            data = _ESCAPED.sub(b"", data)
        pieces = data.split(b'"')
        outside = pieces[1::2] if self._quoted else pieces[::2]
        self._quoted ^= len(pieces) % 2 == 0
        if self._form == "csv":
            self._counted += sum(piece.count(b"\n") for piece in outside)
        else:
            self._counted += sum(len(_ROW_OF_JSON.findall(piece)) for piece in outside)
