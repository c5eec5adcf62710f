"""Everything that the curated data comes to."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.entities.base import Place
from kg.entities.bibliography import (
    Citation,
    Correction,
    Occurrence,
    Organisation,
    Person,
    PublicRecord,
    Work,
)
from kg.entities.evidence import Claim, Finding, Study
from kg.entities.imports import Alias, Import, MergedName, Variant
from kg.entities.programmes import Disagreement, Programme
from kg.entities.sources import Omission, Review, Source, Unprinted
from kg.entities.terms import Term
from kg.locators import TextSpan

__all__ = ["Corpus"]


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
    omissions: list[Omission] = field(default_factory=list)
    unprinted: list[Unprinted] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    spans: dict[Place, TextSpan] = field(default_factory=dict)
    imports: dict[str, Import] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    merged_names: list[MergedName] = field(default_factory=list)

    def places(self) -> set[Place]:
        """Every place that anything rests on; omissions rest on none."""
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
            found.update(n.place for n in term.names)
        return found
