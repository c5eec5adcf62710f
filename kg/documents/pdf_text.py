"""The pages of a PDF as marked text: order, furniture, footnotes, paragraphs, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.documents.inline import Piece, marked
from kg.documents.model import Document, Origin
from kg.documents.pdf_footnotes import Footnote, link_marks, part_footnotes
from kg.documents.pdf_furniture import without_furniture
from kg.documents.pdf_hyphens import Words, continued
from kg.documents.pdf_order import Row, rows_of
from kg.documents.pdf_pages import Page
from kg.documents.pdf_paragraphs import Paragraph, Widths, paragraphs_of

__all__ = ["text_of"]

LARGER = 1.15  # of the text's size: a heading
LONGEST_HEADING = 250
_BULLET = re.compile(r"^[•▪■►→●◦‣]\s*")


def text_of(pages: Sequence[Page]) -> Document:
    """All pages as one text."""
    notes = without_furniture(pages)
    empty = [page.number for page in pages if not page.parts]
    if empty:
        shown = ", ".join(map(str, empty[:12])) + (", ..." if len(empty) > 12 else "")
        notes.append(f"no text on {len(empty)} of {len(pages)} pages ({shown}): images or blank")
    rows = [_placed(page) for page in pages]
    size = _usual_size(row for page in rows for row in page)
    body: list[Row] = []
    footnotes: list[Footnote] = []
    for page in rows:
        text, found = part_footnotes(page, size)
        repeated = {note.number for note in footnotes} & {note.number for note in found}
        for note in found:
            if repeated:  # numbers begin again on each page
                note.label = f"{note.page}-{note.number}"
        labels = {note.number: note.label for note in found}
        for row in text:
            row.part.pieces = link_marks(row.part.pieces, labels) if labels else row.part.pieces
        body.extend(text)
        footnotes.extend(found)
    words = Words(row.part.text for page in rows for row in page)
    writer = _Writer(size, body, words)
    for paragraph in paragraphs_of(body, Widths(body)):
        writer.add(paragraph)
    writer.add_notes(footnotes)
    return Document("\n".join(writer.lines) + "\n", "pdf", tuple(writer.origins), tuple(notes))


def _placed(page: Page) -> list[Row]:
    """The rows of a page; where too few lines are full to tell, margins are taken as equal."""
    rows = rows_of(page.parts)
    for row in rows:
        row.page = page.number
    columns = {(round(row.left), round(row.right)) for row in rows}
    if len(columns) == 1:
        left, right = rows[0].left, rows[0].right
        full = sum(row.part.x1 > right - 0.04 * (right - left) for row in rows)
        if full < max(3, len(rows) // 8):
            for row in rows:
                row.right = max(right, page.width - left)
    return rows


def _usual_size(rows: Iterable[Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.part.size] += len(row.part.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


class _Writer:
    """Lines of the text, with the page that each comes from."""

    def __init__(self, size: float, rows: Sequence[Row], words: Words) -> None:
        self.lines: list[str] = []
        self.origins: list[Origin] = []
        self._size = size
        self._words = words
        self._heading = 0
        large = {round(row.part.size) for row in rows if self._is_large(row)}
        self._levels = {size: level for level, size in enumerate(sorted(large)[::-1], start=1)}

    def add(self, paragraph: Paragraph) -> None:
        """Write a paragraph or a heading; lines of one heading become one."""
        pieces: list[Piece] = []
        for row in paragraph.rows:
            pieces = continued(pieces, row.part.pieces, self._words)
        first = paragraph.rows[0]
        level = self._levels.get(round(first.part.size), 0) if self._is_large(first) else 0
        lines = marked(pieces)
        if not lines:
            return
        text = _BULLET.sub("- ", lines[0])
        if level and len(text) <= LONGEST_HEADING:
            text = text.replace("**", "")
            if self._heading == level and not paragraph.apart and self.lines[-1].startswith("#"):
                self.lines[-1] = f"{self.lines[-1]} {text}"
                return
            text = f"{'#' * min(level, 6)} {text}"
        if (paragraph.apart or level) and self.lines and self.lines[-1]:
            self.lines.append("")
        self._heading = level
        self._origin(f"page {first.page}")
        self.lines.append(text)

    def add_notes(self, notes: Sequence[Footnote]) -> None:
        """Write the bodies of the notes, at the end."""
        if notes and self.lines and self.lines[-1]:
            self.lines.append("")
        for note in notes:
            pieces: list[Piece] = []
            for row in note.rows:
                pieces = continued(pieces, row, self._words)
            self._origin(f"page {note.page}")
            self.lines.append(f"[^{note.label}]: " + " ".join(marked(pieces)))

    def _origin(self, place: str) -> None:
        if not self.origins or self.origins[-1].place != place:
            self.origins.append(Origin(len(self.lines) + 1, place))

    def _is_large(self, row: Row) -> bool:
        return row.part.size >= LARGER * self._size
