"""A document as it is read: paragraphs, list items, rows and notes become lines of Markdown.

Readers of formats say what begins and ends; this writes the lines, counts the paragraphs and keeps
the notes for the end.
"""

from __future__ import annotations

import re

from kg.documents.inline import Look, Piece, marked
from kg.documents.model import Document, Origin
from kg.documents.tables import Table
from kg.problems import PairkgError

__all__ = ["Flow"]

PROSE = 240
"""A longer paragraph stands by itself; shorter ones may be the lines of one reference."""
DEEPEST_TABLE = 8
_CONTENTS = re.compile(r"^(.{2,}?)[\s.…]*\t\s*(\d{1,4})$")


class Flow:
    """The lines of a document.

    Short paragraphs follow each other as lines do, unless the format sets them off, because people
    write the parts of a reference as paragraphs in Word.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._pieces: list[Piece] = []
        self._lines: list[str] = []
        self._notes: list[str] = []
        self._origins: list[Origin] = []
        self._tables: list[Table] = []
        self._paragraphs = 0
        self._prefix = ""
        self._depth = 0  # of the item that the paragraph belongs to
        self._note: str | None = None
        self._listed = False  # the last paragraph belonged to an item
        self.quoted = 0

    def write(self, text: str, look: Look) -> None:
        """Add text to the paragraph."""
        if text:
            self._pieces.append(Piece(text, look))

    def line_break(self, look: Look) -> None:
        """Begin a new line of the same paragraph."""
        self._pieces.append(Piece("\n", look))

    @property
    def begun(self) -> bool:
        """Whether anything was read."""
        return bool(self._lines)

    def pending(self) -> str:
        """What the paragraph says until now."""
        return "".join(piece.text for piece in self._pieces)

    def item(self, mark: str, depth: int) -> None:
        """The next paragraph begins an item of a list: mark is "-" or a number with its stop."""
        self.end()
        if not self._depth and depth == 1 and not self._listed:
            self.blank()
        self._depth, self._listed = min(depth, 9), True
        self._prefix = "  " * (self._depth - 1) + f"{mark} "

    def end_item(self) -> None:
        """Paragraphs no longer belong to an item."""
        self.end()
        self._prefix = ""
        self._depth = 0

    def begin_note(self, label: str) -> None:
        """What follows is the body of a note, kept for the end."""
        self.end()
        self._note = label
        self._notes.append("")

    def end_note(self) -> None:
        """The body of the note is complete."""
        self.end()
        self._note = None

    def end(self, *, heading: int = 0, contents: bool = False, apart: bool = False) -> bool:
        """End the paragraph; it may be a heading, or a line of the contents.

        `apart` says that the format sets it off with blank lines. The answer is whether there was
        a paragraph.
        """
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return False
        if contents and (match := _CONTENTS.match("".join(p.text for p in pieces).strip())):
            lines = [f"{' '.join(match[1].split())} ..... {match[2]}"]
        else:
            lines = marked(pieces)
        if not lines:
            return False
        if self._note is not None:
            self._add_to_note(lines)
            return True
        if heading:
            lines = [f"{'#' * min(heading, 6)} {' '.join(lines)}"]
        elif self._depth:
            rest = "  " * self._depth
            lines = [(self._prefix or rest) + lines[0], *(rest + line for line in lines[1:])]
            self._prefix = ""
        if self.quoted:
            lines = [f"> {line}" for line in lines]
        if self._tables:
            self._tables[-1].add(lines)
            return True
        self._paragraphs += 1
        long = not self._depth and sum(map(len, lines)) > PROSE
        self._emit(lines, apart=apart or bool(heading) or long)
        return True

    def blank(self) -> None:
        """An empty line, if the last one is not."""
        if not self._tables and self._note is None and self._lines and self._lines[-1]:
            self._lines.append("")

    def begin_table(self) -> None:
        """A table begins, perhaps within another."""
        self.end()
        if len(self._tables) == DEEPEST_TABLE:
            raise PairkgError(f"{self._path} holds tables in tables too deeply; simplify them.")
        self._tables.append(Table())

    def row(self) -> None:
        """A row of the table begins."""
        self.end()
        if self._tables:
            self._tables[-1].row()

    def cell(self) -> None:
        """A cell of the row begins."""
        self.end()
        if self._tables:
            self._tables[-1].cell()

    def end_table(self) -> None:
        """The table is complete: its rows become lines."""
        self.end()
        if not self._tables:
            return
        lines = self._tables.pop().lines()
        if self._tables:
            self._tables[-1].add(lines)
        elif lines and self._note is not None:
            self._add_to_note(lines)
        elif lines:
            self._paragraphs += 1
            self._emit(lines, apart=True)

    def document(self, form: str, notes: tuple[str, ...] = ()) -> Document:
        """All of it; the bodies of notes stand at the end."""
        while self._tables:
            self.end_table()
        self.end_note()
        lines = list(self._lines)
        origins = list(self._origins)
        bodies = [body for body in self._notes if body]
        if bodies:
            lines.extend(() if not lines or not lines[-1] else ("",))
            origins.append(Origin(len(lines) + 1, "notes"))
            lines.extend(bodies)
        while lines and not lines[-1]:
            lines.pop()
        return Document("\n".join(lines) + "\n" if lines else "", form, tuple(origins), notes)

    def _add_to_note(self, lines: list[str]) -> None:
        body = self._notes[-1]
        start = "" if body else f"[^{self._note}]: "
        self._notes[-1] = " ".join(filter(None, [body, start + " ".join(lines)]))

    def _emit(self, lines: list[str], *, apart: bool) -> None:
        apart = not self._depth and (apart or self._listed)
        self._listed = self._depth > 0
        if apart:
            self.blank()
        self._origins.append(Origin(len(self._lines) + 1, f"paragraph {self._paragraphs}"))
        self._lines.extend(lines)
        if apart:
            self.blank()
