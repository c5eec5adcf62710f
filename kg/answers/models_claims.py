"""Claims, and the evidence for and against them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kg.answers.models import Bilingual, Concept, Figure, Model, Place
from kg.answers.models_refs import ClaimRef, ProgrammeRef, StudyRef
from kg.answers.models_studies import CarriedBy
from kg.answers.models_works import WorkRef

__all__ = [
    "STANCES",
    "Claim",
    "ClaimOfEvidence",
    "Evidence",
    "EvidenceLine",
    "EvidenceSummary",
    "FindingOfEvidence",
    "Stance",
    "UnresolvedCitation",
]

Stance = Literal["supports", "disputes", "mixed", "no-difference"]
STANCES: tuple[Stance, ...] = ("supports", "disputes", "mixed", "no-difference")


class Claim(ClaimRef):
    """A statement that findings support or dispute."""

    outcome: Concept = Field(description="The outcome that it is about.")
    note: Bilingual | None = Field(description="Our note on how to read it.")


class ClaimOfEvidence(ClaimRef):
    """The claim that evidence is gathered for."""

    outcome: Concept = Field(description="The outcome that it is about.")


class EvidenceSummary(Model):
    """How many studies stand where; a study with findings on two sides counts on both."""

    supports: int = Field(description="Studies that support it.", examples=[3])
    disputes: int = Field(description="Studies that dispute it.", examples=[1])
    mixed: int = Field(description="Studies with mixed findings.", examples=[0])
    no_difference: int = Field(
        serialization_alias="no-difference",
        description="Studies that found no difference.",
        examples=[1],
    )
    studies: int = Field(description="Studies in all, each counted once.", examples=[5])
    works: int = Field(description="Works that report them.", examples=[6])
    countries: list[str] = Field(description="Countries of the studies.", examples=[["FR", "US"]])


class FindingOfEvidence(Model):
    """What a study found, in a line of evidence."""

    id: str = Field(description="Identifier.", examples=["min-2007-rehospitalisation"])
    iri: str = Field(description="IRI.")
    statement: Bilingual = Field(description="What was found, in our own words.")
    direction: str | None = Field(
        description="Effect for the user: positive, negative, none, mixed, not-applicable.",
        examples=["positive"],
    )
    figures: list[Figure] = Field(description="Figures that go with it.")


class EvidenceLine(Model):
    """One finding that bears on the claim."""

    stance: Stance = Field(description="What the finding does to the claim.")
    why: Bilingual | None = Field(description="Why we read it so, where that needs saying.")
    finding: FindingOfEvidence = Field(description="The finding.")
    study: StudyRef = Field(description="The study that found it.")
    works: list[WorkRef] = Field(description="Works that report the study; may be empty.")
    programme: ProgrammeRef | None = Field(
        description="The programme that the study evaluates; the one asked for, if several."
    )
    programmes: list[ProgrammeRef] = Field(description="All programmes that it evaluates.")
    stated_in: list[Place] = Field(description="Where sources state the finding.")
    citations: list[CarriedBy] = Field(description="Citations that carry the finding.")
    first_hand: bool = Field(
        description="Whether one of these sources is the study's own publication."
    )


class UnresolvedCitation(Model):
    """A citation that bears on the claim and leads to no work that we know."""

    id: str = Field(description="Identifier of the citation.")
    printed: str = Field(description="The citation as printed.")
    stated_in: list[Place] = Field(description="Where it stands.")


class Evidence(Model):
    """A claim and the studies for and against it."""

    claim: ClaimOfEvidence = Field(description="The claim.")
    summary: EvidenceSummary = Field(description="Studies counted, of the evidence below.")
    evidence: list[EvidenceLine] = Field(description="The evidence, by stance, then by study.")
    unresolved: list[UnresolvedCitation] = Field(
        description="Citations that bear on the claim but lead to no known work; never filtered."
    )
