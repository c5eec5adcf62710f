"""Who and what there is: the things we hold to be so, with every reference resolved.

A record is what a file says; an entity is what it comes to once names are persons, places are
checked lines of a known source, and each date has its days. Entities know nothing of RDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from kg.dates import Span
from kg.locators import Locator

__all__ = [
    "Citation",
    "Claim",
    "Contribution",
    "Corpus",
    "Correction",
    "Definition",
    "Disagreement",
    "Event",
    "EvidenceLine",
    "Figure",
    "Finding",
    "Occurrence",
    "Organisation",
    "Period",
    "Person",
    "Place",
    "Programme",
    "PublicRecord",
    "Saying",
    "Section",
    "Source",
    "Study",
    "Term",
    "Thing",
    "Words",
    "Work",
]

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


@dataclass(frozen=True)
class Section:
    """A section of a source."""

    number: str
    heading: str
    line: int


@dataclass(frozen=True)
class Source:
    """A document that was curated."""

    id: str
    label: str
    language: str
    work: str
    file: str
    sha256: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Organisation:
    """An organisation."""

    id: str
    label: Words
    country: str | None


@dataclass(frozen=True)
class Person:
    """A person, with every spelling of the name that a record prints."""

    id: str
    family: str
    given: str
    spellings: tuple[str, ...]

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
class Figure:
    """A measured value."""

    slug: str
    label: Words
    value: Decimal
    unit: str | None
    group: str | None
    n: int | None
    time_point: str | None
    comparator: str | None


@dataclass(frozen=True)
class Saying:
    """What one source or public record says on a disputed point."""

    slug: str
    value: str
    place: Place | None
    record: str | None
    url: str | None


@dataclass(frozen=True)
class Disagreement:
    """A point on which places differ; `concerns` is a thing, perhaps with a fragment."""

    concerns: Thing
    fragment: str | None
    slug: str
    aspect: str
    says: tuple[Saying, ...]
    chosen: str | None
    why: Words


@dataclass(frozen=True)
class Event:
    """Something that happened in a programme."""

    slug: str
    kind: str
    period: Period
    label: Words
    countries: tuple[str, ...]
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Programme:
    """A programme with its events."""

    id: str
    label: Words
    alt_labels: tuple[str, ...]
    kind: str
    countries: tuple[str, ...]
    located: tuple[str, ...]
    operated_by: tuple[str, ...]
    part_of: str | None
    description: Words | None
    period: Period | None
    named_only: bool
    places: tuple[Place, ...]
    events: tuple[Event, ...]


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
    """How a finding bears on a claim."""

    claim: str
    finding: str
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


@dataclass(frozen=True)
class Definition:
    """What one source takes a term to mean."""

    slug: str
    statement: Words
    according_to: str | None
    place: Place


@dataclass(frozen=True)
class Term:
    """A term of the field."""

    id: str
    label: Words
    alt_labels: tuple[tuple[str, str], ...]
    broader: str | None
    related: tuple[str, ...]
    contrasted_with: tuple[str, ...]
    definitions: tuple[Definition, ...]


@dataclass
class Corpus:
    """Everything that the curated data comes to."""

    sources: dict[str, Source] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    occurrences: list[Occurrence] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    public_records: list[PublicRecord] = field(default_factory=list)
    programmes: dict[str, Programme] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)
    studies: dict[str, Study] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    citations: dict[str, Citation] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)

    def places(self) -> set[Place]:
        """Every place that anything rests on."""
        found: set[Place] = set()
        found.update(o.place for o in self.occurrences)
        found.update(c.place for c in self.corrections)
        found.update(c.place for c in self.citations.values())
        for programme in self.programmes.values():
            found.update(programme.places)
            for event in programme.events:
                found.update(event.places)
        for study in self.studies.values():
            found.update(study.places)
        for finding in self.findings.values():
            found.update(finding.places)
        for disagreement in self.disagreements:
            found.update(s.place for s in disagreement.says if s.place is not None)
        for term in self.terms.values():
            found.update(d.place for d in term.definitions)
        return found
