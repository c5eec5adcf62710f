"""Running text as one string, page furniture and notes taken out, each character with its place.

A citation may run over a line, a page foot and a running head. So lines that say nothing are left
out, the others are joined by line feeds, and an offset leads back to line and column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.extract.lines import Line

__all__ = ["Flow", "flow_of", "squeezed"]

_PLAIN = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\f": " ",
        "\\": " ",
        "‐": "-",
        "‑": "-",
    }
)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.])_{1,3}(?!\w)")
_BROKEN = re.compile(r"(?<=\w-)\s*\n\s*(?=\w)")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Flow:
    """`text` in plain characters, as long as the raw lines it stands for."""

    text: str
    raw: str  # the same as printed
    starts: Sequence[int]  # where each line that was kept begins in `text`
    indices: Sequence[int]  # its index among all lines
    numbers: Sequence[int]  # and its number as an editor shows it

    def place(self, offset: int) -> tuple[int, int]:
        """The position of the kept line, and the column, of an offset."""
        at = max(bisect_right(self.starts, offset) - 1, 0)
        return at, offset - self.starts[at]

    def printed(self, start: int, end: int) -> str:
        """What the document prints between two offsets, on one line and without emphasis."""
        pairs = zip(self.raw[start:end], self.text[start:end], strict=True)
        return squeezed(
            "".join("" if raw in "*_\\" and raw != mark else raw for raw, mark in pairs)
        )


def flow_of(lines: Sequence[Line], without: Collection[int]) -> Flow:
    """The running text; `without` holds numbers of lines that are notes or lists of works."""
    pieces: list[str] = []
    starts: list[int] = []
    indices: list[int] = []
    at = 0
    for index, line in enumerate(lines):
        if not line.text or line.contents or line.number in without:
            continue
        pieces.append(line.raw)
        starts.append(at)
        indices.append(index)
        at += len(line.raw) + 1
    raw = "\n".join(pieces)
    text = raw.translate(_PLAIN)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(lambda match: " " * len(match[0]), text)
    return Flow(text, raw, starts, indices, [lines[index].number for index in indices])


def squeezed(text: str) -> str:
    """Text on one line; a name that is broken at its hyphen is joined."""
    return _BLANKS.sub(" ", _BROKEN.sub("", text)).strip()
