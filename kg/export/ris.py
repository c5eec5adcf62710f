"""The bibliography as RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.export.library import Entry, Name, date_parts, read_library

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export", "ris_of"]

_TYPES = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "legislation": "STAT",
    "paper-conference": "CPAPER",
    "presentation": "SLIDE",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}


def export(graph: KnowledgeGraph, _name: str = "ris") -> bytes:
    """The bibliography of the graph as RIS, UTF-8, lines ended as the format asks."""
    return "\r\n".join(ris_of(entry) for entry in read_library(graph)).encode()


def ris_of(entry: Entry) -> str:
    """One work as a RIS record."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _tags(entry) if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _tags(entry: Entry) -> Iterator[tuple[str, str | None]]:
    yield "TY", _TYPES.get(entry.type, "GEN")
    yield "ID", entry.id
    yield from (("AU", _name(name)) for name in entry.authors)
    if entry.others:
        yield "AU", "et al."
    yield from (("ED", _name(name)) for name in entry.editors)
    yield "TI", entry.title
    yield "T2", entry.journal
    yield "T3", entry.series
    yield "PY", entry.year
    yield "DA", _date(entry)
    yield "VL", entry.volume
    yield "IS", entry.issue
    first, last = _pages(entry.pages)
    yield "SP", first or entry.num_pages
    yield "EP", last
    yield "ET", entry.edition
    yield "M3", entry.genre
    yield "PB", entry.publisher
    yield "CY", entry.place
    yield "LA", entry.language
    yield "DO", entry.doi
    yield "AN", f"PMID:{entry.pmid}" if entry.pmid else None
    yield "UR", entry.url
    yield "Y2", entry.accessed.replace("-", "/") if entry.accessed else None
    yield "N1", entry.note
    yield "N1", "Incomplete record" if entry.status == "incomplete" else None


def _name(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.given else name.family


def _date(entry: Entry) -> str | None:
    parts = date_parts(entry.issued)
    return "/".join(f"{part:02}" for part in parts) if parts and len(parts) > 1 else None


def _pages(pages: str | None) -> tuple[str | None, str | None]:
    match = re.fullmatch(r"\s*([^-–,\s]+)\s*[-–]+\s*([^-–,\s]+)\s*", pages or "")
    return (match[1], match[2]) if match else (pages, None)
