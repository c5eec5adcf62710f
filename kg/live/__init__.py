"""Writing to a graph that is being read: one writer, immutable versions, a journal.

Readers never see a store that changes. Each accepted write makes a version, a generation of its
own that shares the files it has in common with the one before (hard links), and the pointer to the
generation in service is moved when the version is whole. So a write is there or it is not, whoever
is killed when. What was accepted also stands in the journal, from which, with the curated files, a
damaged store is made again.

`writes` says what a write is, `applying` does it to a store, `checking` holds it against the
shapes, `journal` remembers it, `versions` publishes it, `process` is the loop of the process that
does all this (untrusted RDF is parsed there), `writer` the handle on that process, `recovery` what
is done at start, `backup` how a store is carried elsewhere.
"""

from __future__ import annotations

from kg.live.errors import (
    RdfSyntaxError,
    WriteError,
    WriteFailed,
    WriterDied,
    WriteRefused,
    WriteTooSlow,
)
from kg.live.writer import Writer
from kg.live.writes import RDF_FORMATS, Write, Written

__all__ = [
    "RDF_FORMATS",
    "RdfSyntaxError",
    "Write",
    "WriteError",
    "WriteFailed",
    "WriteRefused",
    "WriteTooSlow",
    "Writer",
    "WriterDied",
    "Written",
]
