"""Who and what there is: the things we hold to be so, with every reference resolved.

A record is what a file says; an entity is what it comes to once names are persons, places are
checked lines of a known source, and each date has its days. Entities know nothing of RDF.
"""

from __future__ import annotations

from kg.entities.base import Period, Place, Thing, Words
from kg.entities.bibliography import (
    Citation,
    Contribution,
    Correction,
    Occurrence,
    Organisation,
    Person,
    PublicRecord,
    Spelling,
    Work,
)
from kg.entities.corpus import Corpus
from kg.entities.evidence import Claim, EvidenceLine, Finding, Study
from kg.entities.imports import Alias, Import, MergedName, Variant
from kg.entities.programmes import Disagreement, Event, Figure, Programme, Saying
from kg.entities.sources import Omission, Review, Section, Source, Unprinted
from kg.entities.terms import Definition, Naming, Term

__all__ = [
    "Alias",
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
    "Import",
    "MergedName",
    "Naming",
    "Occurrence",
    "Omission",
    "Organisation",
    "Period",
    "Person",
    "Place",
    "Programme",
    "PublicRecord",
    "Review",
    "Saying",
    "Section",
    "Source",
    "Spelling",
    "Study",
    "Term",
    "Thing",
    "Unprinted",
    "Variant",
    "Words",
    "Work",
]
