"""Types that the records share: identifiers, places, dates, addresses, texts in both languages."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kg.dates import BadDateError, span
from kg.iris import is_slug
from kg.locators import BadLocatorError, parse_locator

__all__ = [
    "Edtf",
    "Id",
    "Ids",
    "LanguageTag",
    "Languages",
    "NonEmpty",
    "Place",
    "Places",
    "Record",
    "RecordReference",
    "Text",
    "Url",
    "empty_list",
]


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_CHARS = r"(?:[\w!$&'()*+,;=:@.~-]|%[0-9A-Fa-f]{2})"
_URL = re.compile(
    r"https?://[\w.~-]+(?::[0-9]+)?"
    rf"(?:/(?:{_CHARS}|/)*)?(?:\?(?:{_CHARS}|[/?])*)?(?:#(?:{_CHARS}|[/?])*)?"
)


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


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"{text!r} is not a code of a language such as fr or pt-BR")
    return text


def _url(text: str) -> str:
    if not _URL.fullmatch(text):
        raise ValueError(f"{text!r} is not an address such as https://example.org/page")
    return text


def empty_list(value: object) -> object:
    """An empty list for a key without a value."""
    return [] if value is None else value


Id = Annotated[str, AfterValidator(_identifier)]
Place = Annotated[str, AfterValidator(_place)]
Edtf = Annotated[str, AfterValidator(_date)]
LanguageTag = Annotated[str, AfterValidator(_language)]
Url = Annotated[str, AfterValidator(_url)]
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
    url: Url | None = None
