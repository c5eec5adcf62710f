"""Reads RIS in the dialects of EndNote, Zotero, Embase and Ovid, Cairn, HAL and PubMed.

A record without an end or a beginning is read, with a warning; sentences under records are
reported once for the file. Which tag is which variable stands in `kg.library.ris_fields`.
"""

from __future__ import annotations

from kg.library.result import Collector, LibraryResult
from kg.library.ris_fields import csl_of_record
from kg.library.tagged import TaggedRecord, split_ris
from kg.library.tagged_evidence import evidence_of_tags

__all__ = ["read_ris", "report_outside"]

_LONGEST = 200


def read_ris(text: str, file: str) -> LibraryResult:
    """The records of a text in order."""
    account = Collector(file)
    records, outside = split_ris(text)
    for record in records:
        _add(record, account)
    report_outside(outside, account)
    return account.result()


def report_outside(outside: list[tuple[int, str]], account: Collector) -> None:
    """One problem for all lines that belong to no record."""
    if outside:
        line, text = outside[0]
        count = "A line stands" if len(outside) == 1 else f"{len(outside)} lines stand"
        message = f"{count} outside of the records: {text[:60]!r}"
        account.problem(line, message, "Look whether a record was meant", text)


_OF_A_WORK = {"title", "author", "editor", "container-title", "DOI", "URL", "PMID"}


def _add(record: TaggedRecord, account: Collector) -> None:
    warnings = []
    csl, rest, odd, identifier = csl_of_record(record.values())
    if not record.begun and _OF_A_WORK.isdisjoint(csl):  # as Ovid's NL after the end
        message = f"Fields stand outside of the records: {', '.join([*csl, *rest][1:])}"
        account.problem(record.line, message[:_LONGEST], "Look whether a record was meant")
        return
    if not record.begun:
        message = "The record does not begin with its type (TY)"
        warnings.append(f"Line {record.line}: {message}")
        account.problem(record.line, message, "Add the line; it is read as a document")
    if not record.ended:
        message = "The record is not closed (ER)"
        warnings.append(f"Line {record.line}: {message}")
        account.problem(record.line, message, "Add the line; the record is read all the same")
    warnings += [f"Line {record.line}: {why}" for why in odd]
    if len(csl) == 1 and not rest:
        account.lost(record.line, "The record has no fields", "Add them or delete it")
        return
    evidence = evidence_of_tags(csl, record.placed())
    account.add(
        identifier or f"record-{record.line}", csl, record.line, warnings, rest, evidence=evidence
    )
