"""Notices whose fields are labelled, one a line, as catalogues export them.

A notice begins at the label of its title (or of its authors, or under a title without a label) and
ends where a label comes again that it already has, or at a line that no label explains. What it
needs to be one: a title, and one label that says who, where or when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.headings import is_section
from kg.extract.imprint import find_imprint
from kg.extract.labels import Label, labels_in
from kg.extract.lines import Line

__all__ = ["Notice", "Value", "notice_at"]

_ENOUGH = frozenset(("author", "body", "publisher", "issued", "source", "host", "container-title"))
_MANY = frozenset(("author", "body", "editor", "URL", "keyword", "abstract", "ISBN", "ISSN"))
_PMB_HOST = re.compile(r"^in\s+(?=\S.{2,200}\s>\s)")
_LONG = frozenset(("abstract", "keyword", "ignored", "title", "source", "host", "URL"))
_MOST_LINES = 60


@dataclass
class Value:
    """What stands behind a label: its text and the lines it takes up."""

    text: str
    lines: list[int]
    label: str = ""


@dataclass
class Notice:
    """The labelled values of one work; indexes of its first and last line."""

    first: int
    last: int
    values: dict[str, list[Value]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether this is enough to be a work."""
        return "title" in self.values and bool(_ENOUGH & set(self.values))

    def titled(self, title: str, lines: list[int]) -> bool:
        """Take a title that has no label, if the labels alone are enough to be a notice."""
        if len(_ENOUGH & set(self.values)) < 2:
            return False
        self.values["title"] = [Value(title, list(lines))]
        return True


def notice_at(lines: Sequence[Line], index: int, contents: frozenset[str]) -> Notice | None:
    """The notice that begins on this line; one without a title wants one from above."""
    if not _begins(lines[index]):
        return None
    notice = Notice(index, index)
    blank = 0
    for place in range(index, min(index + _MOST_LINES, len(lines))):
        line = lines[place]
        if not line.text or line.contents:
            blank += 1
            if blank > 3:
                break
            continue
        labels = _labels(line)
        if labels:
            if place > index and _starts_again(notice, labels, blank > 0, lines, place):
                break
            for label in labels:
                value = Value(line.text[label.value : label.end].strip(), [place], label.printed)
                notice.values.setdefault(label.field, []).append(value)
            current = notice.values[labels[-1].field][-1]
            current_field = labels[-1].field
        elif (
            (blank and (current.text or current_field != "URL"))
            or line.level
            or line.item
            or _is_imprint(line, current_field)
            or is_section(line, contents)
            or not _goes_on(current, current_field)
        ):
            break
        else:
            joint = "" if current_field == "URL" else " "
            current.text = f"{current.text}{joint if current.text else ''}{line.text}"
            current.lines.append(place)
        notice.last = place
        blank = 0
    return notice if len(notice.values) > 1 and bool(_ENOUGH & set(notice.values)) else None


def _begins(line: Line) -> bool:
    labels = _labels(line) if line.text and not line.contents else []
    return bool(labels) and labels[0].field in _ENOUGH | {"title", "editor", "kind"}


def _labels(line: Line) -> list[Label]:
    if len(line.raw) > 5000:
        return []
    found = labels_in(line.text)
    if not found and (match := _PMB_HOST.match(line.text)):
        return [Label("host", "in", 0, match.end(), len(line.text))]
    return found


def _starts_again(
    notice: Notice, labels: Sequence[Label], after_blank: bool, lines: Sequence[Line], place: int
) -> bool:
    """Whether a label is the first of the next notice."""
    name = labels[0].field
    if name not in notice.values:
        return after_blank and notice.whole and name != "title" and _titled_next(lines, place)
    if name == "title" or (after_blank and name not in ("URL", "ignored")):
        return True
    first = next(iter(notice.values))
    return name == first and name not in _MANY - {"author"}


def _titled_next(lines: Sequence[Line], place: int) -> bool:
    """Whether the next line is labelled as a title."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    return below is not None and any(label.field == "title" for label in _labels(below))


def _goes_on(value: Value, name: str) -> bool:
    """Whether a line without label can continue a value."""
    return name in _LONG or not value.text or value.text.endswith((",", ";", ":", "-"))


def _is_imprint(line: Line, name: str) -> bool:
    """Whether a line under a title is no title: an imprint that has no label."""
    return name == "title" and find_imprint(line.text) is not None
