"""A file that comes in: its records, and what could not be read as one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.intext.model import MatchedCall
from kg.iris import slug
from kg.problems import PairkgError, Problem
from kg.references import Reference

__all__ = ["Incoming", "Unread", "digest", "read_incoming"]

_LONGEST = 40


@dataclass(frozen=True)
class Unread:
    """Something in the file from which no record could be made."""

    line: int | None
    reason: str


@dataclass(frozen=True)
class Incoming:
    """The records of a file in order; `id` names the import that they would be."""

    id: str
    name: str
    sha256: str
    format: str
    references: tuple[Reference, ...]
    unread: tuple[Unread, ...]
    problems: tuple[Problem, ...] = ()
    unplaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    calls: tuple[MatchedCall, ...] = ()


def read_incoming(path: Path) -> Incoming:
    """Read a library or a document; PairkgError where it holds no record at all."""
    sha256 = digest(path)
    stem = slug(path.stem)[:_LONGEST].strip("-") or "file"
    suffix = slug(path.suffix) or "text"
    head = (f"{stem}-{sha256[:8]}", path.name, sha256, suffix)
    incoming = _library(path, head) or _document(path, head)
    if not incoming.references and not incoming.unread:
        raise PairkgError(f"{path} holds no reference in a form that is known here.")
    return incoming


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise PairkgError(f"{path} cannot be read: {error.strerror}.") from None


def _library(path: Path, head: tuple[str, str, str, str]) -> Incoming | None:
    from kg.library import is_library, read_library

    if not is_library(path):
        return None
    result = read_library(path)
    lost = tuple(Unread(problem.line, problem.message) for problem in result.unread)
    told = set(result.unread)
    others = tuple(problem for problem in result.problems if problem not in told)
    return Incoming(*head, result.references, lost, others, result.unplaced)


def _document(path: Path, head: tuple[str, str, str, str]) -> Incoming:
    from kg.intext.whole import cited_document

    extraction, found = cited_document(path)
    lost = tuple(Unread(leftover.line, leftover.reason) for leftover in extraction.leftovers)
    return Incoming(*head, extraction.references, lost, calls=found.matched)
