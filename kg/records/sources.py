"""What the files say of sources, and of what is left out, not printed, or read again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kg.records.base import Id, LanguageTag, NonEmpty, Place, Record, Text

__all__ = [
    "OmissionRecord",
    "ReviewRecord",
    "SectionRecord",
    "SourceRecord",
    "SpanRecord",
    "UnprintedRecord",
]


class SectionRecord(Record):
    """A section of a source: its number or a short name, its heading, its first line."""

    number: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$")]
    heading: NonEmpty
    line: int = Field(ge=1)


class SourceRecord(Record):
    """A document that the graph was curated from."""

    id: Id
    label: NonEmpty
    language: LanguageTag
    work: Id
    file: NonEmpty
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    lines: int | None = Field(default=None, ge=1)
    sections: tuple[SectionRecord, ...]


class SpanRecord(Record):
    """The characters of a source's text that a place takes up; `end` is not one of them."""

    place: Place
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class OmissionRecord(Record):
    """Lines of a source that the data does not rest on, and why."""

    place: Place
    reason: Id
    note: NonEmpty | None = None


class UnprintedRecord(Record):
    """A value of ours that the places of its thing do not print, and why."""

    thing: Annotated[str, Field(pattern="^[a-z]+/[a-z0-9-]+(#[a-z0-9-]+)?$")]
    text: NonEmpty
    kind: Id
    why: NonEmpty


class ReviewRecord(Record):
    """A point on which a second reader read otherwise than the first."""

    id: Id
    place: Place
    concerns: Annotated[str, Field(pattern="^[a-z]+/[a-z0-9-]+$")] | None = None
    first: Text
    second: Text
    settled: Literal["first", "second", "both", "open"]
    why: Text
