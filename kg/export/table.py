"""The bibliography as a table: CSV, one work a line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kg.export.library import Entry, Name, read_library

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["COLUMNS", "export"]

COLUMNS = (
    "id",
    "type",
    "title",
    "authors",
    "editors",
    "issued",
    "journal",
    "series",
    "edition",
    "genre",
    "volume",
    "issue",
    "pages",
    "num_pages",
    "publisher",
    "place",
    "language",
    "doi",
    "pmid",
    "url",
    "accessed",
    "status",
    "identification",
    "note",
    "iri",
)


def export(graph: KnowledgeGraph, _name: str = "csv") -> bytes:
    """The bibliography of the graph as CSV; several names in one cell are parted by `; `."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in read_library(graph):
        writer.writerow([_cell(entry, column) for column in COLUMNS])
    return text.getvalue().encode()


def _cell(entry: Entry, column: str) -> str:
    if column == "authors":
        return _names(entry.authors) + ("; et al." if entry.others else "")
    if column == "editors":
        return _names(entry.editors)
    return getattr(entry, column) or ""


def _names(names: tuple[Name, ...]) -> str:
    return "; ".join(f"{n.family}, {n.given}" if n.given else n.family for n in names)
