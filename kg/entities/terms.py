"""The vocabulary of the field."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entities.base import Period, Place, Words

__all__ = ["Definition", "Naming", "Term"]


@dataclass(frozen=True)
class Definition:
    """What one source takes a term to mean."""

    slug: str
    statement: Words
    according_to: str | None
    place: Place


@dataclass(frozen=True)
class Naming:
    """A name by which a source calls a term, perhaps of one country or time."""

    label: str
    language: str
    country: str | None
    period: Period | None
    place: Place


@dataclass(frozen=True)
class Term:
    """A term of the field."""

    id: str
    label: Words
    alt_labels: tuple[tuple[str, str], ...]
    broader: str | None
    related: tuple[str, ...]
    contrasted_with: tuple[str, ...]
    names: tuple[Naming, ...]
    definitions: tuple[Definition, ...]
