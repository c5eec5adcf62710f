"""Programmes, what happened in them, and where sources disagree."""

from __future__ import annotations

from pydantic import Field

from kg.answers.models import Bilingual, Concept, Figure, Locator, Model, Place, SourceRef
from kg.answers.models_refs import ProgrammeRef, StudyRef, ThingRef

__all__ = [
    "DateDisagreement",
    "DateSaying",
    "Disagreement",
    "DisagreementItem",
    "Event",
    "EventItem",
    "Programme",
    "ProgrammeItem",
    "RecordRef",
    "Saying",
    "Timeline",
]


class RecordRef(Model):
    """A public record that says something where no source of ours does."""

    name: str = Field(description="Name of the record.")
    url: str | None = Field(description="Its address.")


class _Saying(Model):
    source: SourceRef | None = Field(description="The source that says so; null for a record.")
    locator: Locator | None = Field(description="Where it says so.")
    record: RecordRef | None = Field(description="The public record that says so, if not a source.")


class Saying(_Saying):
    """What one source or record says in a disagreement."""

    value: str = Field(description="The value it gives.", examples=["2011/2003"])


class DateSaying(_Saying):
    """Which date one source or record gives."""

    date: str = Field(description="The date it gives (EDTF).", examples=["2011/2003"])


class Disagreement(Model):
    """A point on which sources disagree; all are kept."""

    aspect: str = Field(description="date, end, value or name.", examples=["date"])
    says: list[Saying] = Field(description="What each says.")
    chosen: str | None = Field(description="What we follow; null while undecided.")
    why: Bilingual = Field(description="Why.")


class DisagreementItem(Disagreement):
    """A disagreement in a list of them."""

    iri: str = Field(description="IRI.")
    concerns: ThingRef = Field(description="What it is about.")


class DateDisagreement(Model):
    """Sources that date an event differently."""

    says: list[DateSaying] = Field(description="Which date each gives.")
    chosen: str | None = Field(description="The date we follow; null while undecided.")
    why: Bilingual = Field(description="Why.")


class Event(Model):
    """Something that happened in a programme."""

    id: str = Field(description="Name of the event in its programme.", examples=["pilot"])
    iri: str = Field(description="IRI.")
    date: str | None = Field(description="When, or when it began (EDTF).", examples=["1986"])
    end: str | None = Field(description="When it ended (EDTF).", examples=["1988"])
    first_day: str | None = Field(description="First day it may mean.", examples=["1986-01-01"])
    last_day: str | None = Field(description="Last day it may mean.", examples=["1988-12-31"])
    label: Bilingual = Field(description="What happened, in our own words.")
    kind: str | None = Field(description="What kind of event.", examples=["hiring"])
    countries: list[str] = Field(description="ISO 3166-1 codes.", examples=[["US"]])
    sources: list[Place] = Field(description="Where sources state it.")
    figures: list[Figure] = Field(description="Figures that go with it.")
    disagreement: DateDisagreement | None = Field(
        description="Where sources date it differently; null where they do not."
    )
    disagreements: list[Disagreement] = Field(description="All points that sources disagree on.")


class EventItem(Event):
    """An event with its programme."""

    programme: ProgrammeRef = Field(description="The programme that it belongs to.")


class ProgrammeItem(ProgrammeRef):
    """A programme in a list."""

    kind: str | None = Field(description="What kind of programme.", examples=["pilot"])
    countries: list[str] = Field(description="ISO 3166-1 codes.", examples=[["US"]])
    date: str | None = Field(description="When it began (EDTF).", examples=["1986"])
    end: str | None = Field(description="When it ended (EDTF).", examples=["1988"])
    part_of: str | None = Field(description="The programme that it is a part of.", examples=["msp"])
    named_only: bool = Field(description="Whether sources name it and tell nothing else.")


class Programme(ProgrammeItem):
    """A programme with all we hold about it."""

    alt_labels: list[str] = Field(description="Other names, acronyms.", examples=[["MSP"]])
    description: Bilingual | None = Field(description="What it is, in our own words.")
    places: list[str] = Field(description="Where it took place.", examples=[["Colorado"]])
    operated_by: list[Concept] = Field(description="Organisations that run it.")
    parts: list[ProgrammeRef] = Field(description="Programmes that are parts of it.")
    studies: list[StudyRef] = Field(description="Studies that evaluate it or a part of it.")
    findings: int = Field(description="How many findings these studies have.", examples=[1])
    events: int = Field(description="How many events its timeline has.", examples=[1])
    disagreements: list[Disagreement] = Field(description="Points that sources disagree on.")
    stated_in: list[Place] = Field(description="Where sources tell of it.")


class Timeline(Model):
    """The events of a programme and its parts, in order of date."""

    programme: ProgrammeItem = Field(description="The programme.")
    events: list[EventItem] = Field(description="Its events.")
