"""Programmes, events, figures, and what sources say differently."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.entities.base import Period, Place, Thing, Words

__all__ = ["Disagreement", "Event", "Figure", "Programme", "Saying"]


@dataclass(frozen=True)
class Figure:
    """A measured value."""

    slug: str
    label: Words
    value: Decimal
    measure: str
    unit: str | None
    group: str | None
    n: int | None
    time_point: str | None
    comparator: str | None
    record: str | None
    url: str | None


@dataclass(frozen=True)
class Saying:
    """What one source or public record says on a disputed point."""

    slug: str
    value: str
    place: Place | None
    record: str | None
    url: str | None


@dataclass(frozen=True)
class Disagreement:
    """A point on which places differ; `concerns` is a thing, perhaps with a fragment."""

    concerns: Thing
    fragment: str | None
    slug: str
    aspect: str
    says: tuple[Saying, ...]
    chosen: str | None
    why: Words


@dataclass(frozen=True)
class Event:
    """Something that happened in a programme."""

    slug: str
    kind: str
    period: Period
    label: Words
    countries: tuple[str, ...]
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Programme:
    """A programme with its events."""

    id: str
    label: Words
    alt_labels: tuple[str, ...]
    kind: str
    countries: tuple[str, ...]
    located: tuple[str, ...]
    operated_by: tuple[str, ...]
    part_of: str | None
    description: Words | None
    period: Period | None
    named_only: bool
    places: tuple[Place, ...]
    events: tuple[Event, ...]
