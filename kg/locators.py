"""Places in a source: `source:LINE`, `source:LINE-LINE`, with ` p.N` where a page is known.

Lines count from one in the text of the source as its SHA-256 in `data/sources.yaml` fixes it.
The fragment selector follows RFC 5147 (`line=` positions count from zero, between lines).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["BadLocatorError", "Locator", "TextSpan", "parse_locator"]

_LOCATOR = re.compile(
    r"(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*):(?P<first>[1-9]\d*)(?:-(?P<last>[1-9]\d*))?"
    r"(?:\s+p\.\s?(?P<page>[1-9]\d*))?"
)


class BadLocatorError(ValueError):
    """The text is not a locator."""


@dataclass(frozen=True, order=True)
class Locator:
    """A range of lines of one source."""

    source: str
    first: int
    last: int
    page: int | None = None

    @property
    def fragment(self) -> str:
        """The part of the source's IRI: `L913` or `L913-915`, with the page where known."""
        lines = f"L{self.first}" if self.first == self.last else f"L{self.first}-{self.last}"
        return lines if self.page is None else f"{lines}-p{self.page}"

    @property
    def selector(self) -> str:
        """The RFC 5147 fragment of these lines."""
        return f"line={self.first - 1},{self.last}"

    def __str__(self) -> str:
        lines = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        page = "" if self.page is None else f" p.{self.page}"
        return f"{self.source}:{lines}{page}"


@dataclass(frozen=True)
class TextSpan:
    """Characters `start` to before `end` of the text whose SHA-256 is given."""

    start: int
    end: int
    sha256: str


def parse_locator(text: str) -> Locator:
    """Read a locator.

    >>> parse_locator("ireps-dossier-2019:913-915 p.36").selector
    'line=912,915'
    """
    match = _LOCATOR.fullmatch(text.strip())
    if not match:
        raise BadLocatorError(f"{text!r} is not of the form source:LINE or source:LINE-LINE")
    first = int(match["first"])
    last = int(match["last"] or first)
    if last < first:
        raise BadLocatorError(f"{text!r} ends before it begins")
    return Locator(match["source"], first, last, int(match["page"]) if match["page"] else None)
