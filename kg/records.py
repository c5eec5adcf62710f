"""What the files say: one model a kind of record, as a curator wrote it.

References are still names, places still text. Nothing here knows whether what a record points to
exists; `kg.resolve` turns records into entities, which do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kg.dates import BadDateError, span
from kg.iris import is_slug
from kg.located import Read
from kg.locators import BadLocatorError, Locator, parse_locator

__all__ = [
    "CitationRecord",
    "ClaimRecord",
    "ConcernedDisagreementRecord",
    "CorrectionRecord",
    "DefinitionRecord",
    "DisagreementRecord",
    "EventRecord",
    "EvidenceRecord",
    "FigureRecord",
    "FindingRecord",
    "NameRecord",
    "OccurrenceRecord",
    "OrganisationRecord",
    "PersonRecord",
    "ProgrammeRecord",
    "PublicRecordRecord",
    "Records",
    "SayingRecord",
    "SectionRecord",
    "SourceRecord",
    "StudyRecord",
    "TermRecord",
    "Text",
    "WorkRecord",
]


def _identifier(text: str) -> str:
    if not is_slug(text):
        raise ValueError(f"{text!r} is not an identifier (lower-case letters, digits and hyphens)")
    return text


def _place(text: str) -> str:
    try:
        parse_locator(text)
    except BadLocatorError as error:
        raise ValueError(str(error)) from None
    return text


def _date(text: str) -> str:
    try:
        span(text)
    except BadDateError as error:
        raise ValueError(str(error)) from None
    return text


def _empty_list(value: object) -> object:
    return [] if value is None else value


Id = Annotated[str, AfterValidator(_identifier)]
Place = Annotated[str, AfterValidator(_place)]
Edtf = Annotated[str, AfterValidator(_date)]
NonEmpty = Annotated[str, Field(min_length=1)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_empty_list)]
Places = Annotated[tuple[Place, ...], Field(min_length=1)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(_Record):
    """A text in both languages."""

    fr: NonEmpty
    en: NonEmpty


class Languages(_Record):
    """Several texts in each language."""

    fr: tuple[NonEmpty, ...] = ()
    en: tuple[NonEmpty, ...] = ()


class SectionRecord(_Record):
    """A section of a source: its number or a short name, its heading, its first line."""

    number: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$")]
    heading: NonEmpty
    line: int = Field(ge=1)


class SourceRecord(_Record):
    """A document that the graph was curated from."""

    id: Id
    label: NonEmpty
    language: NonEmpty
    work: Id
    file: NonEmpty
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    lines: int | None = Field(default=None, ge=1)
    sections: tuple[SectionRecord, ...]


class OrganisationRecord(_Record):
    """An organisation."""

    id: Id
    label: Text
    country: NonEmpty | None = None


class PersonRecord(_Record):
    """A spelling of a name, and the person it stands for."""

    printed: NonEmpty
    person: Id


class FigureRecord(_Record):
    """A measured value."""

    slug: Id
    label: Text
    value: Decimal
    unit: NonEmpty | None = None
    group: NonEmpty | None = None
    n: int | None = Field(default=None, ge=0)
    time_point: NonEmpty | None = None
    comparator: NonEmpty | None = None


class RecordReference(_Record):
    """A public record outside the sources."""

    name: NonEmpty
    url: NonEmpty | None = None


class SayingRecord(_Record):
    """What one source, or one public record, says on a disputed point."""

    value: NonEmpty
    at: Place | None = None
    record: RecordReference | None = None


class DisagreementRecord(_Record):
    """A point on which places differ, what we follow, and why."""

    slug: Id
    aspect: NonEmpty
    says: Annotated[tuple[SayingRecord, ...], Field(min_length=2)]
    chosen: NonEmpty | None = None
    why: Text


class ConcernedDisagreementRecord(_Record):
    """A disagreement about a thing that is named."""

    id: Id
    concerns: Annotated[str, Field(pattern="^[a-z]+/[a-z0-9-]+$")]
    aspect: NonEmpty
    says: Annotated[tuple[SayingRecord, ...], Field(min_length=2)]
    chosen: NonEmpty | None = None
    why: Text


class EventRecord(_Record):
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


class ProgrammeRecord(_Record):
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
    events: Annotated[tuple[EventRecord, ...], BeforeValidator(_empty_list)] = ()


class StudyRecord(_Record):
    """An investigation."""

    id: Id
    label: Text
    design: Id
    sample_size: int | None = Field(default=None, ge=1)
    countries: Annotated[tuple[NonEmpty, ...], BeforeValidator(_empty_list)] = ()
    period: Edtf | None = None
    settings: Ids = ()
    populations: Ids = ()
    reported_in: Ids = ()
    evaluates: Ids = ()
    stated_in: Places


class ClaimRecord(_Record):
    """A statement that findings support or dispute."""

    id: Id
    statement: Text
    outcome: Id
    note: Text | None = None


class EvidenceRecord(_Record):
    """How a finding bears on a claim."""

    claim: Id
    stance: Id
    why: Text | None = None


class FindingRecord(_Record):
    """What one study found."""

    id: Id
    study: Id
    statement: Text
    direction: Id
    outcomes: Annotated[tuple[Id, ...], Field(min_length=1)]
    figures: Annotated[tuple[FigureRecord, ...], BeforeValidator(_empty_list)] = ()
    stated_in: Places
    evidence: Annotated[tuple[EvidenceRecord, ...], BeforeValidator(_empty_list)] = ()


class CitationRecord(_Record):
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


class DefinitionRecord(_Record):
    """What one source takes a term to mean, in our words."""

    slug: Id
    statement: Text
    quotes: Id | None = None
    at: Place


class TermRecord(_Record):
    """A term of the field."""

    id: Id
    label: Text
    alt_labels: Languages = Languages()
    broader: Id | None = None
    related: Ids = ()
    contrasted_with: Ids = ()
    definitions: Annotated[tuple[DefinitionRecord, ...], BeforeValidator(_empty_list)] = ()


class NameRecord(_Record):
    """A name in an author or editor field.

    `corporate` names stay whole; `others` stands for the unnamed rest ("et al.").
    """

    family: NonEmpty
    given: str = ""
    corporate: bool = False

    @property
    def printed(self) -> str:
        """The name as `Family, Given`."""
        return f"{self.family}, {self.given}" if self.given else self.family


class WorkRecord(_Record):
    """A publication as a BibTeX entry states it."""

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
    language: NonEmpty | None = None
    note: NonEmpty | None = None
    status: Literal["complete", "incomplete"] = "complete"
    identification: Literal["in-source", "identified", "ambiguous", "unidentified"]
    confidence: Decimal | None = Field(default=None, ge=0, le=1)
    countries: tuple[NonEmpty, ...] = ()
    programmes: Ids = ()
    remark: NonEmpty | None = None


class OccurrenceRecord(_Record):
    """A place where a source prints the reference of a work."""

    work: Id
    place: Place


class CorrectionRecord(_Record):
    """A misprint: what is printed, what we hold right, and why."""

    work: Id
    field: NonEmpty
    printed: str = ""
    corrected: str = ""
    place: Place
    reason_fr: NonEmpty
    reason_en: NonEmpty


class PublicRecordRecord(_Record):
    """A public record that says which work a citation stands for."""

    work: Id
    name: NonEmpty
    url: NonEmpty | None = None
    shows: NonEmpty


@dataclass
class Records:
    """All that a data folder says."""

    sources: list[Read[SourceRecord]] = field(default_factory=list)
    organisations: list[Read[OrganisationRecord]] = field(default_factory=list)
    people: list[Read[PersonRecord]] = field(default_factory=list)
    programmes: list[Read[ProgrammeRecord]] = field(default_factory=list)
    disagreements: list[Read[ConcernedDisagreementRecord]] = field(default_factory=list)
    studies: list[Read[StudyRecord]] = field(default_factory=list)
    claims: list[Read[ClaimRecord]] = field(default_factory=list)
    findings: list[Read[FindingRecord]] = field(default_factory=list)
    citations: list[Read[CitationRecord]] = field(default_factory=list)
    terms: list[Read[TermRecord]] = field(default_factory=list)
    works: list[Read[WorkRecord]] = field(default_factory=list)
    occurrences: list[Read[OccurrenceRecord]] = field(default_factory=list)
    corrections: list[Read[CorrectionRecord]] = field(default_factory=list)
    public_records: list[Read[PublicRecordRecord]] = field(default_factory=list)


def locator(place: str) -> Locator:
    """The locator that a validated place stands for."""
    return parse_locator(place)
