"""The bibliography as BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.csl import reference_of
from kg.export.library import Entry, read_library
from kg.library.writing import bibtex

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["bibtex_of", "export"]


def export(graph: KnowledgeGraph, _name: str = "bibtex") -> bytes:
    """The bibliography of the graph as BibTeX, UTF-8."""
    return bibtex.write(reference_of(entry, "annote") for entry in read_library(graph)).encode()


def bibtex_of(entry: Entry) -> str:
    """One work as a BibTeX entry."""
    return bibtex.write([reference_of(entry, "annote")])
