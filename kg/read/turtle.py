"""Reads a Turtle file as triples; a broken one yields a problem at its line."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.problems import Problem
from kg.read.text import read_text, shown

__all__ = ["read_turtle"]


def read_turtle(path: Path) -> tuple[list[ox.Triple], list[Problem]]:
    """The triples of a file in order, without repetition."""
    text, problems = read_text(path)
    if problems:
        return [], problems
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        message = f"Not Turtle: {error.msg}"
        remedy = "Check the full stop, semicolons, quotes and prefixes around this line"
        return [], [Problem(shown(path), error.lineno, message, remedy)]
    return list(dict.fromkeys(quad.triple for quad in quads)), []
