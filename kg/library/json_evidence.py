"""Where the fields of a CSL-JSON item were read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from kg.library.evidence import PLAIN, READ
from kg.references import Evidence

__all__ = ["Finder", "Span", "evidence_in"]

Span = tuple[int, int, int]
"""Where an item begins and ends in the text, and where the line begins that it begins in."""

Finder = Callable[[Mapping[str, Any]], tuple[Evidence, ...]]

_KEY = re.compile(r"\"([A-Za-z_-]{2,40})\"\s*:\s*")


def evidence_in(text: str, where: Span, line: int) -> Finder:
    """What finds the fields of the item that stands there; `line` is where it begins."""
    return lambda csl: _found(csl, text, where, line)


def _found(csl: Mapping[str, Any], text: str, where: Span, line: int) -> tuple[Evidence, ...]:
    """The value of each field, to the end of its line or to the next name, if that comes first."""
    first, stop, line_start = where
    found: dict[str, Evidence] = {}
    counted = first
    matches = list(_KEY.finditer(text, first, stop))
    for place, match in enumerate(matches):
        start = match.end()
        if ends := text.count("\n", counted, start):
            line, line_start = line + ends, text.rfind("\n", counted, start) + 1
        counted = start
        name = match[1]
        if name not in csl or name in found or name == "id":
            continue
        after = matches[place + 1].start() if place + 1 < len(matches) else stop
        cut = text.find("\n", start, after)
        value = text[start : cut if cut >= 0 else after].rstrip(", \t")
        sure = PLAIN if isinstance(csl[name], str) and csl[name] in value else READ
        column = start - line_start
        found[name] = Evidence(name, sure, line, column, column + len(value))
    return tuple(found.values())
