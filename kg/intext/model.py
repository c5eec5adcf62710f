"""What this package hands over: calls to works, notes, and calls matched to works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Call", "Footnote", "Kind", "MatchedCall"]

Kind = Literal["author-year", "numeric", "footnote"]


@dataclass(frozen=True, slots=True)
class Call:
    """One place where running text cites one work.

    `printed` is the call as printed, line breaks made blanks; the members of a range share it.
    `line` is 1-based; `start` is a column of `line`, `end` (not included) one of `end_line`.
    Calls of one parenthesis share a `group`. `authors` are surnames or bodies as printed.
    """

    printed: str
    kind: Kind
    line: int
    start: int
    end_line: int
    end: int
    section: str | None
    group: int
    authors: tuple[str, ...] = ()
    others: bool = False  # "et al."
    year: str | None = None  # "2012", "2010-2014", "s.d.", "sous presse"; None: none is printed
    suffix: str | None = None  # the letter of 2012a
    number: str | None = None
    locator: str | None = None
    prefix: str | None = None  # "voir", "Durand, cité par"


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: its number, its text on one line, and the 1-based lines that print it.

    `parts` are its texts parted where one work ends and the next begins, each with its line.
    `remark` says that nothing in it looks like a reference.
    """

    number: str
    text: str
    line: int
    end_line: int
    lines: tuple[int, ...]
    parts: tuple[tuple[int, str], ...]
    remark: bool


@dataclass(frozen=True, slots=True)
class MatchedCall:
    """A call and the work it leads to, or None; why; and the works it may be if not one alone."""

    call: Call
    work: str | None
    confidence: float
    reason: str
    rivals: tuple[str, ...] = ()
