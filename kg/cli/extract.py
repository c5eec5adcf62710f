"""`pairkg extract`: the references that a document prints."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.speech import give, say
from kg.problems import PairkgError, Problems

__all__ = ["command"]


@click.command("extract")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(["csl-json", "report"]),
    default="csl-json",
    show_default=True,
    help="CSL-JSON for programs, a report for people.",
)
def command(file: Path, form: str) -> None:
    """Read the references out of a dossier in text or Markdown, or a library; FILE stays as it is.

    A library is BibTeX, biblatex, RIS, PubMed (.nbib), CSL-JSON or a list of DOIs.
    """
    from kg.library import is_library

    if is_library(file):
        _library(file, form)
        return
    from kg.extract import extract_document
    from kg.extract.report import report
    from kg.references import to_csl_json

    extraction = extract_document(file)
    if form == "report":
        give(report(extraction).encode())
    else:
        items = to_csl_json(extraction.references)
        give((json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode())
        for leftover in extraction.leftovers:
            say(f"{file}:{leftover.line}: not understood: {leftover.reason}.")
    if not extraction.references:
        raise PairkgError(f"{file} prints no reference in a layout that is known here.")


def _library(file: Path, form: str) -> None:
    """Hand over the references of a library, then name every problem."""
    from kg.library import read_library
    from kg.library.report import library_report
    from kg.references import to_csl_json

    result = read_library(file)
    if form == "report":
        give(library_report(result).encode())
    else:
        items = to_csl_json(result.references)
        give((json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode())
    if result.problems:
        raise Problems(result.problems)
