"""Reads BibTeX and biblatex libraries, split into blocks by bibtexparser.

Only its splitter is used: values are unwrapped here, since `#` joins and strings made of strings
are more than its middleware resolves. What it sets aside (keys or fields that stand twice) is
read all the same, with a warning; broken blocks go through `kg.library.mending` and are reported.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from bibtexparser.library import Library
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter

from kg.library.bibtex_fields import csl_of_entry
from kg.library.decoding import decode
from kg.library.evidence import EntryEvidence
from kg.library.inheritance import Known, Parents
from kg.library.mending import DROPPED, mended
from kg.library.result import Collector, LibraryResult

__all__ = ["read_bibtex"]

# The library logs what it also returns as failed blocks, which we report ourselves.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_MARKS = re.compile(r'(?<!\\)[{}"#]')
_LIKE_ENTRY = re.compile(r"^[ \t]*(?:@[ \t]*\w+|\w+[ \t]*\{[^\s,{}]+[ \t]*,[ \t]*$)", re.MULTILINE)
_NO_RECORD = re.compile(r"@\s*(?:comment|preamble|string)\b", re.IGNORECASE)
_NO_COMMA = re.compile(
    r'[}"][ \t]*\n[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*(?:[{"\d]|[a-z]+[ \t]*$)', re.MULTILINE
)
_OWN_ID = "pairkg-id"
"""Where our own export keeps an id that cannot be a key."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_bibtex(text: str, file: str) -> LibraryResult:
    """The entries of a text in order."""
    account = Collector(file)
    strings: dict[str, str] = {name: name for name in _MONTHS}
    entries: list[tuple[Known, list[str]]] = []
    for block in _blocks(text, account):
        if isinstance(block, String):
            value, _ = _value(block.value, strings)
            strings[block.key.lower()] = value
        elif isinstance(block, Entry):
            entries.append(_entry(block, strings, account))
    parents = Parents([entry for entry, _ in entries])
    lines = text.split("\n")
    for entry, warnings in entries:
        _add(entry, warnings, parents, account, lines)
    return account.result()


def _blocks(text: str, account: Collector) -> Iterator[Block]:
    """Strings and entries; everything else is looked at and, where it may matter, reported."""
    lines = text.split("\n")
    blocks = _split(text, account).blocks
    for place, block in enumerate(blocks):
        if isinstance(block, DuplicateBlockKeyBlock):
            inner = block.ignore_error_block
            if isinstance(inner, String):
                line, message = _line(block), f"The string {block.key!r} is defined twice"
                account.problem(line, message, "The later one holds from there on", inner.raw or "")
            if inner is not None:
                yield inner
        elif isinstance(block, DuplicateFieldKeyBlock) and block.ignore_error_block is not None:
            yield block.ignore_error_block
        elif isinstance(block, ParsingFailedBlock):
            yield from _broken(block, _whole_lines(blocks, place, lines), account)
        elif isinstance(block, ImplicitComment):
            _comment(block, account)
        else:
            yield block


def _split(text: str, account: Collector) -> Library:
    try:
        return Splitter(text).split()
    except Exception as error:
        reason = f"The file cannot be split into entries: {error}"
        account.lost(None, reason, "Check its braces", text[:200])
        return Library()


def _whole_lines(blocks: list[Block], place: int, lines: list[str]) -> str:
    """A broken block up to the next one: what follows the fault belongs to it as well."""
    start, after = (blocks[place].start_line or 0), place + 1
    while after < len(blocks) and isinstance(blocks[after], ImplicitComment):
        after += 1
    end = (blocks[after].start_line or 0) if after < len(blocks) else len(lines)
    end = next(
        (at for at in range(start + 1, end) if _LIKE_ENTRY.match(lines[at])), max(end, start + 1)
    )
    return "\n".join(lines[start:end])


def _broken(block: ParsingFailedBlock, whole: str, account: Collector) -> Iterator[Block]:
    raw, line = block.raw or "", _line(block)
    reason = str(getattr(block.error, "abort_reason", "") or block.error)
    reason = " ".join(reason.split()).rstrip(". ") or "it cannot be parsed"
    if _NO_RECORD.match(raw):
        message = f"The block is broken: {reason}"
        account.problem(line, message, "Check its braces; what follows it is read", raw)
        return
    if (entry := mended(whole, line - 1)) is not None:
        dropped = ", ".join(entry.get_parser_metadata(DROPPED) or ()) or "nothing"
        message = f"Entry {entry.key!r} is broken: {reason}; left out: {dropped}"
        account.problem(line, message, "Check its braces and commas", raw)
        yield entry
        return
    account.lost(line, f"The entry is broken: {reason}", "Check its braces and commas", raw)


def _comment(block: ImplicitComment, account: Collector) -> None:
    """Text between entries is a comment, unless it looks like an entry that lost its brace."""
    text = block.comment
    for match in _LIKE_ENTRY.finditer(text):
        if _NO_RECORD.match(match[0].strip()):
            continue
        line = _line(block) + text.count("\n", 0, match.start())
        rest = text[match.start() :]
        message = "What looks like an entry cannot be read"
        account.lost(line, message, "Begin it with @type{key,", rest)
        return


