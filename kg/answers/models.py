"""The parts that many answers share: text in two languages, lists, places, figures, concepts."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Bilingual",
    "Concept",
    "Figure",
    "Listing",
    "Locator",
    "Model",
    "Place",
    "SourceRef",
]


class Model(BaseModel):
    """The base of every answer: never changed once made, and no key that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


Item = TypeVar("Item", bound=BaseModel)


class Bilingual(Model):
    """A text in French and in English; a language we do not have is null."""

    fr: str | None = Field(description="In French.", examples=["Programme Denver"])
    en: str | None = Field(description="In English.", examples=["Denver programme"])


class Listing(Model, Generic[Item]):
    """One page of a list."""

    items: list[Item] = Field(description="The items of this page.")
    total: int = Field(description="How many items the whole list has.", examples=[12])
    limit: int = Field(description="How many items a page may have.", examples=[50])
    offset: int = Field(description="How many items come before this page.", examples=[0])
    next: str | None = Field(default=None, description="Address of the next page, if any.")


class Concept(Model):
    """A concept of one of our vocabularies."""

    id: str = Field(description="Code of the concept.", examples=["hospitalisation"])
    label: Bilingual = Field(description="Its label.")


class SourceRef(Model):
    """A source document, as answers name it."""

    id: str = Field(description="Identifier of the source.", examples=["ireps-dossier-2019"])
    label: str = Field(description="Its name.")


class Locator(Model):
    """A place in a source: lines of its text, with section and page where they are known."""

    section: str | None = Field(description="Number of the section.", examples=["4.5"])
    page: int | None = Field(description="Page, where known.")
    line: int = Field(description="First line, counted from one.", examples=[913])
    line_end: int = Field(description="Last line.", examples=[913])


class Place(Model):
    """Where a source states something."""

    source: SourceRef = Field(description="The source.")
    locator: Locator = Field(description="The place in it.")


class Figure(Model):
    """A measured value."""

    label: Bilingual = Field(description="What is measured.")
    value: int | float = Field(description="The number.", examples=[62])
    measure: str = Field(
        description="What it measures: a count, a proportion, an absolute or relative difference.",
        examples=["proportion"],
    )
    unit: str | None = Field(description="Its unit.", examples=["%"])
    group: str | None = Field(description="Whom it is about.")
    n: int | None = Field(description="Size of that group.", examples=[106])
    time_point: str | None = Field(description="When it was measured.", examples=["3 years"])
    comparator: str | None = Field(description="What it is compared with.")
    record: str | None = Field(
        description="The public record that prints the number, when no source does."
    )
