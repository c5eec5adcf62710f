"""Things as other answers name them: enough to show them and to lead to them."""

from __future__ import annotations

from pydantic import Field

from kg.answers.models import Bilingual, Model, Place

__all__ = ["CitationRef", "ClaimRef", "FindingRef", "ProgrammeRef", "StudyRef", "ThingRef"]


class ProgrammeRef(Model):
    """A programme, as other answers name it."""

    id: str = Field(description="Identifier of the programme.", examples=["denver"])
    iri: str = Field(description="IRI.", examples=["https://w3id.org/pairkg/programme/denver"])
    label: Bilingual = Field(description="Its name.")


class StudyRef(Model):
    """A study, as other answers name it."""

    id: str = Field(description="Identifier of the study.", examples=["min-2007"])
    iri: str = Field(description="IRI.", examples=["https://w3id.org/pairkg/study/min-2007"])
    label: Bilingual = Field(description="Its name.")
    design: str | None = Field(description="Its design.", examples=["retrospective-cohort"])
    sample_size: int | None = Field(description="Number of participants.", examples=[484])
    countries: list[str] = Field(description="ISO 3166-1 codes.", examples=[["US"]])
    period: str | None = Field(description="When it took place (EDTF).", examples=["1995/1997"])


class FindingRef(Model):
    """A finding, as other answers name it."""

    id: str = Field(description="Identifier.", examples=["min-2007-rehospitalisation"])
    iri: str = Field(description="IRI.")
    statement: Bilingual = Field(description="What was found, in our own words.")


class ClaimRef(Model):
    """A claim, as other answers name it."""

    id: str = Field(description="Identifier of the claim.", examples=["reduces-hospitalisation"])
    iri: str = Field(description="IRI.")
    statement: Bilingual = Field(description="What is claimed, in our own words.")


class CitationRef(Model):
    """A citation, as other answers name it, with its place."""

    id: str = Field(description="Identifier of the citation.")
    iri: str = Field(description="IRI.")
    printed: str = Field(description="The citation as printed.")
    function: str | None = Field(description="What it does (CiTO).", examples=["citesAsEvidence"])
    place: Place | None = Field(description="Where it stands.")


class ThingRef(Model):
    """Anything in the graph, as other answers name it."""

    kind: str = Field(description="Kind of thing.", examples=["programme"])
    id: str = Field(description="Identifier of the thing.", examples=["yale"])
    iri: str = Field(description="IRI; that of a part, where a part is meant.")
    label: Bilingual = Field(description="Its name, title or statement.")
