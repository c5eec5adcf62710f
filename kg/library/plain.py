"""Reads a plain list of references, mixed with DOIs: one a line, or parted by empty lines.

What each line or block says is read by `kg.extract.styles.single`. A block of several lines is one
reference that was wrapped, unless its lines are numbered or each reads by itself. Every block is a
reference or a problem; lines beginning with `#` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.items import Item
from kg.extract.styles.single import read_single
from kg.folding import fold
from kg.library.dois import identified
from kg.library.evidence import PLAIN
from kg.library.result import Collector, LibraryResult
from kg.references import Evidence

__all__ = ["is_plain_list", "read_plain"]

_MARKED = re.compile(r"\s*(?:[-*•–]\s|\[?\d{1,4}[\].)]\s)")
_ENDED = re.compile(r"(?:[.)\]/]|\d|\S/\S+)\s*$")
_READ = 0.8
_LONGEST = 20_000

Block = tuple[int, list[str]]
"""The 1-based line where it begins, and its lines."""


def read_plain(text: str, file: str) -> LibraryResult:
    """The references of a text in order."""
    account = Collector(file)
    for line, lines in _entries(text):
        written = " ".join(part.strip() for part in lines)
        if found := identified(written):
            name, key = next(iter(found.items()))
            start = max(lines[0].find(key), 0)
            span = Evidence(name, PLAIN, line, start, start + len(key))
            account.add(key, {"type": "document"} | found, line, [], {}, evidence=(span,))
        elif (item := _read(lines, line)) is not None:
            warnings = [f"Line {line}: {why}" for why in item.warnings]
            csl = dict(item.csl)
            account.add(_key(item), csl, line, warnings, {}, evidence=tuple(item.evidence))
        else:
            message = f"No reference is understood: {written[:80]!r}"
            account.lost(line, message, "Write it in a known style, or give its DOI", written)
    return account.result()


def is_plain_list(text: str) -> bool:
    """Whether a text is a list of references and identifiers, both, and nothing else."""
    entries = list(_entries(text))
    marks = [identified(" ".join(lines)) is not None for _, lines in entries]
    if not any(marks):
        return False
    read = sum(
        mark or _read(lines, line) is not None
        for mark, (line, lines) in zip(marks, entries, strict=True)
    )
    return read >= _READ * len(entries)


def _entries(text: str) -> Iterator[Block]:
    """Blocks, taken apart where each line is an entry."""
    blocks = list(_blocks(text))
    for line, lines in blocks:
        starts = [number for number, part in enumerate(lines) if _MARKED.match(part)]
        if len(lines) == 1:
            yield line, lines
        elif starts and starts[0] == 0:
            for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
                yield line + start, lines[start:stop]
        elif len(blocks) == 1 or _stand_alone(lines, line):
            yield from ((line + number, [part]) for number, part in enumerate(lines))
        else:
            yield line, lines


def _blocks(text: str) -> Iterator[Block]:
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip() and not line.lstrip().startswith("#"):
            lines.append(line)
        elif lines:
            yield number - len(lines), lines
            lines = []


def _stand_alone(lines: list[str], number: int) -> bool:
    """Whether each line is an entry: none is indented or cut, and each has its date or is a DOI."""
    return (
        not any(line[0].isspace() for line in lines[1:])
        and all(_ENDED.search(line) for line in lines[:-1])
        and all(_dated(line, number) for line in lines)
    )


def _dated(line: str, number: int) -> bool:
    if identified(line) is not None:
        return True
    item = _read([line], number)
    return item is not None and "issued" in item.csl and "title" in item.csl


def _read(lines: list[str], line: int) -> Item | None:
    text = "\n".join(lines)
    return read_single(text, line=line) if len(text) < _LONGEST else None


def _key(item: Item) -> str:
    """`surname-year`, as the references of documents have it."""
    names = item.csl.get("author") or item.csl.get("editor") or [{}]
    who = names[0].get("family") or names[0].get("literal") or item.csl.get("title", "")
    words = re.sub(r"[^a-z0-9]+", "-", fold(who)).strip("-").split("-")[:3]
    parts = item.csl.get("issued", {}).get("date-parts")
    return f"{'-'.join(words) or 'work'}-{parts[0][0] if parts else 'nd'}"
