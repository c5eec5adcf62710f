"""OpenDocument texts (LibreOffice), read through odfdo.

Bold and italic stand in automatic styles, which inherit; deleted text and comments are left out.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import odfdo
from odfdo import Element

from kg.documents.archives import check_xml, damaged, refuse_locked
from kg.documents.flow import Flow
from kg.documents.inline import PLAIN, Look
from kg.documents.model import Document
from kg.documents.odt_styles import Styles
from kg.problems import PairkgError

__all__ = ["read_odt"]

_LEFT_OUT = frozenset(
    (
        "text:tracked-changes",
        "text:note-citation",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "office:forms",
        "office:annotation",
        "office:annotation-end",
        "text:ruby-text",
        "svg:title",
        "svg:desc",
        "text:index-title-template",
        "text:table-of-content-source",
        "text:bibliography-source",
        "table:table-columns",
    )
)


class _Reader:
    """Walks through the body; paragraphs inside a paragraph (text boxes) come after it."""

    def __init__(self, path: Path, styles: Styles) -> None:
        self.flow = Flow(str(path))
        self._styles = styles
        self._lists: list[str] = []
        self._numbers: list[int] = []
        self._boxes: list[Element] = []
        self._notes: list[tuple[str, Element]] = []
        self._contents = False

    def read(self, body: Element) -> None:
        """The whole body, then the notes that it marks, with their own."""
        self._blocks(body)
        for label, note in self._notes:  # a note marked inside a note is added while this runs
            self.flow.begin_note(label)
            self._blocks(note)
            self.flow.end_note()

    def _blocks(self, parent: Element) -> None:
        for child in parent.children:
            tag = child.tag
            if tag in _LEFT_OUT:
                continue
            if tag in ("text:p", "text:h"):
                self._paragraph(child)
            elif tag == "text:list":
                self._list(child)
            elif tag == "table:table":
                self._table(child)
            elif tag == "text:table-of-content":
                self._contents = True
                self._blocks(child)
                self._contents = False
            else:
                self._blocks(child)

    def _paragraph(self, paragraph: Element) -> None:
        look = self._styles.look(paragraph.get_attribute_string("text:style-name"), PLAIN)
        heading = 0
        if paragraph.tag == "text:h":
            level = paragraph.get_attribute_string("text:outline-level") or "1"
            heading, look = (int(level) if level.isdigit() else 1), PLAIN
        elif self._styles.is_title(paragraph.get_attribute_string("text:style-name")):
            heading, look = 1, PLAIN
        self._inline(paragraph, look)
        if not self.flow.end(heading=heading, contents=self._contents):
            self.flow.blank()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box)

    def _inline(self, parent: Element, look: Look) -> None:
        self._text(parent.text, look)
        for child in parent.children:
            tag = child.tag
            if tag == "text:s":
                self.flow.write(" ", look)
            elif tag == "text:tab":
                self.flow.write("\t", look)
            elif tag == "text:line-break":
                self.flow.line_break(look)
            elif tag == "text:note":
                self._mark(child, look)
            elif tag in ("draw:text-box", "table:table"):
                self._boxes.append(child)
            elif tag == "text:a":
                href = child.get_attribute_string("xlink:href") or ""
                self._inline(child, replace(look, href=href.strip()))
            elif tag == "text:span":
                style = child.get_attribute_string("text:style-name")
                self._inline(child, self._styles.look(style, look))
            elif tag not in _LEFT_OUT:
                self._inline(child, look)
            self._text(child.tail, look)

    def _text(self, text: str | None, look: Look) -> None:
        if text:
            self.flow.write(text.replace("\n", " ").replace("\t", " "), look)

    def _mark(self, note: Element, look: Look) -> None:
        shown = next((c.text for c in note.children if c.tag == "text:note-citation"), None)
        label = "".join((shown or "").split()) or str(len(self._notes) + 1)
        if any(label == other for other, _ in self._notes):  # endnotes have numbers of their own
            label = f"{label}-{len(self._notes) + 1}"
        self.flow.write(f"[^{label}]", replace(look, href="", raised=False))
        self._notes.extend((label, c) for c in note.children if c.tag == "text:note-body")

    def _list(self, element: Element) -> None:
        own = element.get_attribute_string("text:style-name")
        self._lists.append(own or (self._lists[-1] if self._lists else ""))
        name, depth = self._lists[-1], len(self._lists)
        numbered = self._styles.is_numbered(name, depth)
        carried = element.get_attribute_string("text:continue-numbering") == "true"
        number = self._styles.last_number.get((name, depth), 0) if carried else 0
        for item in element.children:
            if item.tag == "text:list-item":
                start = item.get_attribute_string("text:start-value") or ""
                number = int(start) if start.isdigit() and len(start) < 7 else number + 1
                self.flow.item(f"{number}." if numbered else "-", depth)
            self._blocks(item)
        self._styles.last_number[name, depth] = number
        self._lists.pop()
        self.flow.end_item()

    def _table(self, table: Element) -> None:
        self.flow.begin_table()
        self._rows(table)
        self.flow.end_table()

    def _rows(self, parent: Element) -> None:
        for child in parent.children:
            if child.tag == "table:table-row":
                self.flow.row()
                for cell in child.children:
                    if cell.tag == "table:table-cell":
                        self.flow.cell()
                        self._blocks(cell)
            elif child.tag in ("table:table-header-rows", "table:table-rows"):
                self._rows(child)


def read_odt(path: Path, data: bytes) -> Document:
    """An OpenDocument text; `data` are the bytes of `path`."""
    refuse_locked(path, data)
    check_xml(path, data, ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"))
    try:
        document = odfdo.Document(io.BytesIO(data))
        reader = _Reader(path, Styles(document))
        reader.read(document.body)
    except PairkgError:
        raise
    except Exception:
        raise damaged(path) from None
    return reader.flow.document("odt")
