"""Looks at the records that an import keeps as they came in.

Nothing is built from them, but a line that is no record shows that the file was damaged.
"""

from __future__ import annotations

from pathlib import Path

from kg.problems import Problem
from kg.read.text import read_text, shown

__all__ = ["kept_problems"]


def kept_problems(path: Path) -> list[Problem]:
    """Each line that does not begin and end as a JSON object does."""
    text, problems = read_text(path)
    for line, content in enumerate(text.split("\n"), 1):
        if content and not (content.startswith("{") and content.endswith("}")):
            message, remedy = "This line is not a record in JSON", "Put the file back as it was"
            problems.append(Problem(shown(path), line, message, remedy, content[:200]))
    return problems
