"""Citations: one entity for each place in a source where a work is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.entities import Citation, Finding, Source, Study, Words
from kg.iris import slug
from kg.located import Read
from kg.records import CitationRecord
from kg.resolve.context import Context

__all__ = ["resolve_citations"]


def resolve_citations(
    context: Context,
    reads: Sequence[Read[CitationRecord]],
    sources: Mapping[str, Source],
    findings: Mapping[str, Finding],
    studies: Mapping[str, Study],
) -> dict[str, Citation]:
    """The citations, by the identifier of source, line and work."""
    found: dict[str, Citation] = {}
    for read in reads:
        record = read.value
        text = f"{record.source}:{record.line}"
        if record.line_end is not None and record.line_end != record.line:
            text += f"-{record.line_end}"
        if record.page is not None:
            text += f" p.{record.page}"
        place = context.place(read, text, "line")
        context.concept(read, "citation-function", record.function, "function")
        if record.work is not None:
            context.thing(read, "work", record.work, "work")
        if place is None:
            continue
        identifier = record.id or citation_id(record)
        if identifier in found:
            message = f"Two citations have the identifier {identifier!r}"
            context.report(read.problem(message, "Give the second one an `id` of its own"))
            continue
        found[identifier] = Citation(
            id=identifier,
            citing=sources[record.source].work,
            work=record.work,
            number=record.number,
            printed=record.printed,
            function=record.function,
            place=place,
            findings=_carried(context, read, findings, studies),
            claims=context.things(read, "claim", record.claims, "claims"),
            inferred=_reason(context, read),
        )
    context.known["citation"] = set(found)
    return found


def citation_id(record: CitationRecord) -> str:
    """Source, line and what is cited: a citation is its place."""
    cited = record.work or f"n{slug(record.number or record.printed)}"
    return f"{record.source}-l{record.line}-{cited}"


def _carried(
    context: Context,
    read: Read[CitationRecord],
    findings: Mapping[str, Finding],
    studies: Mapping[str, Study],
) -> tuple[str, ...]:
    """The findings carried; each must be one that the cited work reports."""
    work = read.value.work
    carried = context.things(read, "finding", read.value.findings, "findings")
    for identifier in carried:
        study = studies.get(findings[identifier].study)
        if work is None:
            message = f"The citation carries the finding {identifier!r} but names no work"
            context.report(read.problem(message, "Name the work, or the claim instead"))
        elif study is not None and work not in study.reported_in:
            message = f"The finding {identifier!r} belongs to the study {study.id!r}, "
            message += f"which the work {work!r} does not report"
            remedy = "Add the work to the study's `reported_in`, or name another finding"
            context.report(read.problem(message, remedy, dangling=True))
    return carried


def _reason(context: Context, read: Read[CitationRecord]) -> Words | None:
    record = read.value
    if record.inferred is None:
        return None
    if record.reason_fr is None or record.reason_en is None:
        message = "An inferred citation has no reason in both languages"
        context.report(read.problem(message, "Fill reason_fr and reason_en"))
        return None
    return Words(record.reason_fr, record.reason_en)