def _entry(block: Entry, strings: dict[str, str], account: Collector) -> tuple[Known, list[str]]:
    fields: dict[str, str] = {}
    places: dict[str, int] = {}
    warnings: list[str] = []
    if any(_NO_COMMA.search(field.value) for field in block.fields if "=" in field.value):
        text = f"Entry {block.key!r} lacks a comma between two fields"
        warnings.append(f"Line {_line(block)}: {text}")
        account.problem(_line(block), text, "Add it; the fields are read all the same")
        block = mended(block.raw or "", _line(block) - 1) or block
    if (dropped := block.get_parser_metadata(DROPPED)) is not None:
        left_out = ", ".join(dropped) or "nothing"
        warnings.append(f"Line {_line(block)}: The entry is broken; left out: {left_out}")
    for field in block.fields:
        stray, name = _name_of_field(field.key)
        if stray:
            line = (field.start_line or 0) + 1
            text = f"Entry {block.key!r}, before the field {name!r}: stray text"
            warnings.append(f"Line {line}: {text}, left out: {stray!r}")
            account.problem(line, text, "Take it out", stray)
        value, unknown = _value(field.value, strings)
        if unknown:
            line = (field.start_line or 0) + 1
            text = f"Entry {block.key!r}, field {name!r}: no string {unknown!r} is defined"
            warnings.append(f"Line {line}: {text}")
            account.problem(line, f"{text}; its name is kept", "Define it or put it in braces")
        if name in fields and value != fields[name]:
            line = (field.start_line or 0) + 1
            text = f"Entry {block.key!r} has the field {name!r} twice"
            warnings.append(f"Line {line}: {text}; {value!r} was left out")
            account.problem(line, f"{text}; the first is kept", "Keep one of them", value)
        else:
            fields.setdefault(name, value)
            places.setdefault(name, field.start_line or 0)
    return Known(block.key, block.entry_type, _line(block), fields, places), warnings


def _name_of_field(key: str) -> tuple[str, str]:
    """What stands before the name, as a comment does, and the name."""
    words = key.lower().split()
    if len(words) > 1 and words[-1].isdigit():  # Scopus writes `funding_text 1`
        words[-2:] = ["-".join(words[-2:])]
    if len(words) < 2:
        return "", words[0] if words else key.lower()
    return " ".join(key.split()[: len(words) - 1]), words[-1]


def _add(
    entry: Known, warnings: list[str], parents: Parents, account: Collector, lines: list[str]
) -> None:
    if entry.kind == "xdata":
        return  # no record: it holds fields for others, and has no type of its own
    fields, missing = parents.inherited(entry)
    key = entry.key
    if _OWN_ID in fields:
        fields = dict(fields)
        key = decode(fields.pop(_OWN_ID)) or key
    csl, rest, odd = csl_of_entry(entry.kind, fields)
    for name, why in (*missing, *odd):
        text = f"Entry {entry.key!r}, field {name!r}: {why}"
        warnings.append(f"Line {entry.line}: {text}")
        if name in ("crossref", "xdata"):
            account.problem(entry.line, text, "Add that entry or take the field out")
    if len(csl) == 1 and not rest:
        account.lost(entry.line, f"The entry {entry.key!r} has no fields", "Add them or delete it")
        return
    evidence = EntryEvidence(csl, entry.places, lines)
    account.add(key, csl, entry.line, warnings, rest, evidence=evidence)


def _value(raw: str, strings: dict[str, str]) -> tuple[str, str]:
    """What a value says, and the name of a string that is not defined, if it uses one."""
    first, last = raw[:1], raw[-1:]
    if "#" not in raw or (first == "{" and raw.find("}") == len(raw) - 1):
        if (first == "{" and last == "}") or (first == '"' and last == '"' and len(raw) > 1):
            return raw[1:-1], ""
        return _name_or_number(raw, strings)
    values, unknown = [], ""
    for part in _joined(raw):
        if len(part) > 1 and part[0] + part[-1] in ("{}", '""'):
            values.append(part[1:-1])
        else:
            value, name = _name_or_number(part, strings)
            values.append(value)
            unknown = unknown or name
    return "".join(values), unknown


def _name_or_number(text: str, strings: dict[str, str]) -> tuple[str, str]:
    if text.isdigit() or not text:
        return text, ""
    value = strings.get(text.lower())
    if value is None:
        return text, text if re.fullmatch(r"[^\s{}\"]+", text) else ""
    return value, ""


def _joined(raw: str) -> list[str]:
    """The parts of a value that `#` joins, outside braces and quotation marks."""
    parts, depth, quoted, start = [], 0, False, 0
    for match in _MARKS.finditer(raw):
        mark = match[0]
        if mark == '"' and depth == 0:
            quoted = not quoted
        elif mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
        elif mark == "#" and depth == 0 and not quoted:
            parts.append(raw[start : match.start()].strip())
            start = match.end()
    return [*parts, raw[start:].strip()]


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1
