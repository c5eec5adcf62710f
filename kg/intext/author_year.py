"""Citations by author and year: groups in parentheses, names in the sentence, lines of their own.

A form that can only be a citation (several names, `et al.`, a comma before the year) is believed
at once; a lone name with a year only where the document has such citations, or a listed work has
that author. Precision comes first: projects, places and laws are printed with years too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from kg.folding import fold
from kg.intext.brackets import Span, masked
from kg.intext.entries import Dated, Entry, only_years, read_entries
from kg.intext.names import Cited, names_before

__all__ = ["Found", "author_year_calls"]

_ENOUGH = 3
_ACRONYM = 7
"""A shorter word in capitals with a year is a project as often as a body that wrote."""
_BACK = 220
_LONE_CLOSE = 120
_SENTENCE = re.compile(r"[.!?»\")]\s+(?=[^\W\d_a-zà-ÿ])|[;:»\"](?=\s)|\)")
_ALONE = re.compile(
    r"^[ \t>–—-]*(?P<body>[^\n()]{3,90}?,\s?(?:1[89]|20)\d\d[a-z]?(?:, pp?\. ?\d+(?:[-–]\d+)?)?)"
    r"[ \t]*(?:\([^()\n]{0,120}\))?\.?[ \t]*$",
    re.M,
)
_NAMED = re.compile(r"\b(?:et|&|and)\s+al\b|\s(?:&|et|and)\s")
_BROKEN_OFF = re.compile(r"\n\s{0,40}\n|[()\[\]]|(?<=\d)\.\s")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Found:
    """A citation at offsets of the flow, not yet at its lines."""

    start: int
    end: int
    group: int  # offset that members of one group share
    authors: tuple[str, ...]
    others: bool
    dated: Dated
    locator: str | None
    prefix: str | None
    strong: bool


def author_year_calls(
    text: str,
    spans: list[Span],
    lone_open: list[int],
    lone_close: list[int],
    known: Collection[str],
) -> list[Found]:
    """All believed citations of the text; `known` holds the folded surnames of listed works."""
    found: list[Found] = []
    for span in spans:
        content = masked(text, span)
        if not re.search(r"\d{4}|[sn]\. ?d|\b[sn]d\b|pre|par|sou|sub|for|acc", content):
            continue
        entries = [entry for entry in read_entries(content) if entry.cited is not None]
        if entries:
            found.extend(_members(entries, span.start, span.start))
        else:
            found.extend(_narrative(text, span, content))
    found.extend(_unclosed(text, lone_open))
    found.extend(_unopened(text, lone_close))
    found.extend(_own_lines(text))
    return _believed(_apart(found), known)


def _members(entries: list[Entry], offset: int, group: int) -> Iterator[Found]:
    for entry in entries:
        cited = entry.cited
        if cited is None:
            continue
        for dated in entry.years:
            yield Found(
                start=offset + entry.start,
                end=offset + entry.end,
                group=group,
                authors=cited.names,
                others=cited.others,
                dated=dated,
                locator=entry.locator,
                prefix=entry.prefix or None,
                strong=entry.strong,
            )


def _narrative(text: str, span: Span, content: str) -> Iterator[Found]:
    """`Durand et Petit (2012)`: the names stand before the parenthesis."""
    years = only_years(content)
    if not years:
        return
    begin = max(span.start - 1 - _BACK, 0)
    before = text[begin : span.start - 1]
    cited = names_in_sentence(before)
    if cited is None:
        return
    for dated, locator in years:
        yield Found(
            start=begin + cited.start,
            end=span.end + 1,
            group=span.start,
            authors=cited.names,
            others=cited.others,
            dated=dated,
            locator=locator,
            prefix=None,
            strong=cited.strong,
        )


def names_in_sentence(before: str) -> Cited | None:
    """The names that end a piece of running text; offsets are those of the piece."""
    if not _LETTERS.search(before[-12:]) or re.search(r"[;:!?»\"”\d]\s*$", before):
        return None
    if before.rstrip().endswith(",") or before.count("\n") - before.strip().count("\n") > 2:
        return None
    cut = 0
    for stop in _SENTENCE.finditer(before[:-1]):
        if not re.search(r"(?:\b[^\W\d_]|\bal)\.$", before[: stop.start() + 1]):
            cut = stop.end()
    cited = names_before(before[cut:], inside=False)
    return None if cited is None else replace(cited, start=cited.start + cut)


def _unclosed(text: str, lone_open: list[int]) -> Iterator[Found]:
    """`(Durand, 2012.` without its end: what is read up to the end of the sentence."""
    for at in lone_open:
        content = _BROKEN_OFF.split(text[at : at + 400], maxsplit=1)[0]
        entries = [entry for entry in read_entries(content) if entry.cited and entry.strong]
        if entries and not entries[0].prefix:
            yield from _members(entries, at, at)


def _unopened(text: str, lone_close: list[int]) -> Iterator[Found]:
    """`..., Durand, 2015)` without its beginning."""
    for at in lone_close:
        begin = max(at - _LONE_CLOSE, 0)
        piece = text[begin:at]
        cut = max(piece.rfind(sign) for sign in ('"', "»", "”", "(", "[", ")", "]", ". ")) + 1
        if not re.search(r"\d{4}[a-z]?\s*$", piece):
            continue
        entries = [entry for entry in _dated_entries(piece[cut:]) if entry.cited and entry.strong]
        if len(entries) == 1 and not entries[0].prefix:
            yield from _members(entries, begin + cut, begin + cut)


def _dated_entries(content: str) -> list[Entry]:
    """The entries that print a year; nothing says where a piece without its sign begins."""
    return [entry for entry in read_entries(content) if not entry.years or entry.years[0].year]


def _own_lines(text: str) -> Iterator[Found]:
    """A line that only says who and when, under a long line: the source of a quotation."""
    for match in _ALONE.finditer(text):
        above = text[max(match.start() - 600, 0) : match.start()].rstrip("\n").rsplit("\n", 1)[-1]
        if len(above) < 80:
            continue
        entries = [entry for entry in _dated_entries(match["body"]) if entry.cited and entry.strong]
        if len(entries) == 1 and not entries[0].prefix:
            offset = match.start("body")
            yield from _members(entries, offset, offset)


def _apart(found: list[Found]) -> list[Found]:
    """In the order of the text; what lies in a citation already read is not read twice."""
    found.sort(key=lambda call: (call.start, -call.end))
    kept: list[Found] = []
    for call in found:
        if kept and call.start < kept[-1].end and call.group != kept[-1].group:
            continue
        kept.append(call)
    return kept


def _believed(found: list[Found], known: Collection[str]) -> list[Found]:
    """Weak forms are kept only with a ground."""
    style = sum(call.strong for call in found) >= _ENOUGH
    return [call for call in found if call.strong or _grounded(call, style, known)]


def _grounded(call: Found, style: bool, known: Collection[str]) -> bool:
    names = [fold(name) for name in call.authors]
    if any(name in known or (name.split() or [name])[-1] in known for name in names):
        return True
    words = call.authors[0].split()
    if not style or len(words) > 3:
        return False
    return not (words[-1].isupper() and len(words[-1]) < _ACRONYM)
