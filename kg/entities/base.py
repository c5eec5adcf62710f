"""What every entity is made of: words in both languages, places, periods."""

from __future__ import annotations

from dataclasses import dataclass

from kg.dates import Span
from kg.locators import Locator

__all__ = ["Period", "Place", "Thing", "Words"]


Thing = tuple[str, str]
"""Kind and identifier."""


@dataclass(frozen=True)
class Words:
    """A text in French and in English."""

    fr: str
    en: str


@dataclass(frozen=True)
class Place:
    """Lines of a source, with the section they stand in."""

    locator: Locator
    section: str | None


@dataclass(frozen=True)
class Period:
    """A date or a span as written (`date`, perhaps `end`), and the days it covers."""

    date: str
    end: str | None
    days: Span
