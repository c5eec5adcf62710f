"""Citations that an ingest read in a document which is one of the sources.

A citation needs a work that cites, and a document that was only taken in has no record of its own.
Once it is a source (the same SHA-256 in `sources.yaml`), what was read in it becomes citations of
that source; the rows of `data/citations/` win where they speak of the same line and work.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.entities import Citation, Source, Words
from kg.located import Read
from kg.records import CitedRecord, Records
from kg.resolve.context import Context

__all__ = ["with_cited"]

_FUNCTION = "cites"
"""All that a program knows of what a citation does."""


def with_cited(
    context: Context,
    records: Records,
    sources: Mapping[str, Source],
    citations: Mapping[str, Citation],
    kept: Mapping[str, str],
) -> dict[str, Citation]:
    """The citations, with those of ingested documents that are sources and lead to a work.

    `kept` leads from works that were merged away to those that remain.
    """
    by_text = {source.sha256: source for source in sources.values()}
    of_import = {
        read.value.folder: by_text[read.value.sha256]
        for read in records.imports
        if read.value.sha256 in by_text
    }
    found = dict(citations)
    there = {
        (citation.place.locator.source, line, citation.work)
        for citation in citations.values()
        for line in range(citation.place.locator.first, citation.place.locator.last + 1)
    }
    for read in records.cited:
        source = of_import.get(read.value.folder)
        work = kept.get(read.value.work or "", read.value.work)
        if source is None or work is None or (source.id, read.value.line, work) in there:
            continue
        citation = _citation(context, read, source, work, found)
        if citation is not None:
            found[citation.id] = citation
    context.known["citation"] = set(found)
    return found


def _citation(
    context: Context,
    read: Read[CitedRecord],
    source: Source,
    work: str,
    found: Mapping[str, Citation],
) -> Citation | None:
    record = read.value
    place = context.place(read, f"{source.id}:{record.line}", "line")
    # That there is such a work is asked of every row elsewhere.
    if place is None or work not in context.known.get("work", ()):
        return None
    stem = identifier = f"{source.id}-l{record.line}-{work}"
    times = 1
    while identifier in found:  # cited twice on one line
        times += 1
        identifier = f"{stem}-{times}"
    how = f"{record.confidence:f}"
    reason = Words(
        f"Appel lu et rapproché par programme (confiance {how})",
        f"Call read and matched by program (confidence {how}): {record.reason}",
    )
    return Citation(
        id=identifier,
        citing=source.work,
        work=work,
        number=None,
        printed=record.printed,
        function=_FUNCTION,
        place=place,
        findings=(),
        claims=(),
        inferred=reason,
    )
