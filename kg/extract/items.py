"""A block as the fields of a CSL item, each with the place it was read and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.extract.addresses import address_fields
from kg.extract.blocks import Block
from kg.extract.evidence import address_evidence, evidence_of
from kg.extract.kinds import THESIS, kind_of
from kg.extract.lines import Line
from kg.extract.names import Names, looks_like_names, read_names
from kg.extract.parts import apply_extent
from kg.folding import fold
from kg.references import Evidence, FieldCorrection

__all__ = ["Item", "item_of", "split_run_on_names"]

_MARK_ONLY = re.compile(
    r"^(?:en ligne|internet|page|site|document)?\s*(?:internet|web|électronique|en ligne)?$", re.I
)
_UNNAMED = re.compile(r"^\[?s\.?\s?[ln]\.?\]?$", re.I)
_NOR = re.compile(r"\s*[,(\[]?\s*NOR\s?:\s?([A-Z]{3,4}[A-Z0-9]{6,12})\s*[)\]]?(?=[\s.,]|$)")
_MADE = frozenset(("motion_picture", "broadcast", "webpage", "speech"))
_ROLE = re.compile(r"\s*\(?\b(?:eds?|éds?|dirs?|coords?)\.?\)?[\s.,:]*$", re.I)
_SERIES = re.compile(r"^(?:coll(?:ection)?\.?|série)\s*:?\s+", re.I)


@dataclass
class Item:
    """One printed reference, read."""

    line: int
    index: int
    csl: dict[str, Any]
    warnings: list[str] = field(default_factory=list)
    corrections: list[FieldCorrection] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    confidence: dict[str, float] = field(default_factory=dict)


def split_run_on_names(blocks: Iterable[Block]) -> None:
    """Part `Durand Alice Rhizome 2017` where the journal is known from another reference."""
    blocks = list(blocks)
    known = {
        fold(b.imprint.fields["container-title"])
        for b in blocks
        if b.imprint and "container-title" in b.imprint.fields and b.above.lead.authors
    }
    for block in blocks:
        if block.imprint is None or block.imprint.kind != "journal" or block.above.lead.authors:
            continue
        words = block.imprint.fields["container-title"].split()
        for cut in range(2, min(len(words), 13)):
            names, journal = " ".join(words[:cut]), " ".join(words[cut:])
            if fold(journal) in known and looks_like_names(names):
                block.above.lead.authors = names
                block.imprint.fields["container-title"] = journal
                block.above.guessed.append(
                    f"no stop parts authors and journal in {' '.join(words)!r}"
                )
                break


def item_of(block: Block, lines: Sequence[Line]) -> Item:
    """Read a block."""
    lead, imprint = block.above.lead, block.imprint
    item = Item(lines[block.first].number, block.first, {})
    csl, sure = item.csl, item.confidence
    if lead.title:
        csl["title"] = lead.title
        if number := _NOR.search(lead.title):
            csl["title"], csl["number"] = lead.title.replace(number[0], ""), number[1]
            sure["number"] = 0.97
        sure["title"] = 0.97 if block.above.heading or block.above.bold else 0.92
    if imprint is not None:
        csl.update(imprint.fields)
        sure.update(dict.fromkeys(imprint.fields, imprint.confidence))
    _people(block, item)
    if lead.host:
        csl["container-title"] = lead.host
        sure["container-title"] = 0.9
    notes = list(imprint.notes if imprint else []) + block.notes
    _address(block, item)
    if block.page and "page" not in csl:
        apply_extent(block.page, csl)
        sure["page"] = 0.85
    _notes(notes, item)
    if imprint is not None and imprint.kind == "issuer" and not lead.title:
        csl["author"] = [{"literal": csl.pop("publisher")}] if "publisher" in csl else []
        sure["author"] = 0.6
        item.warnings.append("no title is printed")
    csl["type"], sure["type"] = kind_of(imprint.kind if imprint else "", csl, lead.marks, notes)
    if imprint and imprint.kind == "press" and csl["type"] in _MADE and "publisher" not in csl:
        csl["publisher"] = csl.pop("container-title", "")
    genre = next((mark for mark in lead.marks if not _MARK_ONLY.match(mark)), "")
    if genre and csl["type"] not in ("webpage",):
        csl.setdefault("genre", genre)
    _warn(block, item)
    for name in ("publisher", "publisher-place"):  # "[s.l.] : [s.n.]" prints that there is none
        if _UNNAMED.match(csl.get(name, "")):
            del csl[name]
    item.csl = {name: value for name, value in csl.items() if value not in ("", [], None)}
    item.evidence = _evidence(item, block, lines)
    return item


def _people(block: Block, item: Item) -> None:
    lead = block.above.lead
    if lead.authors:
        people = read_names(lead.authors)
        role = "editor" if people.editors else "author"
        item.csl[role] = people.csl()
        item.confidence[role] = people.confidence if not block.above.guessed else 0.8
        _twice(people, role, lead.authors, item)
    if lead.host_editors:
        printed = _ROLE.sub("", lead.host_editors)
        people = read_names(printed)
        item.csl["editor"] = people.csl()
        item.confidence["editor"] = 0.85
        _twice(people, "editor", lead.host_editors, item)


def _twice(people: Names, role: str, printed: str, item: Item) -> None:
    for note in people.notes:
        fixed = next((n for n in people.names if n.get("family", "?") in note), {})
        item.corrections.append(
            FieldCorrection(
                role,
                note,
                f"{fixed.get('family')}, {fixed.get('given')}",
                "the initial is printed before and after the name",
            )
        )
        item.warnings.append(f"the initial is printed twice in {note!r}")
    if not people.names:
        item.warnings.append(f"no name was understood in {printed!r}")


def _address(block: Block, item: Item) -> None:
    if block.address is None:
        return
    sure = 0.85 if block.address.notes else 0.98
    for name, value in address_fields(block.address.url).items():
        item.csl[name] = value
        item.confidence[name] = sure
    for note in block.address.notes:
        item.warnings.append(note)
    if block.address.printed != block.address.url and " " in block.address.printed:
        item.corrections.append(
            FieldCorrection(
                "URL",
                block.address.printed,
                block.address.url,
                "the printed address holds blanks; its link goes to this one",
            )
        )


def _notes(notes: list[str], item: Item) -> None:
    """What stands in parentheses: a thesis, a series, or a remark."""
    csl = item.csl
    for note in notes:
        if THESIS.search(note):
            csl.setdefault("genre", note)
            item.confidence["genre"] = 0.95
        elif apply_extent(note, csl):
            continue
        elif csl.get("publisher") and "title" in csl and "collection-title" not in csl:
            series, _, number = note.partition(" ; ")
            csl["collection-title"] = _SERIES.sub("", series).strip()
            item.confidence["collection-title"] = 0.85
            if re.fullmatch(r"(?:n[o°º]\s?)?[\w-]*\d[\w-]*", number.strip()):
                csl["collection-number"] = number.strip().removeprefix("n°").strip()
        else:
            csl["note"] = "; ".join(filter(None, [csl.get("note", ""), note]))
            item.confidence["note"] = 0.7


def _warn(block: Block, item: Item) -> None:
    lead, imprint = block.above.lead, block.imprint
    item.warnings.extend(block.warnings)
    item.warnings.extend(block.above.guessed)
    if block.above.sort:
        item.csl.setdefault("note", block.above.sort)
        item.confidence.setdefault("note", 0.8)
    if lead.lead_in:
        item.warnings.append(f"the title is printed after {lead.lead_in!r}")
    if imprint is not None and imprint.left:
        item.warnings.append(f"not understood in the imprint: {imprint.left!r}")
    if imprint is not None and imprint.kind == "issuer":
        item.warnings.append("the imprint prints an issuer and a date only")


def _evidence(item: Item, block: Block, lines: Sequence[Line]) -> list[Evidence]:
    """Where each field is printed; imprints from their own line downwards, then from above."""
    above, lead = block.above, block.above.lead
    every = [*range(block.anchor, block.last + 1), *range(block.first, block.anchor)]
    places: dict[str, Sequence[int]] = {
        "": every,
        "title": list(range(block.first, block.last + 1)),
    }
    if above.title_lines:
        places["title"] = above.title_lines
    texts = {"author": lead.authors, "editor": lead.host_editors}
    if "author" not in item.csl and not lead.host_editors:
        texts["editor"] = lead.authors
    if above.author_lines:
        places["author"] = above.author_lines
    found = evidence_of(item.csl, item.confidence, lines, places, texts)
    if block.address is not None:
        found += address_evidence(item.csl, item.confidence, lines, block.address)
    return found
