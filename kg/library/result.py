"""What a reader of a library hands over: references, problems, and how many records it met.

`Collector` keeps the account while a file is read: each record becomes a reference or a problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.problems import Problem
from kg.references import Evidence, Occurrence, Reference

__all__ = ["Collector", "LibraryResult"]

_LONGEST_RAW = 200


@dataclass(frozen=True)
class LibraryResult:
    """The references of a file in order, and everything that was not plain.

    `problems` holds all that a person should look at; those that stand for a record from which no
    reference could be made are also in `unread`, so that
    `records_in == len(references) + len(unread)`.
    `unplaced` holds, by the id of the reference, the fields that CSL has no place for, as written.
    """

    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]
    records_in: int
    unread: tuple[Problem, ...] = ()
    unplaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Collector:
    """The account of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.references: list[Reference] = []
        self.problems: list[Problem] = []
        self.unread: list[Problem] = []
        self.unplaced: dict[str, dict[str, str]] = {}
        self._ids: dict[str, int] = {}

    def add(
        self,
        wanted_id: str,
        csl: dict[str, Any],
        line: int,
        warnings: list[str],
        unplaced: dict[str, str],
        *,
        evidence: Sequence[Evidence] = (),
    ) -> None:
        """One record that became a reference; an id that stands already gets a number."""
        own = self._unique(wanted_id or f"line-{line}")
        if not wanted_id:
            warnings.append(f"Line {line}: the record has no key")
        elif own != wanted_id:
            text = f"The key {wanted_id!r} stands more than once in this file; here it is {own!r}"
            warnings.append(f"Line {line}: {text}")
            self.problem(line, text, "Merge the two entries or rename one")
        csl["id"] = own
        if unplaced:
            self.unplaced[own] = unplaced
        place = (Occurrence(line, None),)
        self.references.append(Reference(own, csl, place, tuple(warnings), (), evidence))

    def problem(self, line: int | None, message: str, remedy: str = "", raw: str = "") -> None:
        """Something to look at that costs no record."""
        self.problems.append(Problem(self.file, line, message, remedy, raw[:_LONGEST_RAW]))

    def lost(self, line: int | None, message: str, remedy: str, raw: str = "") -> None:
        """A record from which no reference could be made."""
        self.problem(line, message, remedy, raw)
        self.unread.append(self.problems[-1])

    def result(self) -> LibraryResult:
        """The account closed."""
        return LibraryResult(
            references=tuple(self.references),
            problems=tuple(self.problems),
            records_in=len(self.references) + len(self.unread),
            unread=tuple(self.unread),
            unplaced=self.unplaced,
        )

    def _unique(self, wanted: str) -> str:
        if wanted not in self._ids:
            self._ids[wanted] = 1
            return wanted
        number = self._ids[wanted]
        while True:
            number += 1
            name = f"{wanted}-{number}"
            if name not in self._ids:
                self._ids[wanted] = number
                self._ids[name] = 1
                return name
