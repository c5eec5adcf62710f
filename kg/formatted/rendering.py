"""One reference through the processor, and its line made tidy."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Mapping
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
from citeproc.source.json import CiteProcJSON

from kg.formatted.fields import ET_AL, MARKS, YEARS, handed_over, lead_of
from kg.formatted.styles import loaded

__all__ = ["render"]

_LOCK = threading.Lock()  # the processor keeps state in the style
_JOINED_OTHERS = re.compile(rf"\s*,?(?:\s*(?:&amp;|\bet\b|\band\b))?\s*{ET_AL}(?:</?\w+>)*\.?")
_OTHERS = {"apa": ", et al.", "vancouver": ", et al.", "iso690": " et al."}
_EMPTY = re.compile(r"(?<=[.?!]) \.(?= |$)|(?<=[?!])\.(?= |$)|(?<=[?!]</i>)\.(?= |$)")
_NO_DAY = re.compile(r"(?:Retrieved|Consulté) (?=https?:)")
_OPEN, _END = MARKS["<"], MARKS[">"]
_STYLED = re.compile(f"{_OPEN}(i|b|sup|sub){_END}([^{_OPEN}]*){_OPEN}/\\1{_END}")
_NO_CASE = re.compile(f'{_OPEN}span class="nocase"{_END}([^{_OPEN}]*){_OPEN}/span{_END}')
_RETRIEVED = re.compile("Consulté (\\d[^,]*), à(?= l'adresse)")
_TAGS = re.compile(r"</?(?:i|b|sup|sub|u|l|span)\b[^>]*>")
_SPAN = re.compile(r"</?(?:span|u|l)\b[^>]*>")


def render(csl: Mapping[str, Any], style: str, lang: str) -> tuple[str, str]:
    """A CSL item in a style: plain text, and HTML."""
    item, words = handed_over(csl, style, lang)
    with _LOCK:
        read = loaded(style, lang, lead_of(item))
        bibliography = CitationStylesBibliography(read, CiteProcJSON([item]), formatter.html)
        bibliography.register(Citation([CitationItem("it")]))
        lines = bibliography.bibliography()
    line = "".join(str(part) for part in lines[0]) if lines else ""
    line = _tidy(line, item, words, style)
    line = _SPAN.sub("", _STYLED.sub(r"<\1>\2</\1>", _NO_CASE.sub(r"\1", line)))
    plain = html.unescape(_TAGS.sub("", line))
    for mark, hidden in MARKS.items():
        plain = plain.replace(hidden, mark)
        line = line.replace(hidden, html.escape(mark))
    return plain, line


def _tidy(line: str, item: Mapping[str, Any], words: list[str], style: str) -> str:
    for (field, mark), text in zip(YEARS.items(), words, strict=True):
        if field == "issued" and style == "iso690":  # a date without month is not said twice
            first = line.find(str(mark)) + len(str(mark))
            line = line[:first] + line[first:].replace(f" {mark}.", "")
        line = line.replace(str(mark), text)
    line = _JOINED_OTHERS.sub(_OTHERS[style], line)
    page = item.get("page", "")
    line = _RETRIEVED.sub("Consulté le \\1 \u00e0", line) if style == "apa" else line
    line = _NO_DAY.sub("", line)
    if style == "iso690":
        line = line.replace(". [en\u00a0ligne]", " [en\u00a0ligne]").replace(
            ". [online]", " [online]"
        )
        if page.isalnum():
            line = line.replace(f"pp.\u00a0{page}.", f"p.\u00a0{page}.")
    return _EMPTY.sub("", re.sub(" {2,}", " ", line)).strip(" \n").removeprefix(", ")
