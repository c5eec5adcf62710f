"""Files as people have them, read as marked plain text: .docx, .odt, .html, .pdf, text, Markdown.

`kinds` says what a file is by what it holds, `archives` opens zipped formats within bounds, `docx`,
`odt`, `html` and `pdf` read one format each into a `flow` of paragraphs (`inline` marks what is
bold, italic, raised or linked), `reading` chooses. Nothing is fetched and nothing is run.
"""

from __future__ import annotations

from kg.documents.model import Document, Origin, place_of
from kg.documents.reading import LARGEST, read_document

__all__ = ["LARGEST", "Document", "Origin", "place_of", "read_document"]
