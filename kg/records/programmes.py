"""What the files say of programmes, events, figures and disagreements."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from kg.records.base import (
    Edtf,
    Id,
    Ids,
    NonEmpty,
    Place,
    Places,
    Record,
    RecordReference,
    Text,
    empty_list,
)

__all__ = [
    "ConcernedDisagreementRecord",
    "DisagreementRecord",
    "EventRecord",
    "FigureRecord",
    "ProgrammeRecord",
    "SayingRecord",
]


class FigureRecord(Record):
    """A measured value; `record` names the public record that prints it when no source does."""

    slug: Id
    label: Text
    value: Decimal
    measure: Id
    record: RecordReference | None = None
    unit: NonEmpty | None = None
    group: NonEmpty | None = None
    n: int | None = Field(default=None, ge=0)
    time_point: NonEmpty | None = None
    comparator: NonEmpty | None = None


class SayingRecord(Record):
    """What one source, or one public record, says on a disputed point."""

    value: NonEmpty
    at: Place | None = None
    record: RecordReference | None = None


class DisagreementRecord(Record):
    """A point on which places differ, what we follow, and why."""

    slug: Id
    aspect: NonEmpty
    says: Annotated[tuple[SayingRecord, ...], Field(min_length=2)]
    chosen: NonEmpty | None = None
    why: Text


class ConcernedDisagreementRecord(Record):
    """A disagreement about a thing that is named."""

    id: Id
    concerns: Annotated[str, Field(pattern="^[a-z]+/[a-z0-9-]+$")]
    aspect: NonEmpty
    says: Annotated[tuple[SayingRecord, ...], Field(min_length=2)]
    chosen: NonEmpty | None = None
    why: Text


class EventRecord(Record):
    """Something that happened in a programme."""

    slug: Id
    kind: Id
    date: Edtf
    end: Edtf | None = None
    label: Text
    countries: tuple[NonEmpty, ...] | None = None
    stated_in: Places
    figures: tuple[FigureRecord, ...] = ()
    disagreements: tuple[DisagreementRecord, ...] = ()


class ProgrammeRecord(Record):
    """A programme, with its timeline."""

    id: Id
    label: Text
    alt_labels: tuple[NonEmpty, ...] = ()
    kind: Id
    countries: tuple[NonEmpty, ...] = ()
    places: tuple[NonEmpty, ...] = ()
    operated_by: Ids = ()
    part_of: Id | None = None
    description: Text | None = None
    start: Edtf | None = None
    end: Edtf | None = None
    named_only: bool = False
    stated_in: Places
    events: Annotated[tuple[EventRecord, ...], BeforeValidator(empty_list)] = ()
