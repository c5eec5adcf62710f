"""Which characters of a text the places of the data take up: written to files, for a build to read.

A place is a range of lines; its span runs from the first to the last character of these lines that
is not blank. The files `data/spans/{source}.csv` are made from a text, never by hand, so that the
graph can point at a passage without holding it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from kg.entities import Place
from kg.files import write_whole
from kg.locators import Locator
from kg.problems import PairkgError
from kg.texts import SourceText

__all__ = ["FOLDER", "span_table", "write_spans"]

FOLDER = "spans"
COLUMNS = ("place", "start", "end")


def write_spans(data: Path, text: SourceText, places: Iterable[Place]) -> tuple[int, list[str]]:
    """Write the spans of a source's places: how many, and the places that hold no text."""
    table, rows, empty = span_table(text, places)
    folder = data / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise PairkgError(f"{folder} cannot be made: {error.strerror}.") from None
    write_whole(folder / f"{text.source}.csv", table.encode("utf-8"))
    return rows, empty


def span_table(text: SourceText, places: Iterable[Place]) -> tuple[str, int, list[str]]:
    """The file of a source, the number of its rows, and the places that hold no text."""
    locators = {place.locator for place in places if place.locator.source == text.source}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows, empty = 0, []
    for locator in sorted(locators, key=_order):
        span = text.span(locator.first, locator.last)
        if span is None:
            empty.append(str(locator))
        else:
            writer.writerow((str(locator), *span))
            rows += 1
    return stream.getvalue(), rows, empty


def _order(locator: Locator) -> tuple[int, int, int]:
    return locator.first, locator.last, locator.page or 0
