"""Files that were taken in, the identifiers that lead to works, and values that differ."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entities.base import Words

__all__ = ["Alias", "Import", "MergedName", "Variant"]


@dataclass(frozen=True)
class Import:
    """A library or document whose records were taken in."""

    id: str
    file: str
    sha256: str
    date: str


@dataclass(frozen=True)
class Alias:
    """An identifier that leads to a work.

    Of a record of an import (`of` names the import, `line` the first line of the record), or of a
    work that was merged into another (`of` is None).
    """

    id: str
    work: str
    of: str | None
    record: str | None
    line: int | None
    reason: Words
    date: str | None = None


@dataclass(frozen=True)
class Variant:
    """A value of a merged record that differs from the work's, or that the work lacks."""

    work: str
    alias: str
    of: str | None
    field: str
    value: str


@dataclass(frozen=True)
class MergedName:
    """A name of a journal or publisher that stands for another one, which we keep.

    `kind` is `journal` or `publisher`. Of an import (`of`), or of a decision (`of` is None).
    """

    kind: str
    printed: str
    kept: str
    of: str | None
    reason: Words
    date: str | None = None
