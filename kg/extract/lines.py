"""A document as lines: what each is (heading, list item, prose, page furniture) and its bare text.

Markdown is read line by line and not with a parser, because dossiers come out of converters that
break references across headings and pages: the place of each line matters more than the tree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Line", "bare", "read_lines"]

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BOLD = re.compile(r"^(?:\*\*|__|<b>|<strong>)(.+?)(?:\*\*|__|</b>|</strong>)\s*[.,:]?\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+•▪■►→–»◦○●·‣➢➤✓❖]|[a-h]\)|\[?\d{1,4}[.)\]])\s+(?=\S)")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|br|p|span|sup|sub|div|font)\b[^<>]{0,80}/?>", re.I)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>&|~])")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)([^*_]{1,400}?)(?<=\S)\1(?!\w)")
_RULE = re.compile(r"^\s*(?:[-*_=~]\s?){3,}\s*$")
_PAGE = re.compile(
    r"^\s*(?:[-–—]\s*)?(?:page\s*|p\.\s*)?\d{1,4}(?:\s*(?:/|sur)\s*\d{1,4})?"
    r"(?:\s*[-–—])?\s*$",
    re.I,
)
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}).*\d{1,4}\W*(?:</b>)?\s*$")
_SPACES = re.compile(r"\s+")
LONGEST = 1500
"""A longer line is prose; no pattern is tried on it."""


@dataclass(frozen=True)
class Line:
    """One line of the file; `text` is what it says without layout, "" where it says nothing."""

    number: int
    raw: str
    text: str
    level: int = 0  # of a heading
    bold: bool = False
    item: bool = False
    contents: bool = False
    after_blank: bool = True

    @property
    def prose(self) -> bool:
        """Running text, not a part of a reference."""
        if self.level or self.bold:
            return len(self.text) > 450
        return len(self.text) > 320 or (len(self.text) > 240 and self.text.count(". ") > 3)


def read_lines(text: str) -> list[Line]:
    """Every line of the text, numbered as an editor numbers them."""
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    furniture = _furniture(raws)
    lines: list[Line] = []
    blank = True
    for number, raw in enumerate(raws, start=1):
        line = _line(number, raw, blank)
        if number in furniture:
            line = Line(number, raw, "")
        lines.append(line)
        blank = not line.text
    return lines


def bare(text: str) -> str:
    r"""Text without Markdown or HTML marks, blanks made one.

    >>> bare("**Le soin** des\\_autres,  <i>essai</i>")
    'Le soin des_autres, essai'
    """
    if "<" in text:
        text = _TAG.sub("", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
        text = text.replace("**", "")
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    text = text.replace("’", "'").replace("\u00ad", "").replace("\ufeff", "")
    return _SPACES.sub(" ", text).strip()


def _line(number: int, raw: str, blank: bool) -> Line:
    if len(raw) > LONGEST:
        return Line(number, raw, raw.strip(), after_blank=blank)
    stripped = raw.strip("\f \t")
    if not stripped or _RULE.match(stripped) or _PAGE.match(stripped):
        return Line(number, raw, "")
    contents = bool(_CONTENTS.search(stripped))
    heading = _HEADING.match(stripped)
    level, body = (len(heading[1]), heading[2]) if heading else (0, stripped)
    quote = body.lstrip("> ") if body.startswith(">") else body
    marker = _ITEM.match(quote) if not heading and not quote.startswith("**") else None
    content = quote[marker.end() :] if marker else quote
    return Line(
        number=number,
        raw=raw,
        text=bare(content),
        level=level,
        bold=bool(_BOLD.match(content.strip())),
        item=bool(marker),
        contents=contents,
        after_blank=blank,
    )


def _furniture(raws: Sequence[str]) -> set[int]:
    """Lines that a page break leaves behind: a header or footer repeated beside page numbers."""
    beside: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    for index, raw in enumerate(raws):
        text = raw.strip("\f \t")
        if not text or len(text) > 120 or _PAGE.match(text):
            continue
        near = raws[max(index - 2, 0) : index + 3]
        if "\f" in raw or any("\f" in other or _PAGE.match(other or "x") for other in near):
            key = re.sub(r"\d+", "#", text)
            beside[key] += 1
            places.setdefault(key, []).append(index + 1)
    for index, raw in enumerate(raws[:-1]):  # one header, between a form feed and a page number
        text = raw.strip("\f \t")
        near = raws[max(index - 1, 0) : index + 2]
        if (
            "\f" in raw
            and text
            and len(text) < 90
            and any(_PAGE.match(n.strip("\f") or "x") for n in near)
        ):
            key = re.sub(r"\d+", "#", text)
            beside[key] += 3
            places.setdefault(key, []).append(index + 1)
    return {number for key, count in beside.items() if count > 2 for number in places[key]}
