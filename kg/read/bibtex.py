"""Reads curated bibliographies: BibTeX through bibtexparser, one record a work.

What bibtexparser leaves out of `entries` (duplicates, broken blocks) is reported, never dropped:
it stands in `failed_blocks`. LaTeX is decoded only in fields that hold a backslash, since
decoding costs many times the parse. Names follow BibTeX: `Family, Given` joined by `and`, a
corporate name in braces stays whole, `others` is the unnamed rest.
"""

from __future__ import annotations

import logging
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
)
from pylatexenc.latex2text import LatexNodes2Text

from kg.located import Read, validated
from kg.problems import Problem
from kg.read.text import read_text, shown
from kg.records import WorkRecord

__all__ = ["read_bibliography"]

# The library logs what it also returns as failed blocks, which we report ourselves.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_LISTS = ("countries", "programmes", "terms")
_NAMES = ("author", "editor")
_LATEX = LatexNodes2Text(keep_braced_groups=False)


def read_bibliography(path: Path) -> tuple[list[Read[WorkRecord]], list[Problem]]:
    """The works of a file in order, with the problems met."""
    text, problems = read_text(path)
    if problems:
        return [], problems
    file = shown(path)
    library = parse_string(text)
    problems = [_failure(block, file) for block in library.failed_blocks]
    works: list[Read[WorkRecord]] = []
    for entry in library.entries:
        try:
            work, faults = _work(entry, file)
        except RecursionError:
            message = f"The entry {entry.key!r} nests too many commands in each other"
            line = (entry.start_line or 0) + 1
            work, faults = None, [Problem(file, line, message, "Check its braces")]
        problems += faults
        if work is not None:
            works.append(work)
    return works, problems


def _failure(block: ParsingFailedBlock, file: str) -> Problem:
    line = (block.start_line or 0) + 1
    raw = (block.raw or "")[:200]
    if isinstance(block, DuplicateBlockKeyBlock):
        message = f"The key {block.key!r} stands twice in this file"
        return Problem(file, line, message, "Merge the two entries or rename one", raw)
    if isinstance(block, DuplicateFieldKeyBlock):
        fields = ", ".join(sorted(block.duplicate_keys))
        message = f"One entry has the same field twice: {fields}"
        return Problem(file, line, message, "Keep one of them", raw)
    reason = getattr(block.error, "abort_reason", "") or str(block.error)
    message = f"The entry is broken: {reason.strip().splitlines()[0] if reason.strip() else ''}"
    return Problem(file, line, message, "Check its braces and commas", raw)


def _work(entry: Entry, file: str) -> tuple[Read[WorkRecord] | None, list[Problem]]:
    start = (entry.start_line or 0) + 1
    lines: dict[tuple[str | int, ...], int] = {(): start}
    content: dict[str, object] = {"key": entry.key}
    for item in entry.fields:
        name = item.key.lower()
        value = " ".join(str(item.value).split())
        lines[(name,)] = (item.start_line or 0) + 1
        if name in _NAMES:
            names = [part.strip() for part in split_multiple_persons_names(value)]
            content[name] = tuple(_name(part) for part in names if part != "others")
            if "others" in names:
                content["others"] = True
        elif name in _LISTS:
            content[name] = tuple(part.strip() for part in value.split(",") if part.strip())
        else:
            content[name] = _plain(value) or None
    return validated(WorkRecord, content, file, lines, f"The entry {entry.key!r}")


def _name(text: str) -> dict[str, object]:
    """The content of a `NameRecord`."""
    if _in_braces(text):
        return {"family": _plain(text[1:-1]), "corporate": True}
    parts = parse_single_name_into_parts(text, strict=False)
    family = " ".join((*parts.von, *parts.last))
    given = " ".join((*parts.first, *parts.jr))
    return {"family": _plain(family) or _plain(text), "given": _plain(given)}


def _in_braces(text: str) -> bool:
    """Whether one pair of braces holds the whole text: `{A} and {B}` has two."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for char in text[:-1]:
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return False
    return True


def _plain(text: str) -> str:
    if "\\" in text:
        text = str(_LATEX.latex_to_text(text))
    return " ".join(text.replace("{", "").replace("}", "").split())
