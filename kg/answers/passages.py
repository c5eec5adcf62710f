"""Passages: the lines of a source themselves, where its text is registered on this machine."""

from __future__ import annotations

from kg.answers.errors import NotFound
from kg.answers.lists import thing_iri
from kg.answers.models import Locator, SourceRef
from kg.answers.models_citations import Passage
from kg.catalogue import BadParameter
from kg.graph import KnowledgeGraph
from kg.rows import Row
from kg.texts import SourceText, Texts, TextUnavailable

__all__ = ["MOST_LINES", "Passages", "get_passage"]

MOST_LINES = 60
"""Lines that may be asked for at once: a passage is a quotation, not the document."""


class Passages:
    """The registered texts of the sources of a graph; each is read once, when first needed."""

    def __init__(self, graph: KnowledgeGraph, texts: Texts) -> None:
        self._graph, self._texts = graph, texts
        self._cards: dict[str, Row] | None = None
        self._read: dict[str, SourceText | TextUnavailable] = {}

    def card(self, source: str) -> Row:
        """What the graph says of a source; NotFound where it has none of this name."""
        if self._cards is None:
            self._cards = {row.text("id"): row for row in self._graph.rows("sources_list")}
        if source not in self._cards:
            raise NotFound("source", source)
        return self._cards[source]

    def text(self, source: str) -> SourceText:
        """The whole text of a source; TextUnavailable where there is no true copy."""
        card = self.card(source)
        if source not in self._read:
            try:
                self._read[source] = self._texts.read(source, card.maybe_text("sha256") or "")
            except TextUnavailable as error:
                self._read[source] = error
        found = self._read[source]
        if isinstance(found, TextUnavailable):
            raise found
        return found


def get_passage(
    graph: KnowledgeGraph, texts: Texts, source: str, line: int, line_end: int | None = None
) -> Passage:
    """The lines of a source from `line` to `line_end` (the same line where none is given)."""
    last = line if line_end is None else line_end
    if not line <= last < line + MOST_LINES:
        wanted = f"a line from {line} to {line + MOST_LINES - 1}, {MOST_LINES} lines at most"
        raise BadParameter("line_end", last, wanted)
    iri = thing_iri(graph, "source", source)
    passages = Passages(graph, texts)
    card, text = passages.card(source), passages.text(source)
    for name, number in (("line", line), ("line_end", last)):
        if not 1 <= number <= text.lines:
            raise BadParameter(name, number, f"a line of this text, 1 to {text.lines}")
    return Passage(
        source=SourceRef(id=source, label=card.text("label")),
        locator=Locator(
            section=_section(graph, iri, line),
            page=_page(graph, iri, line, last),
            line=line,
            line_end=last,
        ),
        text=text.passage(line, last),
        sha256=text.sha256,
    )


def _section(graph: KnowledgeGraph, source: str, line: int) -> str | None:
    """The last section that begins at this line or before it."""
    rows = [
        r for r in graph.rows("source_sections", source=source) if r.whole("first_line") <= line
    ]
    return max(rows, key=lambda row: row.whole("first_line")).text("number") if rows else None


def _page(graph: KnowledgeGraph, source: str, first: int, last: int) -> int | None:
    """The page that the data names for exactly these lines, if any."""
    pages = {
        row.whole("page")
        for row in graph.rows("source_pages", source=source)
        if (row.whole("first_line"), row.whole("last_line")) == (first, last)
    }
    return pages.pop() if len(pages) == 1 else None
