"""An extraction as text for a person: every work with its doubts, then what was not understood."""

from __future__ import annotations

from collections.abc import Iterator

from kg.documents import place_of
from kg.extract.document import Extraction
from kg.extract.misprints import show
from kg.references import Reference

__all__ = ["report"]

_ORDER = (
    "type",
    "genre",
    "author",
    "editor",
    "issued",
    "container-title",
    "collection-title",
    "collection-number",
    "volume",
    "issue",
    "page",
    "number-of-pages",
    "number-of-volumes",
    "publisher",
    "publisher-place",
    "URL",
    "DOI",
    "note",
)


def report(extraction: Extraction) -> str:
    """The whole report, ended by the count: printed references are works' occurrences, one each."""
    return "\n".join([*_works(extraction), *_rest(extraction)]) + "\n"


def _works(extraction: Extraction) -> Iterator[str]:
    for number, reference in enumerate(extraction.references, start=1):
        yield f"{number}. {reference.csl.get('title', '(no title is printed)')}"
        places = ", ".join(
            _place(extraction, place.line)
            + (f" (section {place.section})" if place.section else "")
            for place in reference.occurrences
        )
        yield f"   {reference.id}: {places}"
        yield from _fields(reference)
        for correction in reference.corrections:
            yield (
                f"   correction of {correction.field}: {correction.printed!r} -> "
                f"{correction.corrected!r} ({correction.reason})"
            )
        for warning in reference.warnings:
            yield f"   warning: {warning}"
        yield ""


def _place(extraction: Extraction, line: int) -> str:
    """The line, and where it stands in a file that has no lines: "page 3 (line 41 of its text)"."""
    origin = place_of(extraction.origins, line)
    return f"line {line}" if origin is None else f"{origin} (line {line} of its text)"


def _fields(reference: Reference) -> Iterator[str]:
    sure: dict[str, float] = {}
    for span in reference.evidence:
        sure[span.field] = max(span.confidence, sure.get(span.field, 0.0))
    named = [name for name in _ORDER if name in reference.csl]
    for name in (*named, *sorted(set(reference.csl) - {*named, "title"})):
        confidence = f"  [{sure[name]:.2f}]" if name in sure else ""
        yield f"   {name}: {show(reference.csl[name])}{confidence}"


def _rest(extraction: Extraction) -> Iterator[str]:
    if extraction.leftovers:
        yield "Not understood:"
        for leftover in extraction.leftovers:
            place = _place(extraction, leftover.line)
            yield f"   {place}: {leftover.reason}: {leftover.text}"
        yield ""
    if extraction.notes:
        yield "About the file:"
        yield from (f"   {note}" for note in extraction.notes)
        yield ""
    works = len(extraction.references)
    yield (
        f"{extraction.printed} printed references are {works} works; "
        f"{len(extraction.leftovers)} lines were not understood."
    )
