"""The bibliography as RIS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.csl import reference_of
from kg.export.library import Entry, read_library
from kg.library.writing import ris

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export", "ris_of"]


def export(graph: KnowledgeGraph, _name: str = "ris") -> bytes:
    """The bibliography of the graph as RIS, UTF-8, lines ended as the format asks."""
    return ris.write(reference_of(entry, "note") for entry in read_library(graph)).encode()


def ris_of(entry: Entry) -> str:
    """One work as a RIS record."""
    return ris.write([reference_of(entry, "note")])
