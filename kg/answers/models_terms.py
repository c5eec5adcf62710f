"""Terms of the field, and the concepts of our vocabularies."""

from __future__ import annotations

from pydantic import Field

from kg.answers.models import Bilingual, Concept, Model, Place
from kg.answers.models_works import WorkRef

__all__ = ["AltLabels", "ConceptItem", "Definition", "Naming", "Term", "TermItem", "TermRef"]


class TermRef(Model):
    """A term, as other answers name it."""

    id: str = Field(description="Identifier of the term.", examples=["pair-aidance"])
    iri: str = Field(description="IRI.", examples=["https://w3id.org/pairkg/term/pair-aidance"])
    label: Bilingual = Field(description="Its label.")


class AltLabels(Model):
    """Other labels of a term, by language."""

    fr: list[str] = Field(description="In French.")
    en: list[str] = Field(description="In English.")


class Definition(Model):
    """What one source says that a term means, in our own words."""

    statement: Bilingual = Field(description="What it means.")
    quotes: WorkRef | None = Field(description="The work that the source takes it from, if any.")
    stated_in: list[Place] = Field(description="Where the source says so.")


class Naming(Model):
    """A name by which a source calls what the term means."""

    label: str = Field(description="The name as printed.", examples=["expert du vécu"])
    language: str = Field(description="Its language.", examples=["fr"])
    country: str | None = Field(description="Where it is used, if the source says.")
    date: str | None = Field(description="When, if the source says.")
    stated_in: list[Place] = Field(description="Where the source says so.")


class TermItem(TermRef):
    """A term with its definitions."""

    alt_labels: AltLabels = Field(description="Other labels.")
    definitions: list[Definition] = Field(description="One a source.")


class Term(TermItem):
    """A term with its place among the others."""

    broader: list[TermRef] = Field(description="Wider terms.")
    narrower: list[TermRef] = Field(description="Narrower terms.")
    related: list[TermRef] = Field(description="Associated terms.")
    contrasted: list[TermRef] = Field(description="Terms that sources set against it.")
    names: list[Naming] = Field(description="Names by country and time, as sources print them.")


class ConceptItem(Concept):
    """A concept with its meaning and place."""

    iri: str = Field(description="IRI.", examples=["https://w3id.org/pairkg/outcome/hope"])
    definition: Bilingual = Field(description="What it means.")
    broader: str | None = Field(description="Code of the wider concept.")
