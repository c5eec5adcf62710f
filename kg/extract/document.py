"""From a file to the works that it describes; the order of the steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.documents import Origin, read_document
from kg.extract.blocks import Leftover, find_blocks
from kg.extract.firm import firm_lines, masked
from kg.extract.headings import Sections, contents_of
from kg.extract.items import Item, item_of, split_run_on_names
from kg.extract.lines import read_lines
from kg.extract.merging import group
from kg.extract.misprints import flag_addresses, flag_containers, flag_names, settle
from kg.extract.notice_items import item_of_notice
from kg.extract.styles.lists import find_lists
from kg.extract.tables import read_tables
from kg.folding import fold
from kg.references import Occurrence, Reference

__all__ = ["Extraction", "extract_document", "extract_text", "identifier"]

_SMALL = "le la les l un une des de du d et en au aux a pour dans sur par the of"
_SMALL_WORDS = frozenset(_SMALL.split())


@dataclass(frozen=True)
class Extraction:
    """The works of a document, and the lines that were not understood."""

    references: tuple[Reference, ...]
    leftovers: tuple[Leftover, ...]
    printed: int  # blocks found: each is an occurrence of one reference
    origins: tuple[Origin, ...] | None = None  # where lines stand in a file that has none
    notes: tuple[str, ...] = ()  # what reading the file left out


def extract_document(path: Path) -> Extraction:
    """Read the references of a document: text, Markdown, .docx, .odt, .html or .pdf."""
    document = read_document(path)
    found = extract_text(document.text)
    return replace(found, origins=document.origins, notes=document.notes)


def extract_text(text: str) -> Extraction:
    """Read the references of a text."""
    lines, rows = read_tables(read_lines(text))
    blocks, leftovers = find_blocks(lines, rows)
    firm = firm_lines(blocks, lines)
    listed = find_lists(masked(lines, firm))
    if listed.items:
        lines = [lines[i] if i in firm else rest for i, rest in enumerate(listed.rest)]
        blocks, leftovers = find_blocks(lines, rows)
    split_run_on_names(blocks)
    taken = {index for block in blocks for index in range(block.first, block.last + 1)}
    sections = Sections(lines, taken, contents_of(lines))
    items = [
        item_of_notice(block.notice, lines) if block.notice else item_of(block, lines)
        for block in blocks
    ]
    items = sorted([*items, *listed.items], key=lambda item: item.index)
    leftovers += [left for left in listed.leftovers if left.line - 1 not in taken]
    for item in items:
        flag_addresses(item)
    flag_names(items)
    flag_containers(items)
    ids: dict[str, int] = {}
    references = tuple(_reference(group_, sections, ids) for group_ in group(items))
    return Extraction(references, tuple(leftovers), len(items))


def _reference(items: list[Item], sections: Sections, ids: dict[str, int]) -> Reference:
    csl, warnings, corrections = settle(items)
    for item in items:
        warnings.extend(item.warnings)
        corrections.extend(item.corrections)
    return Reference(
        id=identifier(csl, ids),
        csl=csl,
        occurrences=tuple(Occurrence(item.line, sections.of(item.index)) for item in items),
        warnings=tuple(dict.fromkeys(warnings)),
        corrections=tuple(dict.fromkeys(corrections)),
        evidence=tuple(span for item in items for span in item.evidence),
    )


def identifier(csl: Mapping[str, Any], ids: dict[str, int]) -> str:
    """`surname-year`, or words of the title where no person is printed; twins are numbered."""
    who = ""
    for name in csl.get("author") or csl.get("editor") or []:
        who = fold(name.get("family") or name.get("literal") or "")
        break
    words = [w for w in fold(csl.get("title", "")).split() if w not in _SMALL_WORDS]
    base = "-".join((who.split() or words or ["work"])[:3])
    base = re.sub(r"[^a-z0-9]+", "-", base).strip("-") or "work"
    parts = csl.get("issued", {}).get("date-parts")
    stem = f"{base}-{parts[0][0] if parts else 'nd'}"
    ids[stem] = ids.get(stem, 0) + 1
    return stem if ids[stem] == 1 else f"{stem}-{ids[stem]}"
