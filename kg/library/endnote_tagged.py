"""Reads EndNote's tagged text (.enw): `%A` an author, `%T` the title, and so on.

A record begins with `%0`, its type; a file that has no `%0` at all (Refer, BibIX) parts its
records by empty lines. Lines without a tag go on with the value above them. Hand-written: the
published readers stop at irregular lines, as those of RIS do.
"""

from __future__ import annotations

import re

from kg.library.endnote_fields import Field, add_record, ris_type
from kg.library.result import Collector, LibraryResult
from kg.library.ris import report_outside

__all__ = ["TAGGED", "read_endnote_tagged"]

TAGGED = re.compile(r"^[ \t]{0,3}%0[ \t]+[A-Z][A-Za-z]+", re.MULTILINE)
"""How a record with a type begins."""

_LINE = re.compile(r"[ \t]{0,3}%([0-9A-Za-z?@!#$\]&()*+^><\[=~])(?:[ \t]+(.*)|[ \t]*$)")
_TYPED = re.compile(r"^[ \t]{0,3}%0[ \t]", re.MULTILINE)
_TAGS = {
    "0": "TY", "A": "AU", "B": "T2", "C": "CY", "D": "PY", "E": "A2", "F": "ID", "G": "LA",
    "H": "A4", "I": "PB", "J": "T2", "K": "KW", "L": "CN", "M": "AN", "N": "IS", "O": "J2",
    "P": "SP", "Q": "TT", "R": "DO", "S": "T3", "T": "TI", "U": "UR", "V": "VL", "W": "DP",
    "X": "AB", "Y": "A3", "Z": "N1", "1": "C1", "2": "C2", "3": "C3", "4": "C4", "6": "NV",
    "7": "ET", "8": "DA", "9": "M3", "?": "A4", "@": "SN", "!": "ST", "#": "C5", "$": "C6",
    "]": "C7", "&": "SE", "(": "OP", ")": "RP", "*": "RI", "+": "AD", "^": "CA", ">": "L1",
    "<": "N1", "[": "Y2", "~": "DB",
}  # fmt: skip
_TOLD_BY = {"J": "JOUR", "B": "CHAP"}
"""What a record without `%0` is, by the field that only such a work has."""
_LINES = {"K", "Z", "<"}
"""Fields of which each line is a value."""


def read_endnote_tagged(text: str, file: str) -> LibraryResult:
    """The records of a text in order."""
    account = Collector(file)
    typed = _TYPED.search(text) is not None
    record: list[tuple[str, list[str], int, int, int]] = []
    outside: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        parted = match[1] == "0" if match else not typed and not line.strip()
        if parted and record:
            _add(record, account)
            record = []
        if match:
            value = (match[2] or "").strip()
            end = len(line.rstrip())
            record.append((match[1], [value], number, end - len(value), end))
        elif record:
            record[-1][1].append(line.strip())
        elif line.strip():
            outside.append((number, line.strip()))
    if record:
        _add(record, account)
    report_outside(outside, account)
    return account.result()


def _add(record: list[tuple[str, list[str], int, int, int]], account: Collector) -> None:
    first = record[0]
    warnings = []
    if not any(tag == "0" for tag, *_ in record):
        warnings.append(f"Line {first[2]}: The record does not say its type (%0)")
    fields: list[Field] = _untyped(record)
    for tag, lines, number, start, end in record:
        value = "\n".join(lines).strip() if tag in _LINES else " ".join(filter(None, lines))
        name = _TAGS.get(tag, f"%{tag}")
        if name == "TY":
            value = ris_type(value)
        for part in value.split("\n") if tag == "K" else [value]:
            fields.append((name, part, (number, start, end)))
    add_record(fields, first[2], warnings, account)


def _untyped(record: list[tuple[str, list[str], int, int, int]]) -> list[Field]:
    """The type that Refer tells by its fields: `%J` names a journal, `%B` a book around it."""
    tags = {tag: (number, start, end) for tag, _, number, start, end in record}
    if "0" in tags:
        return []
    told = next((tag for tag in _TOLD_BY if tag in tags), "")
    return [("TY", _TOLD_BY[told], tags[told])] if told else []
