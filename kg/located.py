"""A value together with the file and the lines it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from kg.problems import Problem

__all__ = ["Read", "validated"]

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]

_REMEDIES = {
    "missing": "Add it",
    "too_short": "Add what is missing (places and outcomes: one at least; sayings: two)",
    "model_type": "Write one 'key: value' a line",
    "extra_forbidden": "Correct the name or take it out; the folder's README lists the names",
}


@dataclass(frozen=True)
class Read(Generic[T]):
    """One record as a file states it.

    `lines` maps a path inside the record (`("evidence", 0, "claim")`) to its 1-based line.
    """

    value: T
    file: str
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int | None:
        """The line of a part, or of the nearest part that holds it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def problem(
        self, message: str, remedy: str, *path: str | int, raw: str = "", dangling: bool = False
    ) -> Problem:
        """A problem at one part of this record."""
        return Problem(self.file, self.line(*path), message, remedy, raw, dangling)


def validated(
    model: type[M], content: object, file: str, lines: Mapping[Path, int], what: str
) -> tuple[Read[M] | None, list[Problem]]:
    """Check raw content against a model; the record, or the problems that prevent it."""
    raw = Read(content, file, lines)
    try:
        return Read(model.model_validate(content), file, lines), []
    except ValidationError as error:
        problems = []
        for fault in error.errors(include_url=False, include_context=False):
            path = tuple(fault["loc"])
            name = ".".join(str(part) for part in path) or what
            text = {
                "missing": f"{what} has no {name!r}",
                "extra_forbidden": f"{what} has an unknown key {name!r}",
                "too_short": f"{what} has too little under {name!r}",
                "model_type": f"{what} must hold keys with values{f', at {name}' if path else ''}",
            }.get(fault["type"], f"{what}, {name}: {_sentence(fault['msg'])}")
            remedy = _REMEDIES.get(fault["type"], "Correct the value")
            problems.append(raw.problem(text, remedy, *path, raw=str(fault.get("input", ""))[:200]))
        return None, problems


def _sentence(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
