"""Parentheses and brackets of a text, with those that lie inside; broken ones too. Linear."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Span", "masked", "spans_of"]

_SIGN = re.compile(r"[()\[\]]")
_PAIRS = {")": "(", "]": "["}
LONGEST = 3000
_DEEPEST = 60


@dataclass
class Span:
    """`start` and `end` enclose the inside; `open` is `(` or `[`."""

    open: str
    start: int
    end: int
    inner: list[tuple[int, int]] = field(default_factory=list)  # with their signs


def spans_of(text: str) -> tuple[list[Span], list[int], list[int]]:
    """All pairs in order of their ends, offsets after lone openers, offsets of lone closers."""
    done: list[Span] = []
    lone_open: list[int] = []
    lone_close: list[int] = []
    stack: list[Span] = []
    for match in _SIGN.finditer(text):
        sign, at = match[0], match.start()
        while stack and (at - stack[0].start > LONGEST or len(stack) > _DEEPEST):
            lone_open.append(stack.pop(0).start)
        if sign in "([":
            stack.append(Span(sign, at + 1, -1))
            continue
        wanted = _PAIRS[sign]
        depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].open == wanted), None)
        if depth is None:
            lone_close.append(at)
            continue
        lone_open.extend(span.start for span in stack[depth + 1 :])
        span = stack[depth]
        del stack[depth:]
        span.end = at
        if stack:
            stack[-1].inner.append((span.start - 1, at + 1))
        done.append(span)
    lone_open.extend(span.start for span in stack)
    return done, sorted(lone_open), lone_close


def masked(text: str, span: Span) -> str:
    """The inside of a span, what lies in inner brackets blanked out."""
    pieces: list[str] = []
    at = span.start
    for start, end in span.inner:
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, text[at : span.end]])
