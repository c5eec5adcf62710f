"""Markdown tables: rows that are notices, columns that hold whole references.

The head of a table names its columns with the labels of notices; where at least a title and one
more are among them, each row is a notice. A column headed `Référence` holds references of one
line: such a row becomes a line with this cell alone, its columns kept, so that spans stay true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.labels import field_of
from kg.extract.lines import Line, bare
from kg.extract.notices import Notice, Value
from kg.folding import fold

__all__ = ["read_tables"]

_RULE = re.compile(r"^\s*\|?\s*:?-{1,40}:?\s*(?:\|\s*:?-{1,40}:?\s*){0,40}\|?\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_WHOLE = frozenset(
    (
        "reference",
        "references",
        "reference bibliographique",
        "references bibliographiques",
        "document",
        "documents",
        "ressource",
        "ressources",
        "source",
        "sources",
        "bibliographie",
        "notice",
        "publication",
        "publications",
    )
)
_BREAK = re.compile(r"<br ?/?>", re.I)
_LINK = re.compile(r"^\[[^\[\]]{1,200}\]\((?:https?:|www\.)[^\s()]{2,900}\)$")
Cell = tuple[str, int, int]


def read_tables(lines: Sequence[Line]) -> tuple[list[Line], dict[int, Notice]]:
    """The lines, rows of references put as lines, and the notice of each row that is one."""
    read = list(lines)
    notices: dict[int, Notice] = {}
    index = 1
    while index < len(lines):
        head = _cells(lines[index - 1])
        if len(head) < 2 or not _is_rule(lines[index]):
            index += 1
            continue
        fields = [field_of(bare(text)) for text, _, _ in head]
        whole = next((i for i, cell in enumerate(head) if fold(bare(cell[0])) in _WHOLE), None)
        read[index - 1] = replace(lines[index - 1], text="")
        read[index] = replace(lines[index], text="")
        index += 1
        while index < len(lines) and (cells := _cells(lines[index])):
            if "title" in fields and len({f for f in fields if f}) > 1:
                notice = _notice(index, fields, cells)
                if notice.whole:
                    notices[index] = notice
            elif whole is not None and whole < len(cells):
                read[index] = _line(lines[index], cells[whole])
            index += 1
    return read, notices


def _is_rule(line: Line) -> bool:
    return "-" in line.raw and "|" in line.raw and bool(_RULE.match(line.raw[:2000]))


def _cells(line: Line) -> list[Cell]:
    """The cells of a row with their columns; none where the line is no row."""
    raw = line.raw
    if "|" not in raw or len(raw) > 20_000:
        return []
    body = raw.rstrip()
    start = len(body) - len(body.lstrip())
    start += body[start : start + 1] == "|"
    end = len(body) - (body.endswith("|") and not body.endswith("\\|") and len(body) > start)
    cells: list[Cell] = []
    for bar in [*_BAR.finditer(body, start, end), None]:
        stop = bar.start() if bar else end
        text = body[start:stop]
        left = start + len(text) - len(text.lstrip())
        cells.append((text.strip(), left, left + len(text.strip())))
        start = stop + 1
    return cells


def _notice(index: int, fields: Sequence[str | None], cells: Sequence[Cell]) -> Notice:
    notice = Notice(index, index)
    for name, (text, _, _) in zip(fields, cells, strict=False):
        said = bare(_BREAK.sub(" ", text)) if not _LINK.match(text) else text
        if name and name != "ignored" and said:
            label = "in" if name == "container-title" else ""
            notice.values.setdefault(name, []).append(Value(said, [index], label))
    return notice


def _line(line: Line, cell: Cell) -> Line:
    """A line that holds this cell alone, in its columns."""
    text, start, end = cell
    spaced = _BREAK.sub(lambda match: " " * len(match[0]), text)
    raw = " " * start + spaced + " " * (len(line.raw) - end)
    return replace(line, raw=raw, text=bare(spaced), item=True)
