"""What a format cannot hold: found by reading back, record by record, what was written.

A field is kept if it comes back the same, or in another form of the same: blanks in a row are one
blank, a name of one part may come back whole, a text that means a date may come back as that date,
old names of CSL variables as the new ones. All else is a loss, and has a name and a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.library.dates import edtf_date, slashed_date
from kg.references import Reference

__all__ = [
    "ALIASES", "Loss", "Unplaced", "compared", "modern", "same", "survivors", "taken_twice",
]  # fmt: skip

Unplaced = Mapping[str, Mapping[str, str]]
"""By the id of a reference, fields that CSL has no place for, as written in the file."""

ALIASES = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
}
"""Old names of CSL variables, and the names that they have now."""

_DASHES = re.compile(r"\s*[-–—]+\s*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FLAGS = ("parse-names",)
_GENERAL = "it comes back otherwise"


@dataclass(frozen=True, order=True)
class Loss:
    """One field of one reference that the format cannot hold, and why."""

    id: str
    field: str
    reason: str

    def text(self) -> str:
        """One sentence without its stop."""
        return f"{self.id!r}, field {self.field!r} is not kept whole: {self.reason}"


def modern(csl: Mapping[str, Any]) -> dict[str, Any]:
    """The item under the names of CSL 1.0.2, without its id and what is empty.

    >>> modern({"id": "a", "shortTitle": "T", "note": ""})
    {'title-short': 'T'}
    """
    item = {name: value for name, value in csl.items() if name not in ALIASES and name != "id"}
    for old, new in ALIASES.items():
        if old in csl:
            item.setdefault(new, csl[old])
    return {name: value for name, value in item.items() if value not in (None, "", [], {})}


def survivors(text: str) -> str:
    """The text with half characters, which no encoding can write, shown as such."""
    return _SURROGATE.sub("\ufffd", text)


def compared(
    identifier: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reasons: Mapping[str, str],
) -> Iterator[Loss]:
    """The fields of an item that do not come back; `reasons` says why, where that is known."""
    for name, value in modern(before).items():
        if not same(name, value, after.get(name)):
            yield Loss(identifier, name, reasons.get(name) or _GENERAL)


def same(name: str, before: object, after: object) -> bool:
    """Whether a value came back, in whatever form.

    >>> same("page", "12–15", "12-15"), same("issued", {"raw": "2012"}, {"date-parts": [[2012]]})
    (True, True)
    """
    if before == after:
        return True
    if isinstance(before, str) and isinstance(after, str):
        return _text(name, before) == _text(name, after)
    if isinstance(before, dict) and isinstance(after, dict):
        return any(date == _date(after, edtf_date) for date in _readings(before))
    if isinstance(before, list) and isinstance(after, list):
        return [_name(one) for one in before] == [_name(one) for one in after]
    return False


def taken_twice(references: Iterable[Reference]) -> Iterator[Loss]:
    """The references whose id another one before them has."""
    seen: set[str] = set()
    for reference in references:
        if reference.id in seen:
            yield Loss(reference.id, "id", "another reference has the same one")
        seen.add(reference.id)


def _text(name: str, text: str) -> str:
    if name == "page":
        text = _DASHES.sub("-", text)
    if name in ("note", "annote", "abstract"):
        lines = [" ".join(line.split()) for line in text.strip().split("\n")]
        return "\n".join(lines)
    return " ".join(text.split())


def _readings(date: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_date(date, edtf_date), _date(date, slashed_date)]


def _date(date: Mapping[str, Any], read: Any) -> dict[str, Any]:  # noqa: ANN401 - a cached function
    """A date in one form: parts if it means any, else its text."""
    if "date-parts" not in date and (text := date.get("literal") or date.get("raw")):
        return dict(read(" ".join(str(text).split())))
    plain = {part: value for part, value in date.items() if value not in ("", False, 0)}
    if "circa" in plain:
        plain["circa"] = True
    if "season" in plain:
        plain["season"] = str(plain["season"])
    return plain


def _name(name: Mapping[str, Any]) -> dict[str, Any]:
    kept = {
        part: " ".join(value.split()) if isinstance(value, str) else value
        for part, value in name.items()
        if part not in _FLAGS and value != ""
    }
    return {"literal": next(iter(kept.values()))} if len(kept) == 1 else kept
