"""The works that notes print, as references beside those of the lists.

A note may be a reference, a remark that holds one, a short form (`Durand, op. cit.`, `ibid.`), or
no reference at all. What `kg.extract` read well in the lines of a note stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.document import identifier
from kg.extract.items import Item
from kg.extract.merging import group
from kg.extract.misprints import settle
from kg.extract.styles.single import read_single
from kg.folding import fold
from kg.intext.author_year import names_in_sentence
from kg.intext.model import Footnote
from kg.references import Occurrence, Reference

__all__ = ["NoteWork", "Noted", "with_notes"]

_IBID = re.compile(r"^(?:voir |see |cf\.? )?(?:ibid(?:em)?|id(?:em)?)\b\.?", re.I)
_OP_CIT = re.compile(
    r"\b(?:op\.? ?cit|art\.? ?cit|loc\.? ?cit|ouvr?\.? ?cit|déjà cité|cited above)", re.I
)
_YEAR = re.compile(r"[(,]\s?((?:1[5-9]|20)\d\d)[a-z]?\b")
_LEAD = re.compile(
    r"^(?:voir (?:notamment|aussi|par exemple)?|see (?:also|for example|e\.g\.)?|cf\.?|notamment|"
    r"d'après|selon|source ?:)\s*",
    re.I,
)
_MOST_TRIES = 4


@dataclass(frozen=True)
class NoteWork:
    """One work of a note, or why there is none."""

    work: str | None
    confidence: float
    reason: str
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Noted:
    """References with those of the notes; the works of each note, in the order of the notes."""

    references: tuple[Reference, ...]
    works: tuple[tuple[NoteWork, ...], ...]


@dataclass
class _Part:
    """A part of a note: what it leads to; `item` until it has an identifier."""

    item: Item | None = None
    found: NoteWork | None = None


def with_notes(references: Sequence[Reference], notes: Sequence[Footnote]) -> Noted:
    """Read the notes, and put works that only they print behind the references given."""
    inside = {number for note in notes for number in note.lines}
    begins = {
        line
        for note in notes
        if not note.remark and note.end_line - note.line < len(note.lines)  # on one page
        for line, _ in note.parts
    }
    kept = [reference for reference in references if _stays(reference, inside, begins)]
    by_line = {place.line: ref for ref in kept for place in ref.occurrences if place.line in inside}
    parts = [
        [] if note.remark else [_part(text, line, by_line) for line, text in note.parts]
        for note in notes
    ]
    sections = {line: f"note {note.number}" for note in notes for line, _ in note.parts}
    items = [part.item for several in parts for part in several if part.item is not None]
    ids = _merged(items, kept, sections)
    works: list[tuple[NoteWork, ...]] = []
    named: dict[str, list[Reference]] = {}
    for reference in kept:
        for name in _surnames(reference):
            named.setdefault(name, []).append(reference)
    known: set[str] = set()
    for note, several in zip(notes, parts, strict=True):
        if note.remark:
            works.append((NoteWork(None, 0.0, "the note is a remark without a reference"),))
            continue
        texts = [text for _, text in note.parts]
        found = [
            part.found or _read(part.item, ids) or _short(text, works, named, known)
            for part, text in zip(several, texts, strict=True)
        ]
        works.append(tuple(found))
        known.update(one.work for one in found if one.work is not None)
    return Noted(tuple(kept), tuple(works))


def _stays(reference: Reference, inside: set[int], begins: set[int]) -> bool:
    """Whether a reference stands outside the notes, or was read whole from the line of one."""
    if not reference.occurrences or any(p.line not in inside for p in reference.occurrences):
        return True
    csl = reference.csl
    whole = ("author" in csl or "editor" in csl) and "title" in csl
    printed = csl.get("title", "")[:1]
    return whole and not printed.isdigit() and all(p.line in begins for p in reference.occurrences)


def _part(text: str, line: int, by_line: dict[int, Reference]) -> _Part:
    if line in by_line:
        work = by_line[line].id
        return _Part(found=NoteWork(work, 0.95, "the note prints this reference"))
    plain = _LEAD.sub("", text)
    if _IBID.match(plain) or _OP_CIT.search(plain[:120]):
        return _Part()
    return _Part(item=_item(plain, line))


def _item(text: str, line: int) -> Item | None:
    """The reference of a note, whole or behind the words of a remark."""
    tries = [text]
    for match in _YEAR.finditer(text):
        cited = names_in_sentence(text[: match.start()].rstrip(" ,"))
        if cited is not None and cited.start > 0:
            tries.append(text[cited.start :])
        if len(tries) >= _MOST_TRIES:
            break
    for piece in tries:
        item = read_single(piece, line=line)
        if item is not None and len(item.csl.get("title", "")) < 400:
            if piece != text:
                item.warnings.append("the reference stands inside a remark")
            return item
    return None


def _merged(
    items: list[Item], references: list[Reference], sections: dict[int, str]
) -> dict[int, NoteWork]:
    """Give each item its work: one listed already, or a new one; by the identity of the item."""
    ids: dict[int, NoteWork] = {}
    by_title: dict[str, list[int]] = {}
    for index, reference in enumerate(references):
        by_title.setdefault(fold(reference.csl.get("title", "")), []).append(index)
    used = {reference.id for reference in references}
    twins: dict[str, int] = {}
    for several in group(items):
        csl, warnings, corrections = settle(several)
        places = tuple(Occurrence(item.line, sections.get(item.line)) for item in several)
        same = by_title.get(fold(csl.get("title", "")), [])
        same = [i for i in same if references[i].csl.get("issued") in (csl.get("issued"), None)]
        if csl.get("title") and len(same) == 1:
            listed = references[same[0]]
            references[same[0]] = replace(listed, occurrences=listed.occurrences + places)
            found = NoteWork(listed.id, 0.93, "the note prints a listed work's title and year")
        else:
            name = _unused(identifier(csl, {}), used, twins)
            used.add(name)
            for item in several:
                warnings.extend(item.warnings)
                corrections.extend(item.corrections)
            references.append(
                Reference(
                    id=name,
                    csl=csl,
                    occurrences=places,
                    warnings=tuple(dict.fromkeys(warnings)),
                    corrections=tuple(dict.fromkeys(corrections)),
                    evidence=tuple(span for item in several for span in item.evidence),
                )
            )
            found = NoteWork(name, 0.95, "the note prints this reference")
        ids.update((id(item), found) for item in several)
    return ids


def _unused(name: str, used: Collection[str], numbers: dict[str, int]) -> str:
    candidate = name
    while candidate in used:
        numbers[name] = numbers.get(name, 1) + 1
        candidate = f"{name}-{numbers[name]}"
    return candidate


def _read(item: Item | None, ids: dict[int, NoteWork]) -> NoteWork | None:
    return None if item is None else ids[id(item)]


def _short(
    text: str,
    before: Sequence[Sequence[NoteWork]],
    named: Mapping[str, Sequence[Reference]],
    known: Collection[str],
) -> NoteWork:
    """`Ibid.`, `Durand, op. cit.`, `Durand 2012, p. 14`: a work named before, or none.

    `named` are the references by first surname, `known` the works of the notes before.
    """
    plain = _LEAD.sub("", text)
    if _IBID.match(plain):
        last = before[-1][-1].work if before and before[-1] else None
        if last is None:
            return NoteWork(None, 0.0, "'ibid.' follows a note without a known work")
        return NoteWork(last, 0.85, "'ibid.': the work of the note before")
    again = bool(_OP_CIT.search(plain))
    year = _YEAR.search(plain)
    if not again and (year is None or len(plain) > 120):
        return NoteWork(None, 0.0, "the note was not understood as a reference")
    words = re.findall(r"[^\W\d_][\w'’-]{2,}", plain.split(",")[0][:120])
    candidates = {
        reference.id: reference for word in words for reference in named.get(fold(word), ())
    }
    works = [
        name
        for name, reference in candidates.items()
        if (name in known if again else _year(reference) == (year[1] if year else None))
    ]
    if len(works) == 1:
        return NoteWork(works[0], 0.8, "the note names the author of a work printed elsewhere")
    if works:
        return NoteWork(None, 0.0, "the note names the author of several works", tuple(works))
    return NoteWork(None, 0.0, "the note names no work that the document prints")


def _surnames(reference: Reference) -> set[str]:
    """The first author's surname, and its last word: `Bihan` for `Le Bihan`."""
    names = [*(reference.csl.get("author") or []), *(reference.csl.get("editor") or [])]
    folded = [fold(name.get("family") or name.get("literal") or "") for name in names[:1]]
    return {key for name in folded for key in (name, name.split(" ")[-1]) if key}


def _year(reference: Reference) -> str | None:
    parts = reference.csl.get("issued", {}).get("date-parts")
    return str(parts[0][0]) if parts else None
