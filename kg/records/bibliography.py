"""What the files say of works, names, references and citations."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from kg.records.base import Edtf, Id, Ids, LanguageTag, NonEmpty, Place, Record, Text, Url

__all__ = [
    "CitationRecord",
    "CorrectionRecord",
    "NameRecord",
    "OccurrenceRecord",
    "OrganisationRecord",
    "PersonRecord",
    "PublicRecordRecord",
    "WorkRecord",
]


class OrganisationRecord(Record):
    """An organisation."""

    id: Id
    label: Text
    country: NonEmpty | None = None


class PersonRecord(Record):
    """A spelling of a name, and the person it stands for; `folder` is that of an import."""

    folder: str | None = None
    printed: NonEmpty
    person: Id
    reason: NonEmpty


class NameRecord(Record):
    """A name in an author or editor field; a `corporate` one stays whole."""

    family: NonEmpty
    given: str = ""
    corporate: bool = False

    @property
    def printed(self) -> str:
        """The name as `Family, Given`."""
        return f"{self.family}, {self.given}" if self.given else self.family


class WorkRecord(Record):
    """A publication as a BibTeX entry states it; `others` stands for authors unnamed ("et al.")."""

    key: Id
    csltype: NonEmpty
    title: NonEmpty | None = None
    author: tuple[NameRecord, ...] = ()
    editor: tuple[NameRecord, ...] = ()
    others: bool = False
    year: Edtf | None = None
    journal: NonEmpty | None = None
    booktitle: NonEmpty | None = None
    volume: NonEmpty | None = None
    number: NonEmpty | None = None
    pages: NonEmpty | None = None
    publisher: NonEmpty | None = None
    institution: NonEmpty | None = None
    school: NonEmpty | None = None
    address: NonEmpty | None = None
    series: NonEmpty | None = None
    edition: NonEmpty | None = None
    pagetotal: NonEmpty | None = None
    type: NonEmpty | None = None
    doi: NonEmpty | None = None
    pmid: NonEmpty | None = None
    url: NonEmpty | None = None
    urldate: NonEmpty | None = None
    language: LanguageTag | None = None
    note: NonEmpty | None = None
    status: Literal["complete", "incomplete"] = "complete"
    identification: Literal["in-source", "identified", "ambiguous", "unidentified"]
    confidence: Decimal | None = Field(default=None, ge=0, le=1)
    countries: tuple[NonEmpty, ...] = ()
    programmes: Ids = ()
    terms: Ids = ()
    remark: NonEmpty | None = None


class OccurrenceRecord(Record):
    """A place where a source prints the reference of a work."""

    work: Id
    place: Place


class CorrectionRecord(Record):
    """A misprint: what is printed, what we hold right, and why."""

    work: Id
    field: NonEmpty
    printed: str = ""
    corrected: str = ""
    place: Place
    reason_fr: NonEmpty
    reason_en: NonEmpty


class PublicRecordRecord(Record):
    """A public record that says which work a citation stands for."""

    work: Id
    name: NonEmpty
    url: Url | None = None
    shows: NonEmpty


class CitationRecord(Record):
    """One place in a source where a work is cited."""

    source: Id
    line: int = Field(ge=1)
    line_end: int | None = None
    page: int | None = None
    printed: NonEmpty
    work: Id | None = None
    number: NonEmpty | None = None
    function: NonEmpty
    findings: Ids = ()
    claims: Ids = ()
    inferred: Literal["yes"] | None = None
    reason_fr: NonEmpty | None = None
    reason_en: NonEmpty | None = None
    id: Id | None = None
