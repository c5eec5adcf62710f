"""From a file to the works that it describes; the order of the steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.extract.blocks import Leftover, find_blocks
from kg.extract.headings import Sections, contents_of
from kg.extract.items import Item, item_of, split_run_on_names
from kg.extract.lines import read_lines
from kg.extract.merging import group
from kg.extract.misprints import flag_addresses, flag_containers, flag_names, settle
from kg.folding import fold
from kg.problems import PairkgError
from kg.references import Occurrence, Reference

__all__ = ["Extraction", "extract_document", "extract_text"]

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SMALL = "le la les l un une des de du d et en au aux a pour dans sur par the of"
_SMALL_WORDS = frozenset(_SMALL.split())
LARGEST = 50_000_000


@dataclass(frozen=True)
class Extraction:
    """The works of a document, and the lines that were not understood."""

    references: tuple[Reference, ...]
    leftovers: tuple[Leftover, ...]
    printed: int  # blocks found: each is an occurrence of one reference


def extract_document(path: Path) -> Extraction:
    """Read the references of a text or Markdown file."""
    try:
        if path.stat().st_size > LARGEST:
            raise PairkgError(f"{path} is larger than 50 MB; give its parts one by one.")
        data = path.read_bytes()
    except OSError as error:
        raise PairkgError(f"{path} cannot be read: {error.strerror}.") from None
    text = _decoded(data)
    if text is None:
        raise PairkgError(f"{path} is not a text; give a dossier as text or Markdown.")
    if not text.strip():
        raise PairkgError(f"{path} is empty; give a dossier as text or Markdown.")
    return extract_text(text)


def extract_text(text: str) -> Extraction:
    """Read the references of a text."""
    lines = read_lines(text)
    blocks, leftovers = find_blocks(lines)
    split_run_on_names(blocks)
    taken = {index for block in blocks for index in range(block.first, block.last + 1)}
    sections = Sections(lines, taken, contents_of(lines))
    items = [item_of(block, lines) for block in blocks]
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
        id=_identifier(csl, ids),
        csl=csl,
        occurrences=tuple(Occurrence(item.line, sections.of(item.index)) for item in items),
        warnings=tuple(dict.fromkeys(warnings)),
        corrections=tuple(dict.fromkeys(corrections)),
        evidence=tuple(span for item in items for span in item.evidence),
    )


def _identifier(csl: Mapping[str, Any], ids: dict[str, int]) -> str:
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


def _decoded(data: bytes) -> str | None:
    """The text of a file, or None if it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if b"\0" in data or data.startswith((b"%PDF", b"PK\x03\x04")):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if text.count("\ufffd") > len(text) // 200:
            return None
    if len(_CONTROL.findall(text)) > max(2, len(text) // 200):
        return None
    return text
