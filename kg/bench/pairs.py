"""Labelled pairs of references: read from a file, matched, counted by class.

A work is one line, `kind|authors|year|title|container or publisher|volume(issue)|pages|FIELD=x`;
the second of a pair is the first with the changes named. A pair counts as found when the matcher
says `same`; `uncertain` is neither found nor wrong, and is counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.matching import Match, WorkIndex

__all__ = ["Count", "Pair", "count_pairs", "csl_of", "read_pairs"]

_KINDS = {
    "j": "article-journal",
    "b": "book",
    "c": "chapter",
    "r": "report",
    "t": "thesis",
    "w": "webpage",
    "m": "paper-conference",
    "p": "article-newspaper",
    "l": "legislation",
    "x": "article",
}
_ISSUED_BY = {"book", "report", "thesis", "webpage", "legislation"}
_COLUMNS = "kaytcvp"
_FIELDS = {"doi": "DOI", "url": "URL", "isbn": "ISBN", "e": "edition", "edition": "edition"}


@dataclass(frozen=True)
class Pair:
    """Two references, whether they are one work, and the sort of variation between them."""

    label: str
    same: bool
    one: Mapping[str, Any]
    two: Mapping[str, Any]


@dataclass(frozen=True)
class Count:
    """How many pairs of a class there are, were called the same, were left to a person."""

    pairs: int
    same: int
    uncertain: int


def read_pairs(path: Path, half: str) -> list[Pair]:
    """The pairs of one half of a file, `development` or `held-out`."""
    classes = yaml.safe_load(path.read_text("utf-8"))[half]
    return [
        Pair(label, kind == "same", csl_of(first), csl_of(first, changes))
        for label, kinds in classes.items()
        for kind, pairs in kinds.items()
        for first, changes in pairs
    ]


def csl_of(line: str, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The CSL-JSON item of a line, after changes to its columns and fields.

    >>> csl_of("b|Ormond, P.|2008|A life|Some Press|")["publisher"]
    'Some Press'
    """
    parts = [part.partition("=") for part in line.split("|")]
    values: dict[str, str | None] = {
        name.lower(): value for name, _, value in parts if name.lower() in _FIELDS
    }
    columns = [
        part
        for part, (name, _, _) in zip(line.split("|"), parts, strict=True)
        if name.lower() not in _FIELDS
    ]
    values |= dict(zip(_COLUMNS, columns, strict=False))
    values |= {
        name: None if value is None else str(value) for name, value in (changes or {}).items()
    }
    csl: dict[str, Any] = {"type": _KINDS[values["k"] or ""], "title": values["t"]}
    place = "publisher" if csl["type"] in _ISSUED_BY else "container-title"
    csl[place] = values.get("c")
    csl["author"] = [_name(name) for name in re.split(r";\s*", values.get("a") or "") if name]
    if year := values.get("y"):
        csl["issued"] = {"date-parts": [[int(part) for part in year.split("-")]]}
    volume, _, issue = (values.get("v") or "").partition("(")
    csl |= {"volume": volume, "issue": issue.rstrip(")"), "page": values.get("p")}
    csl |= {_FIELDS[name]: value for name, value in values.items() if name in _FIELDS}
    return {name: value for name, value in csl.items() if value}


def _name(printed: str) -> dict[str, str]:
    if printed.startswith("{") or printed == "et al.":
        return {"literal": printed.strip("{}")}
    family, comma, given = printed.partition(", ")
    if not comma:
        family, _, given = printed.rpartition(" ")
        family, given = (family, given) if family else (given, "")
    return {"family": family, "given": given} if given else {"family": family}


def match_pair(pair: Pair) -> Match:
    """What the matcher says of the second when it knows the first."""
    index = WorkIndex()
    index.add("one", pair.one)
    return index.match(pair.two)


def count_pairs(pairs: Iterable[Pair]) -> dict[tuple[str, bool], Count]:
    """Counts by class and truth."""
    counts: dict[tuple[str, bool], Count] = {}
    for pair in pairs:
        verdict = match_pair(pair).verdict
        known = counts.get((pair.label, pair.same), Count(0, 0, 0))
        counts[pair.label, pair.same] = Count(
            known.pairs + 1,
            known.same + (verdict == "same"),
            known.uncertain + (verdict == "uncertain"),
        )
    return counts
