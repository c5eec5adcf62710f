"""What was read from a library, as text for a person: references, doubts, and the account."""

from __future__ import annotations

from collections.abc import Iterator

from kg.library.result import LibraryResult

__all__ = ["library_report"]


def library_report(result: LibraryResult) -> str:
    """The whole report; its last line counts records in, references, and records not read."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: LibraryResult) -> Iterator[str]:
    for number, reference in enumerate(result.references, start=1):
        yield f"{number}. {reference.csl.get('title', '(no title)')}"
        yield f"   {reference.id}: line {reference.occurrences[0].line}"
        yield from (f"   warning: {warning}" for warning in reference.warnings)
        for name, text in result.unplaced.get(reference.id, {}).items():
            yield f"   kept as written, {name}: {' '.join(text.split())}"
        yield ""
    if result.problems:
        yield "Problems"
        yield from (f"   {problem.text()}" for problem in result.problems)
        yield ""
    yield (
        f"{result.records_in} records in: {len(result.references)} references, "
        f"{len(result.unread)} that cannot be read."
    )
