"""Works and people: publications, the names on them, and where sources print a reference."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kg.answers.models import Bilingual, Model, Place, SourceRef
from kg.answers.models_refs import CitationRef, ProgrammeRef, StudyRef

__all__ = [
    "Author",
    "Correction",
    "OtherRecord",
    "Person",
    "PublicRecord",
    "Variant",
    "Work",
    "WorkItem",
    "WorkRef",
]


class Author(Model):
    """A name on a work, as that work prints it, and whose name it is."""

    family: str = Field(
        description="Family name as printed; the whole name of an institution.", examples=["Min"]
    )
    given: str | None = Field(description="Given name as printed.", examples=["So-Young"])
    id: str | None = Field(description="Identifier of the person or organisation.")
    kind: Literal["person", "organisation"] | None = Field(description="Which of the two.")


class WorkRef(Model):
    """A publication, as other answers name it."""

    id: str = Field(description="Identifier of the work.", examples=["min-2007"])
    iri: str = Field(description="IRI.", examples=["https://w3id.org/pairkg/work/min-2007"])
    title: str | None = Field(description="Title as printed; null where we do not know it.")
    authors: list[Author] = Field(description="Authors in the order printed.")
    et_al: bool = Field(description="Whether further authors are left unnamed.", examples=[False])
    year: int | None = Field(description="Year of publication.", examples=[2007])
    doi: str | None = Field(description="DOI.")


class WorkItem(WorkRef):
    """A publication in a list."""

    label: Bilingual = Field(description="The title, under the language it is in.")
    date: str | None = Field(description="Date of publication (EDTF).", examples=["2007"])
    type: str | None = Field(description="Kind of publication.", examples=["article-journal"])
    status: str | None = Field(description="Whether the record is complete or incomplete.")
    countries: list[str] = Field(description="Countries it is about.", examples=[["US"]])


class Correction(Model):
    """What a source misprints about a work, and what we read instead."""

    work: str = Field(description="Identifier of the work.", examples=["le-cardinal-2013"])
    field: str = Field(description="The field that is corrected.", examples=["journal"])
    printed: str = Field(description="What the source prints.")
    corrected: str | None = Field(description="What we read.")
    reason: Bilingual = Field(description="Why.")
    stated_in: list[Place] = Field(description="Where the source prints it.")


class PublicRecord(Model):
    """A public record that identifies a work."""

    name: str = Field(description="Name of the record.")
    shows: str | None = Field(description="What it shows.")
    url: str | None = Field(description="Its address.")


class Variant(Model):
    """A field that another record has otherwise, or that we lack."""

    field: str = Field(description="The field.", examples=["pages"])
    value: str = Field(description="Its value there.", examples=["207-13"])


class OtherRecord(Model):
    """A record of an imported file, or a work merged into this one, that leads here."""

    id: str = Field(description="Identifier that leads here.", examples=["min-friends-2007"])
    file: str | None = Field(description="File that the record was taken in with.")
    record: str | None = Field(description="Key of the record in that file.")
    line: int | None = Field(description="First line of the record in that file.")
    reason: Bilingual = Field(description="Why it leads here.")
    differences: list[Variant] = Field(description="What it says otherwise.")


class Work(WorkItem):
    """A publication with all we hold about it."""

    editors: list[Author] = Field(description="Editors in the order printed.")
    journal: str | None = Field(description="Journal or book that it stands in.")
    volume: str | None = Field(description="Volume.")
    issue: str | None = Field(description="Issue.")
    pages: str | None = Field(description="Page range.")
    number_of_pages: str | None = Field(description="Number of pages.")
    publisher: str | None = Field(description="Publisher.")
    place: str | None = Field(description="Place of publication.")
    language: list[str] = Field(description="Languages of the text.", examples=[["en"]])
    pmid: str | None = Field(description="PubMed identifier.")
    url: list[str] = Field(description="Addresses on the web.")
    identification: str | None = Field(
        description="How well it is identified: in-source, identified, ambiguous or unidentified."
    )
    confidence: float | None = Field(description="Trust in that identification, 0 to 1.")
    remark: str | None = Field(description="Our note.")
    held_as: list[SourceRef] = Field(description="Sources that hold the text of this work.")
    occurrences: list[Place] = Field(description="Where sources print a reference to it.")
    corrections: list[Correction] = Field(description="Misprints about it that we correct.")
    records: list[PublicRecord] = Field(description="Public records that identify it.")
    also: list[OtherRecord] = Field(description="Other records of it, under their identifiers.")
    programmes: list[ProgrammeRef] = Field(description="Programmes that it is about.")
    studies: list[StudyRef] = Field(description="Studies that it reports.")
    citations: list[CitationRef] = Field(description="Places where sources cite it.")


class Person(Model):
    """A person, as publications print them, and the works that bear their name."""

    id: str = Field(description="Identifier.", examples=["roelandt-jean-luc"])
    iri: str = Field(description="IRI.")
    label: Bilingual = Field(description="The name; the same in both languages.")
    family: str | None = Field(description="Family name.")
    given: str | None = Field(description="Given name.")
    printed: list[str] = Field(description="Other forms in which works print the name.")
    works: list[WorkItem] = Field(description="Works that the person has contributed to.")
