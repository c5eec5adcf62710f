"""Footnotes of a page: small lines at its foot that begin with a number that the text raises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.documents.inline import Piece
from kg.documents.pdf_order import Row

__all__ = ["Footnote", "link_marks", "part_footnotes"]

SMALL = 0.94  # of the size of the text
_NUMBER = re.compile(r"\s*(\d{1,3})\s*$")
_LEADING = re.compile(r"\s*(\d{1,3})(?:[.)]\s*|\s+)(?=\S)")


class Footnote:
    """The number and the lines of a footnote, as pieces."""

    def __init__(self, number: str, page: int) -> None:
        self.number = self.label = number
        self.page = page
        self.rows: list[list[Piece]] = []


def part_footnotes(rows: list[Row], size: float) -> tuple[list[Row], list[Footnote]]:
    """The rows of one page without its footnotes, and these; marks that lead to them are set.

    `size` is that of the document's text. A number that no line of the text raises begins no note.
    """
    raised = _raised(row for row in rows if row.part.size >= SMALL * size)
    start = len(rows)
    while start and rows[start - 1].part.size < SMALL * size:
        start -= 1
    first = next((at for at in range(start, len(rows)) if _number_of(rows[at]) in raised), None)
    if first is None:
        return rows, []
    notes: list[Footnote] = []
    for row in rows[first:]:
        number = _number_of(row)
        follows = not notes or number == str(int(notes[-1].number) + 1)
        if number and (number in raised and (follows or _is_raised(row))):
            notes.append(Footnote(number, row.page))
            notes[-1].rows.append(_without_number(row))
        else:
            notes[-1].rows.append(row.part.pieces)
    return rows[:first], notes


def link_marks(pieces: list[Piece], labels: dict[str, str]) -> list[Piece]:
    """Raised numbers that lead to a note become its mark."""
    linked = []
    for text, look in pieces:
        match = _NUMBER.match(text) if look.raised else None
        if match and match[1] in labels:
            linked.append(Piece(f"[^{labels[match[1]]}]", replace(look, raised=False, bold=False)))
        else:
            linked.append(Piece(text, look))
    return linked


def _raised(rows: Iterable[Row]) -> set[str]:
    found: set[str] = set()
    for row in rows:
        for text, look in row.part.pieces:
            if look.raised and (match := _NUMBER.match(text)):
                found.add(match[1])
    return found


def _number_of(row: Row) -> str:
    pieces = [piece for piece in row.part.pieces if piece.text.strip()]
    if pieces and pieces[0].look.raised and (match := _NUMBER.match(pieces[0].text)):
        return match[1]
    match = _LEADING.match("".join(piece.text for piece in row.part.pieces))
    return match[1] if match else ""


def _is_raised(row: Row) -> bool:
    return next((p.look.raised for p in row.part.pieces if p.text.strip()), False)


def _without_number(row: Row) -> list[Piece]:
    pieces = [piece for piece in row.part.pieces if piece.text.strip() or piece.text == " "]
    while pieces and not pieces[0].text.strip():
        pieces.pop(0)
    if pieces[0].look.raised:
        return pieces[1:]
    text = pieces[0].text
    match = _LEADING.match(text)
    rest = text[match.end() :] if match else re.sub(r"^\s*\d+[.)]?\s*", "", text)
    return [Piece(rest, pieces[0].look), *pieces[1:]]
