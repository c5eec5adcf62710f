"""What the files say of terms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from kg.records.base import Edtf, Id, Ids, Languages, NonEmpty, Place, Record, Text, empty_list

__all__ = ["DefinitionRecord", "NamingRecord", "TermRecord"]


class NamingRecord(Record):
    """A name by which a source calls a term, perhaps of one country or time."""

    label: NonEmpty
    lang: Literal["fr", "en"]
    country: NonEmpty | None = None
    date: Edtf | None = None
    at: Place


class DefinitionRecord(Record):
    """What one source takes a term to mean, in our words."""

    slug: Id
    statement: Text
    quotes: Id | None = None
    at: Place


class TermRecord(Record):
    """A term of the field."""

    id: Id
    label: Text
    alt_labels: Languages = Languages()
    broader: Id | None = None
    related: Ids = ()
    contrasted_with: Ids = ()
    names: Annotated[tuple[NamingRecord, ...], BeforeValidator(empty_list)] = ()
    definitions: Annotated[tuple[DefinitionRecord, ...], BeforeValidator(empty_list)] = ()
