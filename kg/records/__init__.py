"""What the files say: one model a kind of record, as a curator wrote it.

References are still names, places still text. Nothing here knows whether what a record points to
exists; `kg.resolve` turns records into entities, which do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.located import Read
from kg.records.base import Text
from kg.records.bibliography import (
    CitationRecord,
    CorrectionRecord,
    NameRecord,
    OccurrenceRecord,
    OrganisationRecord,
    PersonRecord,
    PublicRecordRecord,
    WorkRecord,
)
from kg.records.evidence import ClaimRecord, EvidenceRecord, FindingRecord, StudyRecord
from kg.records.imports import (
    CitedRecord,
    DecisionRecord,
    DifferenceRecord,
    ImportedRecord,
    ImportRecord,
    NameMatchRecord,
    UncertainRecord,
)
from kg.records.programmes import (
    ConcernedDisagreementRecord,
    DisagreementRecord,
    EventRecord,
    FigureRecord,
    ProgrammeRecord,
    SayingRecord,
)
from kg.records.sources import (
    OmissionRecord,
    ReviewRecord,
    SectionRecord,
    SourceRecord,
    SpanRecord,
    UnprintedRecord,
)
from kg.records.terms import DefinitionRecord, NamingRecord, TermRecord

__all__ = [
    "CitationRecord",
    "CitedRecord",
    "ClaimRecord",
    "ConcernedDisagreementRecord",
    "CorrectionRecord",
    "DecisionRecord",
    "DefinitionRecord",
    "DifferenceRecord",
    "DisagreementRecord",
    "EventRecord",
    "EvidenceRecord",
    "FigureRecord",
    "FindingRecord",
    "ImportRecord",
    "ImportedRecord",
    "NameMatchRecord",
    "NameRecord",
    "NamingRecord",
    "OccurrenceRecord",
    "OmissionRecord",
    "OrganisationRecord",
    "PersonRecord",
    "ProgrammeRecord",
    "PublicRecordRecord",
    "Records",
    "ReviewRecord",
    "SayingRecord",
    "SectionRecord",
    "SourceRecord",
    "SpanRecord",
    "StudyRecord",
    "TermRecord",
    "Text",
    "UncertainRecord",
    "UnprintedRecord",
    "WorkRecord",
]


@dataclass
class Records:
    """All that a data folder says."""

    sources: list[Read[SourceRecord]] = field(default_factory=list)
    organisations: list[Read[OrganisationRecord]] = field(default_factory=list)
    people: list[Read[PersonRecord]] = field(default_factory=list)
    programmes: list[Read[ProgrammeRecord]] = field(default_factory=list)
    disagreements: list[Read[ConcernedDisagreementRecord]] = field(default_factory=list)
    studies: list[Read[StudyRecord]] = field(default_factory=list)
    claims: list[Read[ClaimRecord]] = field(default_factory=list)
    findings: list[Read[FindingRecord]] = field(default_factory=list)
    citations: list[Read[CitationRecord]] = field(default_factory=list)
    terms: list[Read[TermRecord]] = field(default_factory=list)
    works: list[Read[WorkRecord]] = field(default_factory=list)
    occurrences: list[Read[OccurrenceRecord]] = field(default_factory=list)
    corrections: list[Read[CorrectionRecord]] = field(default_factory=list)
    public_records: list[Read[PublicRecordRecord]] = field(default_factory=list)
    omissions: list[Read[OmissionRecord]] = field(default_factory=list)
    unprinted: list[Read[UnprintedRecord]] = field(default_factory=list)
    spans: list[Read[SpanRecord]] = field(default_factory=list)
    reviews: list[Read[ReviewRecord]] = field(default_factory=list)
    imports: list[Read[ImportRecord]] = field(default_factory=list)
    imported: list[Read[ImportedRecord]] = field(default_factory=list)
    differences: list[Read[DifferenceRecord]] = field(default_factory=list)
    uncertain: list[Read[UncertainRecord]] = field(default_factory=list)
    name_matches: list[Read[NameMatchRecord]] = field(default_factory=list)
    cited: list[Read[CitedRecord]] = field(default_factory=list)
    decisions: list[Read[DecisionRecord]] = field(default_factory=list)
