"""Raised numbers: `¹²`, `^12^`, `<sup>12</sup>`, `[^3]`, and digits that lost their height.

`recherche16` is a call only where the text has a note 16 that comes after it; each number is then
looked for between the calls before and after it, so that `CO2` or `H1N1` call nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.intext.numbers import spread

__all__ = ["Raised", "glued_numbers", "raised_numbers"]

_MARKDOWN = re.compile(r"\[\s?\^(?P<number>[^\]\s^]{1,20})\](?!:)")
_SEVERAL = re.compile(r"\d{1,3}(?:[,;–-]\d{1,3})+")
_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT = re.compile(rf"(?P<list>[{_SIGNS}]{{1,3}}(?:[⁻˒’,ʼ‚\-–⁾]\s?[{_SIGNS}]{{1,3}})*)")
_MARKED = re.compile(
    r"(?:\^\{?|<sup>\s?)(?P<list>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,30})(?:\}|\^|\s?</sup>|(?!\w))"
)
_PLAIN = str.maketrans(_SIGNS + "⁻˒‚", "0123456789-,,")
_UNIT = re.compile(
    r"(?:(?<![^\W\d_])(?:[kcdmµn]?m|ha|km|s|kg|x|y|z|r|n|p|R|χ|chi|eta|cm|an|pixels?|[a-z])|\d|[)\]=×*])$"
)
_WORD_BEFORE = re.compile(r"[^\W\d_]{2,}|[»\"”).,;:!?…]")
_GLUED = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_][.,;:)»”\"])|(?<=\.[^\W\d_]\.)|(?<=[»”\"] )|(?<=[)»”\"]))"
    r"(?P<list>\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,12})(?![\w%€/]|[.,]\d| ?%)"
)


@dataclass(frozen=True)
class Raised:
    """A raised call at offsets of the flow."""

    start: int
    end: int
    label: str
    group: int
    printed: str
    marked: bool = False  # `[^3]`: nothing else it can be


def raised_numbers(text: str) -> list[Raised]:
    """All calls that a mark sets off."""
    found: list[Raised] = []
    for match in _MARKDOWN.finditer(text):
        at, label = match.start(), match["number"]
        members = spread(label) if _SEVERAL.fullmatch(label) else []
        for number in [str(n) for _, _, numbers in members for n in numbers] or [label]:
            found.append(Raised(at, match.end(), number, at, match[0], True))
    patterns = [_SUPERSCRIPT] if any(sign in text for sign in _SIGNS) else []
    if "^" in text or "<sup>" in text:
        patterns.append(_MARKED)
    for pattern in patterns:
        for match in pattern.finditer(text):
            before = text[max(match.start() - 8, 0) : match.start()]
            if before.endswith("[") or _UNIT.search(before) or not _WORD_BEFORE.search(before[-3:]):
                continue
            found.extend(_members(match))
    return sorted(found, key=lambda call: call.start)


def _members(match: re.Match[str]) -> Iterator[Raised]:
    plain = match["list"].translate(_PLAIN)
    offset = match.start("list")
    whole = len(plain) == len(match["list"])
    for start, end, numbers in spread(plain):
        for number in numbers:
            a, b = (offset + start, offset + end) if whole else match.span()
            yield Raised(a, b, str(number), match.start(), match["list"][start:end])


def glued_numbers(text: str, notes: Sequence[tuple[str, int]], already: set[str]) -> list[Raised]:
    """Calls of notes by digits glued to a word; `notes` are labels with the offset of their foot.

    A note of a page's foot is called before it and after the foot of the note before, unless both
    stand at one foot. Labels in `already` are called by marks.
    """
    by_label: dict[str, list[Raised]] = {}
    wanted = {label for label, _ in notes} - already
    if not wanted:
        return []
    for match in _GLUED.finditer(text):
        for call in _members(match):
            if call.label in wanted:
                by_label.setdefault(call.label, []).append(call)
    found: list[Raised] = []
    at = floor = 0
    foot = 0
    for label, end in notes:
        if label not in wanted:
            continue
        if end != foot:
            floor, foot = foot, end
        candidates = by_label.get(label, [])
        begin = bisect_left(candidates, max(at, floor), key=lambda call: call.start)
        if begin < len(candidates) and candidates[begin].start < end:
            found.append(candidates[begin])
            at = candidates[begin].start
    return found
