"""The bibliography as a reference list: one work a line, in a style, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.csl import reference_of
from kg.export.library import read_library
from kg.folding import fold
from kg.formatted import formatted

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export"]


def export(graph: KnowledgeGraph, style: str) -> bytes:
    """All works in `apa`, `vancouver` or `iso690`, by letters, whatever their case and accents.

    Vancouver numbers references by the text that cites them, so that a list by itself has none.
    """
    references = [reference_of(entry) for entry in read_library(graph)]
    lines = [line.text for line in formatted(references, style)]
    return "".join(
        f"{line}\n" for line in sorted(lines, key=lambda line: (fold(line), line))
    ).encode()
