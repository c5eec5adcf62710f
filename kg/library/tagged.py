"""Splits tagged exports (RIS, MEDLINE) into records of tags and values, each with its line.

Hand-written: the published readers of RIS stop at the first irregular line, and exports are full
of them. Here every line belongs to a record or is counted as standing outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.library.evidence import Place

__all__ = ["TaggedRecord", "split_medline", "split_ris"]

_RIS = re.compile(r"[ \t]{0,3}([A-Z][A-Z0-9])(?:  |\t)-[ \t]?(.*)")
_TIGHT_RIS = re.compile(r"[ \t]{0,3}([A-Z][A-Z0-9]) {1,3}-(?= |$)[ \t]?(.*)")
_TIGHT_START = re.compile(r"^TY - ", re.MULTILINE)
_MEDLINE = re.compile(r"([A-Z]{2,4}) {0,2}- (.*)")


@dataclass
class TaggedRecord:
    """One record as written: tags and values in order, and how it began and ended."""

    line: int
    tags: list[tuple[str, list[str]]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    begun: bool = True
    ended: bool = False

    def add(self, tag: str, value: str, number: int, line: str) -> None:
        """A new tag, with the line it stands in."""
        value = value.strip()
        end = len(line.rstrip())
        self.tags.append((tag, [value]))
        self.places.append((number, end - len(value), end))

    def go_on(self, value: str) -> None:
        """A line that continues the tag before it."""
        if self.tags and value.strip():
            self.tags[-1][1].append(value.strip())

    def values(self) -> list[tuple[str, str]]:
        """Tags and values, each on one line."""
        return [(tag, " ".join(part for part in parts if part)) for tag, parts in self.tags]

    def placed(self) -> list[tuple[str, str, Place]]:
        """Tags, values and the places where these begin."""
        pairs = zip(self.values(), self.places, strict=True)
        return [(tag, value, place) for (tag, value), place in pairs]


def split_ris(text: str) -> tuple[list[TaggedRecord], list[tuple[int, str]]]:
    """The records, and the lines that stand outside of them."""
    records: list[TaggedRecord] = []
    outside: list[tuple[int, str]] = []
    current: TaggedRecord | None = None
    lines = text.split("\n")
    # Ovid puts one blank before the hyphen, which in other files is running text.
    pattern = _TIGHT_RIS if _TIGHT_START.search(text) else _RIS
    followed_by_start = _starts_follow(lines, pattern)
    for number, line in enumerate(lines, 1):
        match = pattern.match(line)
        tag, value = (match[1], match[2].strip()) if match else ("", "")
        if tag == "ER" and current and (not value or followed_by_start[number - 1]):
            current.ended = True
            if value:
                outside.append((number, value))
            current = None
        elif tag == "TY":
            current = TaggedRecord(number)
            current.add(tag, value, number, line)
            records.append(current)
        elif match and tag != "ER":
            if current is None:
                current = TaggedRecord(number, begun=False)
                records.append(current)
            current.add(tag, value, number, line)
        elif current is not None:
            current.go_on(line)
        elif line.strip() and tag != "ER":
            outside.append((number, line.strip()))
    return records, outside


def split_medline(text: str) -> tuple[list[TaggedRecord], list[tuple[int, str]]]:
    """The records of a PubMed export: each begins with PMID, an empty line ends it."""
    records: list[TaggedRecord] = []
    outside: list[tuple[int, str]] = []
    current: TaggedRecord | None = None
    for number, line in enumerate(text.split("\n"), 1):
        match = _MEDLINE.match(line)
        if match and (match[1] == "PMID" or current is None):
            current = TaggedRecord(number, begun=match[1] == "PMID", ended=True)
            records.append(current)
        if match and current is not None:
            current.add(match[1], match[2], number, line)
        elif current is not None and line.startswith(" "):
            current.go_on(line)
        elif line.strip():
            outside.append((number, line.strip()))
        elif current is not None:
            current = None
    return records, outside


def _starts_follow(lines: list[str], pattern: re.Pattern[str]) -> list[bool]:
    """For each line, whether the next line that is not empty begins a record, or none follows."""
    follows = [True] * len(lines)
    state = True
    for place in range(len(lines) - 1, -1, -1):
        follows[place] = state
        if lines[place].strip():
            match = pattern.match(lines[place])
            state = bool(match and match[1] == "TY")
    return follows
