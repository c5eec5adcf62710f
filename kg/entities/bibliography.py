"""Works, the people behind them, where sources print and cite them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.entities.base import Period, Place, Thing, Words

__all__ = [
    "Citation",
    "Contribution",
    "Correction",
    "Occurrence",
    "Organisation",
    "Person",
    "PublicRecord",
    "Spelling",
    "Work",
]


@dataclass(frozen=True)
class Organisation:
    """An organisation."""

    id: str
    label: Words
    country: str | None


@dataclass(frozen=True)
class Spelling:
    """A printed name that stands for a person of another identifier, and why it does."""

    printed: str
    reason: str


@dataclass(frozen=True)
class Person:
    """A person, with every spelling of the name that a record prints."""

    id: str
    family: str
    given: str
    spellings: tuple[str, ...]
    joined: tuple[Spelling, ...]

    @property
    def name(self) -> str:
        """Given name, then family name."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True)
class Contribution:
    """One name on a work, in its order; `agent` is None for the unnamed rest (`others`)."""

    position: int
    role: str
    agent: Thing | None
    family: str
    given: str

    @property
    def printed(self) -> str:
        """The name as `Family, Given`."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True)
class Work:
    """A publication."""

    key: str
    type: str
    title: str | None
    contributions: tuple[Contribution, ...]
    issued: Period | None
    facts: tuple[tuple[str, str], ...]
    language: str | None
    status: str
    identification: str
    confidence: Decimal | None
    countries: tuple[str, ...]
    programmes: tuple[str, ...]
    terms: tuple[str, ...]
    remark: str | None


@dataclass(frozen=True)
class Occurrence:
    """A place where a source prints a work's reference."""

    work: str
    place: Place


@dataclass(frozen=True)
class Correction:
    """A misprint of a source in a work's reference."""

    work: str
    field: str
    printed: str
    corrected: str
    place: Place
    reason: Words


@dataclass(frozen=True)
class PublicRecord:
    """A public record that identifies a work."""

    work: str
    name: str
    url: str | None
    shows: str


@dataclass(frozen=True)
class Citation:
    """One place in a source where a work is cited; `work` is None where it is not resolved."""

    id: str
    citing: str
    work: str | None
    number: str | None
    printed: str
    function: str
    place: Place
    findings: tuple[str, ...]
    claims: tuple[str, ...]
    inferred: Words | None
