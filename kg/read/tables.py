"""Reads a CSV file with a header, keeping the line of every row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from kg.problems import Problem
from kg.read.text import read_text, shown

__all__ = ["Row", "read_table"]

Row = tuple[dict[str, str], int]
"""A row by column, and its 1-based line."""


def read_table(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> tuple[list[Row], list[Problem]]:
    """The rows of a table whose header is `columns`, perhaps followed by `optional` ones."""
    text, problems = read_text(path)
    if problems:
        return [], problems
    file = shown(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        missing = [name for name in columns if name not in header]
        unknown = [name for name in header if name not in (*columns, *optional)]
        if missing or unknown or len(set(header)) != len(header):
            message = f"The header is {','.join(header)!r}"
            remedy = f"Write it as {','.join(columns)!r}"
            return [], [Problem(file, 1, message, remedy)]
        start = reader.line_num + 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                message = f"The row has {len(cells)} cells where the header has {len(header)}"
                remedy = "Put values that hold a comma in double quotes"
                problems.append(Problem(file, line, message, remedy, ",".join(cells)[:200]))
                continue
            rows.append((dict(zip(header, (c.strip() for c in cells), strict=True)), line))
    except csv.Error as error:
        message = f"Not CSV: {error}"
        problems.append(Problem(file, reader.line_num, message, "Check the double quotes"))
    return rows, problems
