"""What is wrong with an input, as a value: where, what, and what to do about it.

Readers and resolvers never stop at the first fault. They return `Problem` values, which are
reported together at the end; `Problems` carries them across a boundary that cannot go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

__all__ = ["PairkgError", "Problem", "Problems"]


class PairkgError(Exception):
    """The root of all errors that a user may cause; its text is one sentence for that user."""

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from one process to another as they are, however they were made."""
        return _again, (type(self), self.args, self.__dict__)


def _again(
    kind: type[PairkgError], args: tuple[object, ...], facts: dict[str, object]
) -> PairkgError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(facts)
    return error


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place of an input file.

    `file` is a path as the user would type it, `line` is 1-based or None for the whole file,
    `message` says what is wrong, `remedy` what to do, `raw` is the text at fault, if any.
    `dangling` marks a fault that another one may have caused: a name that leads nowhere when the
    block it names could not be read.
    """

    file: str
    line: int | None
    message: str
    remedy: str = ""
    raw: str = ""
    dangling: bool = field(default=False, compare=False)

    def text(self) -> str:
        """One line: file, line, what is wrong, what to do."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [_sentence(part) for part in (self.message, self.remedy) if part]
        return f"{place}: {' '.join(parts)}"


class Problems(PairkgError):  # noqa: N818 - a set of problems, not one error
    """A set of faults that stop a build; the graph in service stays as it is."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(
            sorted(set(problems), key=lambda p: (p.file, p.line or 0, p.message))
        )
        super().__init__("\n".join(problem.text() for problem in self.problems))


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "?", "!")) else f"{text}."
