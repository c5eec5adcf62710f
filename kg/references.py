"""A reference as a document prints it: CSL fields, every place, doubts and their evidence.

What reads references out of documents and library files hands these over; what matches, adds or
prints them takes these. A field that is not printed is absent, and what was put right is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Evidence", "FieldCorrection", "Occurrence", "Reference", "to_csl_json"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the work is described: the 1-based line where the block begins."""

    line: int
    section: str | None


@dataclass(frozen=True)
class FieldCorrection:
    """A value that is printed otherwise: as printed, as we read it, and why."""

    field: str
    printed: str
    corrected: str
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a field was read and how sure that is; `start` and `end` are columns of the line."""

    field: str
    confidence: float
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """One work; `csl` holds the fields of a CSL-JSON 1.0.2 item, without `custom`."""

    id: str
    csl: Mapping[str, Any]
    occurrences: tuple[Occurrence, ...] = ()
    warnings: tuple[str, ...] = ()
    corrections: tuple[FieldCorrection, ...] = ()
    evidence: Sequence[Evidence] = ()


def to_csl_json(references: Iterable[Reference]) -> list[dict[str, Any]]:
    """CSL-JSON items; what CSL has no field for stands under `custom`."""
    return [
        dict(reference.csl)
        | {
            "id": reference.id,
            "custom": {
                "occurrences": [asdict(place) for place in reference.occurrences],
                "warnings": list(reference.warnings),
                "corrections": [asdict(correction) for correction in reference.corrections],
                "evidence": [asdict(span) for span in reference.evidence],
            },
        }
        for reference in references
    ]
