"""Sources, and what is left out of the data, not printed, or read again."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entities.base import Place, Thing, Words

__all__ = ["Omission", "Review", "Section", "Source", "Unprinted"]


@dataclass(frozen=True)
class Section:
    """A section of a source."""

    number: str
    heading: str
    line: int


@dataclass(frozen=True)
class Source:
    """A document that was curated."""

    id: str
    label: str
    language: str
    work: str
    file: str
    sha256: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Omission:
    """Lines that the data does not rest on; `reason` is a concept."""

    place: Place
    reason: str
    note: str | None


@dataclass(frozen=True)
class Unprinted:
    """A value that the places of a thing do not print; `kind` is a concept."""

    thing: Thing
    fragment: str | None
    text: str
    kind: str
    why: str


@dataclass(frozen=True)
class Review:
    """A point on which a second reader read otherwise; `settled` says which was followed."""

    id: str
    place: Place
    concerns: Thing | None
    first: Words
    second: Words
    settled: str
    why: Words
