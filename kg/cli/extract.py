"""`pairkg extract`: the references that a document prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.speech import give, say
from kg.problems import PairkgError, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract import Extraction
    from kg.intext.whole import Cited
    from kg.library.writing import Unplaced
    from kg.references import Reference

__all__ = ["command"]


@click.command("extract")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(["csl-json", "bibtex", "ris", "citations", "report"]),
    default="csl-json",
    show_default=True,
    help="CSL-JSON, BibTeX or RIS of the references, citations of the text, a report for people.",
)
def command(file: Path, form: str) -> None:
    """Read the references out of a document or a library; FILE stays as it is.

    A document is text, Markdown, .docx, .odt, .html or a .pdf that holds text. A library is BibTeX,
    biblatex, RIS, EndNote (.xml, .enw), PubMed (.nbib), CSL-JSON, or a list of references or DOIs.
    What BibTeX or RIS cannot hold is named, and the exit code is then 1.
    """
    from kg.library import is_library

    if is_library(file):
        if form == "citations":
            raise PairkgError(f"{file} is a library: only a document has citations; give one.")
        _library(file, form)
        return
    from kg.extract.report import report
    from kg.intext.whole import citation_report, cited_document

    extraction, found = cited_document(file)
    if form == "citations":
        _citations(extraction, found)
        return
    if form == "report":
        give((report(extraction) + citation_report(found)).encode())
    else:
        lost = _write(file, form, extraction.references, {})
        for note in extraction.notes:
            say(f"{file}: {note}")
        for leftover in extraction.leftovers:
            say(f"{file}:{leftover.line}: not understood: {leftover.reason}.")
        if lost:
            raise Problems(lost)
    if not extraction.references:
        raise PairkgError(f"{file} prints no reference in a layout that is known here.")


def _citations(extraction: Extraction, found: Cited) -> None:
    """Hand over the citations of the running text; say which notes are no citations."""
    from kg.intext.whole import citation_items

    items = citation_items(found, extraction.origins)
    give((json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode())
    for note in found.remarks:
        say(f"note {note.number} (line {note.line}) holds no reference; its call is no citation.")


def _library(file: Path, form: str) -> None:
    """Hand over the references of a library, then name every problem."""
    from kg.library import read_library
    from kg.library.report import library_report

    result = read_library(file)
    problems = list(result.problems)
    if form == "report":
        give(library_report(result).encode())
    else:
        problems += _write(file, form, result.references, result.unplaced)
    if problems:
        raise Problems(problems)


def _write(
    file: Path, form: str, references: Sequence[Reference], unplaced: Unplaced
) -> list[Problem]:
    """Hand over the references in a format; what it cannot hold, each with its line in the file."""
    from kg.library.writing import WRITERS

    writer = WRITERS[form]
    give(writer.write(references, unplaced).encode())
    lines = {reference.id: reference.occurrences[0].line for reference in references}
    return [
        Problem(str(file), lines[loss.id], f"In {form}, {loss.text()}")
        for loss in writer.losses(references, unplaced)
    ]
