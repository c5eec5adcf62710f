"""Types that the records share: identifiers, places, dates, texts in both languages."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kg.dates import BadDateError, span
from kg.iris import is_slug
from kg.locators import BadLocatorError, parse_locator

__all__ = [
    "Edtf",
    "Id",
    "Ids",
    "Languages",
    "NonEmpty",
    "Place",
    "Places",
    "Record",
    "RecordReference",
    "Text",
    "empty_list",
]


def _identifier(text: str) -> str:
    if not is_slug(text):
        raise ValueError(f"{text!r} is not an identifier (lower-case letters, digits and hyphens)")
    return text


def _place(text: str) -> str:
    try:
        parse_locator(text)
    except BadLocatorError as error:
        raise ValueError(str(error)) from None
    return text


def _date(text: str) -> str:
    try:
        span(text)
    except BadDateError as error:
        raise ValueError(str(error)) from None
    return text


def empty_list(value: object) -> object:
    """An empty list for a key without a value."""
    return [] if value is None else value


Id = Annotated[str, AfterValidator(_identifier)]
Place = Annotated[str, AfterValidator(_place)]
Edtf = Annotated[str, AfterValidator(_date)]
NonEmpty = Annotated[str, Field(min_length=1)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(empty_list)]
Places = Annotated[tuple[Place, ...], Field(min_length=1)]


class Record(BaseModel):
    """A record: unknown keys are faults, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Record):
    """A text in both languages."""

    fr: NonEmpty
    en: NonEmpty


class Languages(Record):
    """Several texts in each language."""

    fr: tuple[NonEmpty, ...] = ()
    en: tuple[NonEmpty, ...] = ()


class RecordReference(Record):
    """A public record outside the sources."""

    name: NonEmpty
    url: NonEmpty | None = None
