"""What the command line says: messages to standard error, tables and bytes to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

__all__ = ["Progress", "give", "give_table", "progress", "say"]

Progress = Callable[[str], None]
"""Takes one sentence about what is being done."""


def say(text: str) -> None:
    """Write a message."""
    click.echo(text, err=True)


def give(data: bytes) -> None:
    """Write data, as they are."""
    sys.stdout.flush()
    stream = sys.stdout.buffer
    rest = memoryview(data)
    while rest:  # an unbuffered stream may take less than all
        rest = rest[stream.write(rest) :]
    stream.flush()


@contextmanager
def progress() -> Iterator[Progress]:
    """Report long work: a moving line on a terminal, else one line a step."""
    if not sys.stderr.isatty():
        yield say
        return
    from rich.console import Console

    with Console(stderr=True).status("...") as status:
        yield status.update


def give_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table: fitted to the width of a terminal, else plain and never cut."""
    if sys.stdout.isatty():
        _give_fitted(columns, rows)
        return
    widths = [max(len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]
    for row in (columns, ["-" * width for width in widths], *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _give_fitted(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
