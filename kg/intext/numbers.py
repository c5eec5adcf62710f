"""Citations by number: `(4,5,7,10,20-22)`, `[1-3, 7]`; and whether a document cites that way.

A number in parentheses may be anything. The kind of bracket is believed when the numbers are those
of a numbered list, or when they begin low and grow by first use with hardly a gap, as such lists
are made. Then numbers that a list, a table or a unit explains are still left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.intext.brackets import Span

__all__ = ["Numbered", "bracketed_numbers", "spread"]

_NUMBERS = re.compile(
    r"\s*(?:(?:réf|ref|refs|réfs|voir|see|cf)\b\.?\s*)?"
    r"(?P<list>\d{1,3}(?:\s*[-–—‑,;]\s*\d{1,3}|\s+(?:et|and|à|&)\s+\d{1,3})*)"
    r"(?:\s*[,:]\s*(?P<locator>pp?\.\s?\d+(?:\s?[-–]\s?\d+)?))?\s*"
)
_MEMBER = re.compile(r"(\d{1,3})(?:(\s*[-–—‑]\s*|\s+à\s+)(\d{1,3}))?")
_EXPLAINED = re.compile(
    r"(?:\b(?:tableaux?|tables?|figures?|fig|équations?|equations?|eq|articles?|art|étapes?|steps?|"
    r"phases?|points?|items?|questions?|chapitres?|chapters?|sections?|annexes?|appendix|pages?|pp?|"
    r"niveaux?|levels?|groupes?|groups?|n|no|n°|vol|volume|tome|numéros?|types?|axes?|hypothèses?|"
    r"tome|m|sd|et|ou|age|âge|score|scores)\.?\s*|[=<>±%€$£/+×]\s*|(?<!\d)\d{1,3}\s*|\d{5,}\s*|\d[.,]\d+\s*)$",
    re.I,
)
_UNIT_AFTER = re.compile(
    r"\s*(?:ans?\b|years?\b|mois\b|months?\b|jours?\b|days?\b|%|€|euros?\b|kg\b|mg\b|cm\b|km\b)",
    re.I,
)
_ENOUGH = 4
_WIDEST = 60
_GAP = 12


@dataclass(frozen=True)
class Numbered:
    """A member of a list of numbers: the offsets and text printed, and the numbers it says."""

    start: int
    end: int
    numbers: tuple[int, ...]
    locator: str | None
    group: int
    open: str


def bracketed_numbers(text: str, spans: Iterable[Span], listed: int) -> list[Numbered]:
    """The believed numeric citations; `listed` is the length of the numbered list, 0 if none."""
    found: list[Numbered] = []
    for sign in "([":
        candidates = [
            member for span in spans if span.open == sign for member in _candidate(text, span)
        ]
        candidates.sort(key=lambda member: member.start)
        found.extend(_believed(candidates, listed, sign))
    return sorted(found, key=lambda member: member.start)


def spread(printed: str) -> list[tuple[int, int, tuple[int, ...]]]:
    """The members of a printed list with their offsets; a range is spread, `123-5` too.

    >>> spread("4,5,20-22")
    [(0, 1, (4,)), (2, 3, (5,)), (4, 9, (20, 21, 22))]
    """
    members: list[tuple[int, int, tuple[int, ...]]] = []
    for match in _MEMBER.finditer(printed):
        first, last = match[1], match[3]
        if last is None:
            members.append((match.start(), match.end(), (int(first),)))
            continue
        if len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        low, high = int(first), int(last)
        if not low < high <= low + _WIDEST:
            return []
        members.append((match.start(), match.end(), tuple(range(low, high + 1))))
    return members


def _candidate(text: str, span: Span) -> list[Numbered]:
    if span.end - span.start > 200:
        return []
    match = _NUMBERS.fullmatch(text, span.start, span.end)
    if match is None:
        return []
    members = spread(match["list"])
    numbers = [number for _, _, several in members for number in several]
    rising = numbers == sorted(set(numbers))
    if not numbers or 0 in numbers or (span.open == "(" and not rising) or _is_other(text, span):
        return []
    offset = match.start("list")
    return [
        Numbered(offset + start, offset + end, several, match["locator"], span.start, span.open)
        for start, end, several in members
    ]


def _is_other(text: str, span: Span) -> bool:
    """Whether what stands around a number says what it is."""
    before = text[max(span.start - 24, 0) : span.start - 1]
    after = text[span.end + 1 : span.end + 12]
    if _EXPLAINED.search(before) or not before.strip() or _UNIT_AFTER.match(after):
        return True
    if after[:1].isdigit() or after[:1] == "(":
        return True  # "[text](address)", "(12)3"
    begins = "\n" in before and before.rsplit("\n", 1)[-1].strip(" >*-–") == ""
    point = re.match(r"\s+[^\W\d_]", after) and re.search(r"[.:;!?]\s*$", before)
    return bool(begins and point)  # "(2) Second point"


def _believed(candidates: list[Numbered], listed: int, sign: str) -> list[Numbered]:
    """The candidates of one kind of bracket, if the document cites with it."""
    limit = listed
    if not limit:
        limit = _grown(candidates)
        if not limit:
            return []
    kept = [member for member in candidates if member.numbers[-1] <= limit]
    groups = {member.group for member in kept}
    distinct = {number for member in kept for number in member.numbers}
    if listed:
        enough = len(distinct) >= 2 or (len(distinct) == 1 and sign == "[")
        return kept if enough and len(groups) >= (1 if sign == "[" else 2) else []
    return kept if len(groups) >= _ENOUGH and len(distinct) >= 0.6 * limit else []


def _grown(candidates: list[Numbered]) -> int:
    """How far numbers grow from 1 by first use without a wide gap."""
    top = 0
    for member in candidates:
        low, high = member.numbers[0], member.numbers[-1]
        if high > top and low <= top + _GAP:
            top = high
    return top
