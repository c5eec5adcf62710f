"""Citations and the sources that make them."""

from __future__ import annotations

from pydantic import Field

from kg.answers.models import Bilingual, Model, SourceRef
from kg.answers.models_refs import CitationRef, ClaimRef, FindingRef
from kg.answers.models_works import WorkRef

__all__ = ["Citation", "Section", "Source", "SourceItem"]


class Citation(CitationRef):
    """One place in a source where a work is cited, and what the citation stands for."""

    number: str | None = Field(description="The reference number printed.", examples=["47"])
    citing: WorkRef = Field(description="The work that cites.")
    cited: WorkRef | None = Field(description="The work cited; null where it is not known.")
    findings: list[FindingRef] = Field(description="Findings that the citation carries.")
    claims: list[ClaimRef] = Field(description="Claims that the citation bears on.")
    inferred: bool = Field(description="Whether we inferred which work is cited.")
    reason: Bilingual = Field(description="Why, where it is inferred.")


class Section(Model):
    """A numbered part of a source."""

    number: str = Field(description="Its number.", examples=["4.5"])
    heading: str = Field(description="Its heading.")
    line: int = Field(description="Its first line.", examples=[855])


class SourceItem(SourceRef):
    """A source in a list."""

    iri: str = Field(description="IRI.")
    language: str | None = Field(description="Language of its text.", examples=["fr"])
    work: WorkRef | None = Field(description="The work whose text it is.")
    file: str | None = Field(description="Name of the file that was read.")
    sha256: str | None = Field(description="SHA-256 of that file.")


class Source(SourceItem):
    """A source with its sections and what was read from it."""

    sections: list[Section] = Field(description="Its sections.")
    works: int = Field(description="How many works it lists or refers to.", examples=[112])
    citations: int = Field(description="How many citations of it we hold.", examples=[35])
