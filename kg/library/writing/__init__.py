"""Writes references as library files: BibTeX, RIS, CSL-JSON.

Each module has `write(references, unplaced)`, which gives the text of a file, and
`losses(references, unplaced)`, which says what that file cannot hold. Both take what a reader
hands over: references, and by their ids the fields that CSL has no place for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from kg.library.writing import bibtex, csljson, ris
from kg.library.writing.loss import Loss, Unplaced
from kg.references import Reference

__all__ = ["WRITERS", "Loss", "Unplaced", "Writer"]


class Writer(Protocol):
    """A module that writes a format."""

    def write(self, references: Iterable[Reference], unplaced: Unplaced = ...) -> str:
        """The text of a file."""

    def losses(self, references: Iterable[Reference], unplaced: Unplaced = ...) -> list[Loss]:
        """What the file cannot hold."""


WRITERS: Mapping[str, Writer] = {"bibtex": bibtex, "ris": ris, "csl-json": csljson}
"""The formats, by the names that the command line takes."""
