"""Studies, claims, findings and the lines of evidence between them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entities.base import Period, Place, Words
from kg.entities.programmes import Figure

__all__ = ["Claim", "EvidenceLine", "Finding", "Study"]


@dataclass(frozen=True)
class Study:
    """An investigation."""

    id: str
    label: Words
    design: str
    sample_size: int | None
    countries: tuple[str, ...]
    period: Period | None
    settings: tuple[str, ...]
    populations: tuple[str, ...]
    reported_in: tuple[str, ...]
    evaluates: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Claim:
    """A statement that findings support or dispute."""

    id: str
    statement: Words
    outcome: str
    note: Words | None


@dataclass(frozen=True)
class EvidenceLine:
    """How the finding that holds it bears on a claim."""

    claim: str
    stance: str
    why: Words | None


@dataclass(frozen=True)
class Finding:
    """What one study found."""

    id: str
    study: str
    statement: Words
    direction: str
    outcomes: tuple[str, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    evidence: tuple[EvidenceLine, ...]
