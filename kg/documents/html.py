"""HTML as a flow: what a page shows, without its scripts, styles and navigation.

libxml2's parser calls this as it meets tags, so that no tree is built: time and memory grow with
the page, whatever is nested wrongly in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from kg.documents.flow import Flow
from kg.documents.inline import PLAIN, Look
from kg.documents.model import Document
from kg.documents.notes import Notes
from kg.documents.tags import APART, BLOCKS, HEADINGS, VOID, is_hidden, looked
from kg.problems import PairkgError

__all__ = ["read_html"]

_BLANKS = re.compile(r"[ \t\n\r\f]+")
DEEPEST = 240
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element, and what holds again when it ends."""

    tag: str
    look: Look
    dropped: bool
    note: bool = False


@dataclass(slots=True)
class _List:
    """An open list; `number` is that of its last item, None where items have none."""

    number: int | None


class _Reader:
    """The target of the parser."""

    def __init__(self, path: Path, *, loose: bool) -> None:
        self.flow = Flow(str(path))
        self._path = path
        self._stack: list[_Open] = []
        self._lists: list[_List] = []
        self._look = PLAIN
        self._dropped = False
        self._pre = 0
        self._notes = Notes(self.flow)
        self._loose = loose
        self._contents = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        tag = tag.lower() if isinstance(tag, str) else ""
        if tag == "br":
            self.flow.line_break(self._look)
        if tag == "hr":
            self._end_block(apart=True)
        if tag in VOID:
            return
        if len(self._stack) > DEEPEST:
            raise PairkgError(f"{self._path} is nested too deeply; save the page again.")
        before = (self._look, self._dropped)
        if is_hidden(tag, attributes):
            self._dropped = True
        note = False
        if not self._dropped:
            if tag in BLOCKS or tag in HEADINGS:
                self._end_block(apart=tag in APART)
            self._look = looked(self._look, tag, attributes)
            note = self._begin(tag, attributes)
        self._stack.append(_Open(tag, *before, note))

    def end(self, tag: str) -> None:
        """A tag closes; what was left open inside it closes too."""
        tag = tag.lower() if isinstance(tag, str) else ""
        if tag in VOID or not any(opened.tag == tag for opened in self._stack):
            return
        while self._stack:
            opened = self._stack.pop()
            if not self._dropped:
                self._finish(opened)
            self._look, self._dropped = opened.look, opened.dropped
            if opened.tag == tag:
                return

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._dropped:
            return
        if self._pre:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.flow.line_break(self._look)
                self.flow.write(line, self._look)
        else:
            self._notes.write(text if self._contents else _BLANKS.sub(" ", text), self._look)

    def comment(self, text: str) -> None:
        """Comments say nothing."""

    def close(self) -> None:
        """The page ends."""
        while self._stack:
            self.end(self._stack[-1].tag)
        self._end_block(apart=False)

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Open what is more than a look; whether it is the body of a note."""
        if tag in ("ul", "ol", "menu"):
            start = _number(attributes.get("start", ""), 1) - 1
            self._lists.append(_List(start if tag == "ol" else None))
        elif tag == "li":
            return self._item(attributes)
        elif tag == "table":
            self.flow.begin_table()
        elif tag == "tr":
            self.flow.row()
        elif tag in ("td", "th"):
            self.flow.cell()
        elif tag == "pre":
            self._pre += 1
        elif tag == "blockquote":
            self.flow.quoted += 1
        elif tag == "p":
            self._contents = "contents" in attributes.get("class", "").split()
        elif tag in ("div", "aside"):
            return self._notes.open(attributes.get("id", ""))
        return False

    def _item(self, attributes: Mapping[str, str]) -> bool:
        if not self._lists:
            self._lists.append(_List(None))
        current = self._lists[-1]
        if current.number is None:
            mark = "-"
        else:
            current.number = _number(attributes.get("value", ""), current.number + 1)
            mark = f"{current.number}."
        if self._notes.open(attributes.get("id", "")):
            return True
        self.flow.item(mark, len(self._lists))
        return False

    def _finish(self, opened: _Open) -> None:
        tag = opened.tag
        self._notes.settle(tag)
        if tag in HEADINGS:
            self._notes.settle("p")
            self.flow.end(heading=HEADINGS[tag])
        elif tag in BLOCKS:
            wrote = self._end_block(apart=tag in APART)
            if tag == "p" and not self._loose and not wrote:
                self.flow.blank()
        if tag in ("ul", "ol", "menu") and self._lists:
            self._lists.pop()
            self.flow.end_item()
        elif tag == "li" and not opened.note:
            self.flow.end_item()
        elif tag == "table":
            self.flow.end_table()
        elif tag == "pre":
            self._pre = max(self._pre - 1, 0)
        elif tag == "blockquote":
            self.flow.quoted = max(self.flow.quoted - 1, 0)
        if opened.note:
            self.flow.end_note()

    def _end_block(self, *, apart: bool) -> bool:
        self._notes.settle("p")
        wrote = self.flow.end(contents=self._contents, apart=apart and self._loose)
        self._notes.end_block()
        self._contents = False
        return wrote


def read_html(path: Path, text: str, form: str = "html") -> Document:
    """A page as a document; `form` names the format that the page was made from."""
    reader = _Reader(path, loose=form == "html")
    parser = etree.HTMLParser(target=reader, no_network=True, huge_tree=True)
    text = text.replace("\0", "")
    try:
        for start in range(0, max(len(text), 1), CHUNK):
            parser.feed(text[start : start + CHUNK] or " ")
        parser.close()
    except etree.LxmlError:
        if not reader.flow.begun:
            raise PairkgError(f"{path} is no page that can be read; save it again.") from None
    return reader.flow.document(form)


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else otherwise
