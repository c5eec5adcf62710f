"""The bibliography as the graph holds it: one `Entry` a work, names as that work prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.iris import Iris

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.rows import Row

__all__ = ["Entry", "Name", "date_parts", "read_library"]

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True)
class Name:
    """A name in an author or editor line; a corporate name has no given name and stays whole."""

    family: str
    given: str | None = None
    corporate: bool = False


@dataclass(frozen=True)
class Entry:
    """A work, with what is known of it; None is unknown."""

    id: str
    iri: str
    type: str
    status: str
    identification: str
    title: str | None = None
    issued: str | None = None
    journal: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    num_pages: str | None = None
    publisher: str | None = None
    place: str | None = None
    language: str | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    accessed: str | None = None
    series: str | None = None
    edition: str | None = None
    genre: str | None = None
    note: str | None = None
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    others: bool = False

    @property
    def year(self) -> str | None:
        """The year of publication, where one year is meant."""
        parts = date_parts(self.issued)
        return f"{parts[0]:04}" if parts else None


def date_parts(edtf: str | None) -> tuple[int, ...] | None:
    """Year, month and day of a date that means one year, month or day; None for any other.

    >>> date_parts("2012-12-30")
    (2012, 12, 30)
    >>> date_parts("2003/2006") is None
    True
    """
    match = _DAY.fullmatch(edtf.rstrip("?~%")) if edtf else None
    return tuple(int(part) for part in match.groups() if part) if match else None


def read_library(graph: KnowledgeGraph, iri: str | None = None) -> list[Entry]:
    """All works of the graph, in order of their identifiers; or the one with an IRI."""
    names: dict[str, list[Row]] = {}
    for row in graph.rows("export_names", iri=iri):
        names.setdefault(row.text("work"), []).append(row)
    notes: dict[str, dict[str, str]] = {}
    for row in graph.rows("export_notes", iri=iri):
        field, _, value = row.text("note").partition(": ")
        notes.setdefault(row.text("work"), {})[field] = value
    entries: dict[str, Entry] = {}
    for row in graph.rows("export_works", iri=iri):
        work = row.text("id")
        if work not in entries:
            entries[work] = _entry(row, names.get(work, []), notes.get(work, {}), graph.iris)
    return list(entries.values())


def _entry(row: Row, names: list[Row], notes: Mapping[str, str], iris: Iris) -> Entry:
    def known(column: str) -> str | None:
        value = row[column]
        return None if value is None else str(value)

    return Entry(
        id=row.text("id"),
        iri=row.text("iri"),
        type=row.text("type"),
        status=row.text("status"),
        identification=row.text("identification"),
        title=known("title"),
        issued=known("issued"),
        journal=known("journal"),
        volume=known("volume"),
        issue=known("issue"),
        pages=known("pages"),
        num_pages=known("num_pages"),
        publisher=known("publisher"),
        place=known("place"),
        language=known("language"),
        doi=known("doi"),
        pmid=known("pmid"),
        url=known("url"),
        accessed=notes.get("urldate"),
        series=notes.get("series"),
        edition=notes.get("edition"),
        genre=notes.get("type"),
        note=notes.get("note"),
        authors=tuple(_name(name, iris) for name in names if name["role"] == "author"),
        editors=tuple(_name(name, iris) for name in names if name["role"] == "editor"),
        others=any(name["role"] == "others" for name in names),
    )


def _name(row: Row, iris: Iris) -> Name:
    agent = iris.read(row.maybe_text("agent") or "")
    if agent and agent[0] == "organisation":
        return Name(row.text("printed"), corporate=True)
    return Name(row.maybe_text("family") or row.text("printed"), row.maybe_text("given"))
