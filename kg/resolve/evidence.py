"""Studies, claims, findings and the lines of evidence between them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.entities import Claim, EvidenceLine, Finding, Study
from kg.located import Read
from kg.records import ClaimRecord, FindingRecord, StudyRecord
from kg.resolve.context import Context, optional_words, words

__all__ = ["resolve_claims", "resolve_findings", "resolve_studies"]


def resolve_studies(context: Context, reads: Sequence[Read[StudyRecord]]) -> dict[str, Study]:
    """The investigations."""
    found = {}
    for read in reads:
        record = read.value
        context.concept(read, "design", record.design, "design")
        found[record.id] = Study(
            id=record.id,
            label=words(record.label),
            design=record.design,
            sample_size=record.sample_size,
            countries=context.selected(read, "country", record.countries, "countries"),
            period=context.period(read, record.period, None, "period"),
            settings=context.selected(read, "setting", record.settings, "settings"),
            populations=context.selected(read, "population", record.populations, "populations"),
            reported_in=context.things(read, "work", record.reported_in, "reported_in"),
            evaluates=context.things(read, "programme", record.evaluates, "evaluates"),
            places=context.places(read, record.stated_in, "stated_in"),
        )
    return found


def resolve_claims(context: Context, reads: Sequence[Read[ClaimRecord]]) -> dict[str, Claim]:
    """The claims."""
    found = {}
    for read in reads:
        record = read.value
        context.concept(read, "outcome", record.outcome, "outcome")
        found[record.id] = Claim(
            record.id, words(record.statement), record.outcome, optional_words(record.note)
        )
    return found


def resolve_findings(context: Context, reads: Sequence[Read[FindingRecord]]) -> dict[str, Finding]:
    """The findings, each of one study, with what they say to claims."""
    found = {}
    for read in reads:
        record = read.value
        context.thing(read, "study", record.study, "study")
        context.concept(read, "direction", record.direction, "direction")
        found[record.id] = Finding(
            id=record.id,
            study=record.study,
            statement=words(record.statement),
            direction=record.direction,
            outcomes=context.selected(read, "outcome", record.outcomes, "outcomes"),
            figures=context.figures(read, record.figures, "figures"),
            places=context.places(read, record.stated_in, "stated_in"),
            evidence=_evidence(context, read),
        )
    return found


def _evidence(context: Context, read: Read[FindingRecord]) -> tuple[EvidenceLine, ...]:
    lines: dict[str, EvidenceLine] = {}
    for i, record in enumerate(read.value.evidence):
        path = ("evidence", i)
        known = context.thing(read, "claim", record.claim, *path, "claim")
        if not context.concept(read, "stance", record.stance, *path, "stance") or not known:
            continue
        if record.claim in lines:
            message = f"The finding {read.value.id!r} bears on {record.claim!r} twice"
            remedy = "Keep one stance, or write two findings"
            context.report(read.problem(message, remedy, *path, "claim"))
            continue
        lines[record.claim] = EvidenceLine(record.claim, record.stance, optional_words(record.why))
    return tuple(lines.values())
