"""The pages of a PDF as pieces of lines with their places, read by pdfminer.six.

A piece is what pdfminer finds on one line without a wide gap. Units are points; y grows upward.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from kg.documents.inline import PLAIN, Look, Piece

__all__ = ["Fault", "Page", "Part", "read_pages"]

PAGES = 2_000
LETTERS = 20_000_000
LINKS = 500  # of a page
_BOLD = re.compile(r"bold|black|heavy|demi|-bd|,bd|-medi(?!um)|cmbx|sfbx", re.I)
_ITALIC = re.compile(r"ital|oblique|obli\b|slanted|-it\b|cmti|cmsl|sfti", re.I)
_LIGATURES = {0xFB00 + i: t for i, t in enumerate(("ff", "fi", "fl", "ffi", "ffl", "ft", "st"))}
_ACCENTS = {"´": "\u0301", "ˆ": "\u0302", "¨": "\u0308", "¸": "\u0327"}
_ACCENT = re.compile("([´ˆ¨])([aeiouyAEIOUYı])|(¸)([cC])")
_Link = tuple[float, float, float, float, str]
_UNNAMED = re.compile(r"\(cid:\d+\)")


class Fault(Exception):  # noqa: N818 - a reason, told by its name
    """Why a PDF cannot be read; the names are those of `kg.documents.pdf`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(slots=True)
class Part:
    """A piece of a line: its box, the size of most of its letters, its text and looks."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    pieces: list[Piece]
    text: str = ""
    bold: bool = False

    def __post_init__(self) -> None:
        self.text = " ".join("".join(piece.text for piece in self.pieces).split())
        letters = [(len(p.text.strip()), p.look.bold) for p in self.pieces]
        self.bold = 2 * sum(n for n, bold in letters if bold) > sum(n for n, _ in letters)


@dataclass(slots=True)
class Page:
    """A page of a PDF: its number from 1, its size, its parts in the order of the file."""

    number: int
    width: float
    height: float
    parts: list[Part] = field(default_factory=list)


def read_pages(data: bytes) -> list[Page]:
    """All pages that print text in letters; a Fault says why there are none."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFEncryptionError:
        raise Fault("locked") from None
    resources = PDFResourceManager()
    layout = LAParams(boxes_flow=None, all_texts=True)
    device = PDFPageAggregator(resources, laparams=layout)
    interpreter = PDFPageInterpreter(resources, device)
    pages: list[Page] = []
    letters = unnamed = 0
    for number, raw in enumerate(PDFPage.create_pages(document), start=1):
        if number > PAGES:
            raise Fault("long")
        interpreter.process_page(raw)
        result = device.get_result()
        page = Page(number, result.width, result.height)
        links = list(_links(raw.annots))
        for line in _lines(result):
            part = _part(line, links)
            if part is not None:
                page.parts.append(part)
                letters += len(part.text)
                unnamed += part.text.count("\ufffd")
        if letters > LETTERS:
            raise Fault("long")
        pages.append(page)
    if not pages:
        raise Fault("damaged")
    if letters - unnamed < max(1, 3 * unnamed) and unnamed:
        raise Fault("undecodable")
    if not letters:
        raise Fault("scanned")
    return pages


def _lines(page: LTPage) -> Iterator[LTTextLine]:
    """All lines, those inside figures too."""
    waiting: list[Any] = [page]
    while waiting:
        for item in waiting.pop():
            if isinstance(item, LTTextLine):
                yield item
            elif isinstance(item, LTTextBox) or hasattr(item, "_objs"):
                waiting.append(item)


def _part(line: LTTextLine, links: list[_Link]) -> Part | None:
    letters = [item for item in line if isinstance(item, LTChar) and item.upright]
    sizes = Counter(letter.size for letter in letters if not letter.get_text().isspace())
    if not sizes:
        return None
    size = sizes.most_common(1)[0][0]
    floor = min(letter.y0 for letter in letters if letter.size == size)
    near = [link for link in links if link[1] < line.y1 and link[3] > line.y0]
    pieces: list[Piece] = []
    look = PLAIN
    text: list[str] = []
    before: tuple[str, bool, str] | None = None
    for item in line:
        if isinstance(item, LTChar):
            raised = item.size < 0.85 * size and item.y0 > floor + 0.15 * size
            now = (item.fontname, raised, _href(item, near) if near else "")
            if now != before:
                pieces.append(Piece(_mended("".join(text)), look))
                text, before = [], now
                look = Look(*_weight_of(item.fontname), raised, now[2])
        text.append(item.get_text())
    pieces.append(Piece(_mended("".join(text)), look))
    part = Part(line.x0, line.y0, line.x1, line.y1, round(size, 1), [p for p in pieces if p.text])
    return part if part.text else None


@lru_cache(maxsize=1024)
def _weight_of(font: str) -> tuple[bool, bool]:
    """Whether the name of a font says that it is bold, and italic."""
    return bool(_BOLD.search(font)), bool(_ITALIC.search(font))


def _mended(text: str) -> str:
    """Ligatures taken apart, accents set on their letters, letters without a name marked."""
    text = _UNNAMED.sub("\ufffd", text).translate(_LIGATURES).replace("\n", " ")
    if "´" in text or "ˆ" in text or "¨" in text or "¸" in text:
        text = _ACCENT.sub(_set_accent, text)
    return unicodedata.normalize("NFC", text)


def _set_accent(match: re.Match[str]) -> str:
    accent, letter = (match[1], match[2]) if match[1] else (match[3], match[4])
    return letter.replace("ı", "i") + _ACCENTS[accent]


def _links(annotations: object) -> Iterator[_Link]:
    """The areas of a page that link to the web, and where to."""
    listed = resolve1(annotations)
    if not isinstance(listed, list):
        return
    for raw in listed[:LINKS]:
        try:
            annotation = resolve1(raw)
            action = resolve1(annotation.get("A")) or {}
            uri, area = resolve1(action.get("URI")), resolve1(annotation.get("Rect"))
            x0, y0, x1, y1 = (float(resolve1(number)) for number in area)
            address = uri.decode("utf-8", errors="replace")
        except (AttributeError, TypeError, ValueError):
            continue
        if re.match(r"(?:https?|ftp)://\S+$", address) and len(address) < 2_000:
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), address


def _href(letter: LTChar, near: list[_Link]) -> str:
    x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
    return next((uri for x0, y0, x1, y1, uri in near if x0 <= x <= x1 and y0 <= y <= y1), "")
