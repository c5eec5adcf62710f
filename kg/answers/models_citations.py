"""Citations and the sources that make them."""

from __future__ import annotations

from pydantic import Field

from kg.answers.models import Bilingual, Locator, Model, SourceRef
from kg.answers.models_refs import CitationRef, ClaimRef, FindingRef
from kg.answers.models_works import WorkRef

__all__ = [
    "Citation",
    "LeftOut",
    "Passage",
    "SecondReading",
    "Section",
    "Source",
    "SourceItem",
]


class Citation(CitationRef):
    """One place in a source where a work is cited, and what the citation stands for."""

    number: str | None = Field(description="The reference number printed.", examples=["47"])
    citing: WorkRef = Field(description="The work that cites.")
    cited: WorkRef | None = Field(description="The work cited; null where it is not known.")
    findings: list[FindingRef] = Field(description="Findings that the citation carries.")
    claims: list[ClaimRef] = Field(description="Claims that the citation bears on.")
    inferred: bool = Field(description="Whether we inferred which work is cited.")
    reason: Bilingual | None = Field(description="Why, where it is inferred.")


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


class LeftOut(Model):
    """Lines that hold a number, an address or a name, and on which no data rests."""

    line: int = Field(description="The first line.", examples=[12])
    line_end: int = Field(description="The last line.", examples=[12])
    reason: str = Field(description="Why, as a concept.", examples=["heading"])
    note: str | None = Field(description="What was left out, or where else it stands.")


class SecondReading(Model):
    """A point on which the second reader of a source read otherwise."""

    line: int = Field(description="The line read.", examples=[5])
    concerns: str | None = Field(description="IRI of what it is about.")
    settled: str = Field(description="first, second, both or open.", examples=["second"])
    why: Bilingual = Field(description="Why.")


class Source(SourceItem):
    """A source with its sections and what was read from it."""

    sections: list[Section] = Field(description="Its sections.")
    works: int = Field(description="How many works it lists or refers to.", examples=[112])
    citations: int = Field(description="How many citations of it we hold.", examples=[35])
    left_out: list[LeftOut] = Field(description="Lines that the data does not rest on, and why.")
    second_readings: list[SecondReading] = Field(
        description="Where a second reader read otherwise, and what was settled."
    )


class Passage(Model):
    """Lines of a source, from the copy of its text that is registered with this server."""

    source: SourceRef = Field(description="The source.")
    locator: Locator = Field(description="The place in it.")
    text: str = Field(description="The lines, without the blanks around them.")
    sha256: str = Field(description="SHA-256 of the whole text.")
