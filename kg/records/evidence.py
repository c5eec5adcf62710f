"""What the files say of studies, claims and findings."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from kg.records.base import Edtf, Id, Ids, NonEmpty, Places, Record, Text, empty_list
from kg.records.programmes import FigureRecord

__all__ = ["ClaimRecord", "EvidenceRecord", "FindingRecord", "StudyRecord"]


class StudyRecord(Record):
    """An investigation."""

    id: Id
    label: Text
    design: Id
    sample_size: int | None = Field(default=None, ge=1)
    countries: Annotated[tuple[NonEmpty, ...], BeforeValidator(empty_list)] = ()
    period: Edtf | None = None
    settings: Ids = ()
    populations: Ids = ()
    reported_in: Ids = ()
    evaluates: Ids = ()
    stated_in: Places


class ClaimRecord(Record):
    """A statement that findings support or dispute."""

    id: Id
    statement: Text
    outcome: Id
    note: Text | None = None


class EvidenceRecord(Record):
    """How a finding bears on a claim."""

    claim: Id
    stance: Id
    why: Text | None = None


class FindingRecord(Record):
    """What one study found."""

    id: Id
    study: Id
    statement: Text
    direction: Id
    outcomes: Annotated[tuple[Id, ...], Field(min_length=1)]
    figures: Annotated[tuple[FigureRecord, ...], BeforeValidator(empty_list)] = ()
    stated_in: Places
    evidence: Annotated[tuple[EvidenceRecord, ...], BeforeValidator(empty_list)] = ()
