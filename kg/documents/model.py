"""What a file says: its text in Markdown, line by line, and where each line stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Document", "Origin", "place_of"]


@dataclass(frozen=True, slots=True)
class Origin:
    """From this line (1-based) of the text on, `place` is where it stands in the file: "page 3"."""

    line: int
    place: str


@dataclass(frozen=True)
class Document:
    """A file as marked text; one line is one paragraph, or one line where the file has lines.

    `format` is text, markdown, html, docx, odt or pdf. `origins`, in order of their lines, is None
    where the text's own lines are those of the file. `notes` say what was left out or is doubtful.
    """

    text: str
    format: str
    origins: tuple[Origin, ...] | None = None
    notes: tuple[str, ...] = ()

    def place(self, line: int) -> str | None:
        """Where a line of the text stands in the file, if lines of the file say nothing."""
        return place_of(self.origins, line)


def place_of(origins: Sequence[Origin] | None, line: int) -> str | None:
    """The place that holds for a line.

    >>> place_of((Origin(1, "page 1"), Origin(40, "page 2")), 41)
    'page 2'
    """
    if not origins:
        return None
    at = bisect_right(origins, line, key=lambda origin: origin.line)
    return origins[at - 1].place if at else None
