"""Tables as lines: a Markdown table where the first row heads columns, else the cells' paragraphs.

People lay out reference lists as tables; a row of whole paragraphs is no row of data.
"""

from __future__ import annotations

import re

__all__ = ["Table"]

_NUMBER = re.compile(r"^\[?(\d{1,4})[.)\]]*$")
LONGEST_HEAD = 60  # letters of a cell that heads a column
LONGEST_ROW = 1_200


class Table:
    """Rows of cells of lines, while a table is read."""

    def __init__(self) -> None:
        self._rows: list[list[list[str]]] = []

    def row(self) -> None:
        """Begin a row."""
        self._rows.append([])

    def cell(self) -> None:
        """Begin a cell."""
        if not self._rows:
            self.row()
        self._rows[-1].append([])

    def add(self, lines: list[str]) -> None:
        """Add lines to the cell."""
        if not self._rows or not self._rows[-1]:
            self.cell()
        self._rows[-1][-1].extend(lines)

    def lines(self) -> list[str]:
        """All rows that say anything."""
        rows = [row for row in self._rows if any(row)]
        if self._is_headed(rows):
            head, *rest = (self._bars(row) for row in rows)
            return [head, "|" + " --- |" * len(rows[0]), *rest]
        return [line for row in rows for line in self._cells(row)]

    def _is_headed(self, rows: list[list[list[str]]]) -> bool:
        """Whether the first row names columns: short cells, and as many in each row below."""
        if len(rows) < 2 or len(rows[0]) < 2 or not all(rows[0]):
            return False
        short = all(len(cell) == 1 and len(cell[0]) <= LONGEST_HEAD for cell in rows[0])
        return (
            short
            and not _NUMBER.match(rows[0][0][0])
            and all(len(row) == len(rows[0]) for row in rows)
            and all(len(self._bars(row)) <= LONGEST_ROW for row in rows)
        )

    def _bars(self, row: list[list[str]]) -> str:
        return "| " + " | ".join("<br>".join(cell).replace("|", "\\|") for cell in row) + " |"

    def _cells(self, row: list[list[str]]) -> list[str]:
        """A number and a reference are one line; else each paragraph is one."""
        cells = [cell for cell in row if cell]
        if len(cells) == 2 and len(cells[0]) == 1 and (number := _NUMBER.match(cells[0][0])):
            return [f"{number[1]}. {cells[1][0]}", *cells[1][1:]]
        return [line for cell in cells for line in cell]
