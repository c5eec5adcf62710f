"""Studies and what they found."""

from __future__ import annotations

from pydantic import Field

from kg.answers.models import Bilingual, Concept, Figure, Model, Place
from kg.answers.models_refs import ClaimRef, FindingRef, ProgrammeRef, StudyRef
from kg.answers.models_works import WorkRef

__all__ = ["CarriedBy", "Finding", "FindingClaim", "FindingItem", "Study", "StudyItem"]


class StudyItem(StudyRef):
    """A study in a list."""

    works: list[WorkRef] = Field(description="Works that report it.")
    programmes: list[ProgrammeRef] = Field(description="Programmes that it evaluates.")


class FindingItem(FindingRef):
    """A finding in a list."""

    direction: str | None = Field(
        description="Effect for the user: positive, negative, none, mixed, not-applicable.",
        examples=["positive"],
    )
    outcomes: list[Concept] = Field(description="Outcomes that it is about.")
    figures: list[Figure] = Field(description="Figures that go with it.")
    study: StudyRef = Field(description="The study that found it.")
    stated_in: list[Place] = Field(description="Where sources state it.")


class Study(StudyItem):
    """A study with all we hold about it."""

    settings: list[Concept] = Field(description="Where it took place.")
    populations: list[Concept] = Field(description="Who was studied.")
    stated_in: list[Place] = Field(description="Where sources tell of it.")
    findings: list[FindingItem] = Field(description="What it found.")


class FindingClaim(ClaimRef):
    """A claim that a finding bears on."""

    stance: str = Field(description="What the finding does to it.", examples=["supports"])
    why: Bilingual | None = Field(description="Why we read it so, where that needs saying.")


class CarriedBy(Model):
    """A citation that carries a finding."""

    id: str = Field(description="Identifier of the citation.")
    printed: str = Field(description="The citation as printed.")


class Finding(FindingItem):
    """A finding with all we hold about it."""

    first_hand: bool = Field(description="Whether the study's own publication states it.")
    works: list[WorkRef] = Field(description="Works that report the study.")
    programmes: list[ProgrammeRef] = Field(description="Programmes that the study evaluates.")
    claims: list[FindingClaim] = Field(description="Claims that it bears on.")
    citations: list[CarriedBy] = Field(description="Citations that carry it.")
