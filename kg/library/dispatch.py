"""Which reader a file is for: by what it holds, then by what it is called."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from kg.library.bibtex import read_bibtex
from kg.library.csljson import read_csl_json
from kg.library.dois import is_identifier, read_identifiers
from kg.library.endnote_tagged import TAGGED, read_endnote_tagged
from kg.library.endnote_xml import is_endnote_xml, read_endnote_file
from kg.library.medline import read_medline
from kg.library.plain import is_plain_list, read_plain
from kg.library.result import LibraryResult
from kg.library.ris import read_ris
from kg.library.source import read_any_text
from kg.problems import Problem
from kg.read.text import shown

__all__ = ["is_library", "read_library"]

Reader = Callable[[str, str], LibraryResult]

_SUFFIXES: dict[str, Reader] = {
    ".bib": read_bibtex,
    ".bibtex": read_bibtex,
    ".biblatex": read_bibtex,
    ".ris": read_ris,
    ".nbib": read_medline,
    ".enw": read_endnote_tagged,
    ".refs": read_plain,
    ".csljson": read_csl_json,
    ".json": read_csl_json,
}
_MAYBE = {".txt", ".doi", ".dois", ".medline", ""}
"""Names that say little; what these hold decides."""

_HEAD = 20_000
_RIS = re.compile(r"^\s{0,3}TY {1,3}- ", re.MULTILINE)
_MEDLINE = re.compile(r"^PMID ?- ?\d", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_CSL = re.compile(r"(?:\{\s*\"items\"\s*:\s*)?(?:\[\s*)?[{\]]")


def is_library(path: Path) -> bool:
    """Whether a file is a library of references rather than a document."""
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES:
        return True
    if suffix == ".xml" or (suffix in _MAYBE and is_endnote_xml(path)):
        return is_endnote_xml(path)
    if suffix not in _MAYBE:
        return False
    text, _ = read_any_text(path)
    return text is not None and _by_content(text) is not None


def read_library(path: Path) -> LibraryResult:
    """All references of a file, and every problem met."""
    if is_endnote_xml(path):
        return read_endnote_file(path, shown(path))
    text, problems = read_any_text(path)
    if text is None:
        return LibraryResult((), tuple(problems), 0)
    named = _SUFFIXES.get(path.suffix.lower())
    reader = _by_content(text) or named
    if reader is None:
        message = "This is no library that can be read"
        remedy = "Give BibTeX, RIS, EndNote, PubMed, CSL-JSON or a list of references"
        return LibraryResult((), (*problems, Problem(shown(path), None, message, remedy)), 0)
    result = reader(text, shown(path))
    return LibraryResult(
        references=result.references,
        problems=(*problems, *result.problems),
        records_in=result.records_in,
        unread=result.unread,
        unplaced=result.unplaced,
    )


def _by_content(text: str) -> Reader | None:
    """The reader for what a text holds; the mark that stands first decides."""
    head = text.lstrip()[:_HEAD]
    if _CSL.match(head):
        return read_csl_json
    marks = (
        (_RIS, read_ris),
        (_MEDLINE, read_medline),
        (_BIBTEX, read_bibtex),
        (TAGGED, read_endnote_tagged),
    )
    found = [(match.start(), reader) for mark, reader in marks if (match := mark.search(head))]
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    lines = [line for line in head.split("\n") if line.strip() and not line.startswith("#")]
    if lines and 2 * sum(map(is_identifier, lines)) > len(lines):
        return read_identifiers
    return read_plain if is_plain_list(head) else None
