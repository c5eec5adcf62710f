"""Reads CSL-JSON: a list of items, one item, or the `items` of an object.

Items are parsed one at a time, so that each has its line and a list that is cut off loses only
the item where it breaks.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from kg.library.json_evidence import Finder, Span, evidence_in
from kg.library.result import Collector, LibraryResult

__all__ = ["VARIABLES", "read_csl_json"]

NAMES = {
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editorial-director", "executive-producer",
    "guest", "host", "interviewer", "illustrator", "narrator", "organizer", "original-author",
    "performer", "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
    "translator",
}  # fmt: skip
DATES = {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
_PLAIN = {
    "abstract", "annote", "archive", "archive-place", "archive_collection", "archive_location",
    "authority", "call-number", "chapter-number", "citation-key", "citation-label",
    "citation-number", "collection-number", "collection-title", "container-title",
    "container-title-short", "dimensions", "division", "DOI", "edition", "event", "event-place",
    "event-title", "first-reference-note-number", "genre", "id", "ISBN", "ISSN", "issue",
    "journalAbbreviation", "jurisdiction", "keyword", "language", "locator", "medium", "note",
    "number", "number-of-pages", "number-of-volumes", "original-publisher",
    "original-publisher-place", "original-title", "page", "page-first", "part", "part-title",
    "part-number", "PMCID", "PMID", "printing", "publisher", "publisher-place", "references",
    "reviewed-genre", "reviewed-title", "scale", "section", "shortTitle", "source", "status",
    "supplement", "title", "title-short", "type", "URL", "version", "volume", "volume-title",
    "volume-title-short", "year-suffix",
}  # fmt: skip
VARIABLES = _PLAIN | NAMES | DATES
"""What schema 1.0.2 knows."""

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[\s,]*")
_LIST = re.compile(r"\s*(?:\{\s*\"items\"\s*:\s*)?\[")
_OURS = {"occurrences", "warnings", "corrections", "evidence"}
_NAME_PARTS = {
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal",
    "comma-suffix", "static-ordering", "parse-names",
}  # fmt: skip


def read_csl_json(text: str, file: str) -> LibraryResult:
    """The items of a text in order."""
    account = Collector(file)
    for line, item, why, where in _items(text):
        if why:
            account.lost(line, f"This is not JSON: {why}", "Check the file, from here to its end")
        elif not isinstance(item, dict):
            account.lost(line, "An item is not an object", "Take it out", str(item)[:200])
        else:
            _add(item, line, account, evidence_in(text, where, line))
    return account.result()


def _items(text: str) -> Iterator[tuple[int, Any, str, Span]]:
    """Each item with its line, why it cannot be read, if so, and where it stands in the text."""
    opening = _LIST.match(text)
    place, line, counted, line_start = (opening.end() if opening else 0), 1, 0, 0
    while True:
        space = _SPACE.match(text, place)
        place = space.end() if space else place
        if place >= len(text) and opening:
            yield text.count("\n") + 1, None, "the list is not closed", (place, place, 0)
            return
        if place >= len(text) or (opening and text[place] == "]"):
            return
        if ends := text.count("\n", counted, place):
            line, line_start = line + ends, text.rfind("\n", counted, place) + 1
        start = counted = place
        try:
            item, place = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            why = str(getattr(error, "msg", "") or error)
            yield line, None, why, (start, start, line_start)
            return
        yield line, item, "", (start, place, line_start)


def _add(item: dict[str, Any], line: int, account: Collector, find: Finder) -> None:
    warnings: list[str] = []
    csl: dict[str, Any] = {"type": "document"}
    rest: dict[str, str] = {}
    for name, value in _with_unplaced(item, rest).items():
        kept = _value(name, value) if name in VARIABLES else None
        if kept not in (None, "", [], {}):
            csl[name] = kept
        elif value not in (None, "", [], {}):
            rest[name] = _written(value)
            if name in VARIABLES:
                text = f"Item {str(item.get('id', ''))[:80]!r}, field {name!r}: not as CSL has it"
                warnings.append(f"Line {line}: {text}")
                account.problem(line, text, "Correct it; it is kept as written", rest[name])
    if "type" not in item:
        warnings.append(f"Line {line}: the item has no type")
    key = csl.pop("id", "")
    if len(csl) == 1 and not rest:
        account.lost(line, "The item has no fields", "Add them or delete it")
        return
    name = str(key) or f"item-{len(account.references) + 1}"
    account.add(name, csl, line, warnings, rest, evidence=find(csl))


def _with_unplaced(item: dict[str, Any], rest: dict[str, str]) -> dict[str, Any]:
    """The item without what our own export says under `custom` of the reading before this one.

    The fields that it had no place for go where they were: among those that CSL has none for.
    """
    custom = item.get("custom")
    if not isinstance(custom, dict) or not custom.keys() >= _OURS:
        return item
    own = custom.get("unplaced")
    if isinstance(own, dict):
        rest.update((name, text) for name, text in own.items() if isinstance(text, str))
    left = {name: value for name, value in custom.items() if name not in (*_OURS, "unplaced")}
    return item | {"custom": left}


def _value(name: str, value: object) -> object:
    """The value as the schema has it; None if it cannot be."""
    if name in NAMES:
        return _names(value)
    if name in DATES:
        return _date(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, str) else str(value)


def _names(value: object) -> list[dict[str, Any]] | None:
    if not isinstance(value, list):
        return None
    names = [_name(name) for name in value]
    return [name for name in names if name] if all(names) else None


def _name(value: object) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    name = {part: text for part, text in value.items() if part in _NAME_PARTS and text != ""}
    plain = all(isinstance(text, str | bool | int) for text in name.values())
    return name if plain and {"family", "given", "literal"} & name.keys() else None


def _date(value: object) -> dict[str, Any] | None:
    """A date; year, month and day become numbers, as some programs write them as text."""
    if isinstance(value, str):
        return {"raw": value}
    if not isinstance(value, dict):
        return None
    date: dict[str, Any] = {
        part: text
        for part, text in value.items()
        if part in ("season", "circa", "literal", "raw") and isinstance(text, str | int | bool)
    }
    if "date-parts" in value:
        ends = value["date-parts"]
        if not isinstance(ends, list) or not all(isinstance(end, list) and end for end in ends):
            return None
        parts = [[_number(part) for part in end if part not in (None, "")] for end in ends]
        if not parts or any(None in end or not end for end in parts):
            return None
        date["date-parts"] = parts
    return date or None


def _number(part: object) -> int | None:
    if isinstance(part, bool) or not isinstance(part, int | str):
        return None
    text = str(part).strip() if isinstance(part, str) or abs(part) < 10**9 else ""
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else None


def _written(value: object) -> str:
    try:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        return "(too deep to be written)"
