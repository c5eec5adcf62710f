"""Reads a YAML file that holds a list of blocks, keeping the line of every value.

PyYAML composes the node tree; the step from nodes to values is ours for two reasons: each value
must keep its line, and a plain scalar must stay the text it is (YAML 1.1 makes the country code
`NO` false and the year `1986` a number; the models decide what a value is).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from kg.problems import Problem
from kg.read.text import read_text, shown

__all__ = ["Block", "read_blocks"]

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = ("", "~", "null")
MAX_NESTING = 50
"""Most lists and mappings inside each other: what makes nodes of them recurses in C."""
_Path = tuple[str | int, ...]
Block = tuple[object, dict[_Path, int]]
"""The content of a block, and the line of each part of it."""


def read_blocks(path: Path) -> tuple[list[Block], list[Problem]]:
    """The blocks of a file in order, with the problems met."""
    text, problems = read_text(path)
    if problems:
        return [], problems
    file = shown(path)
    try:
        _check_nesting(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        message = f"Not YAML: {error.problem or error.context or 'the structure is broken'}"
        return [], [Problem(file, line, message, "Check quotes, colons and indentation")]
    except yaml.YAMLError as error:
        message = f"Not YAML: {str(error).splitlines()[0]}"
        return [], [Problem(file, None, message, "Take out the character")]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        message = "The file must be a list of blocks"
        return [], [Problem(file, _line(root), message, "Begin each block with '- '")]
    reader = _Reader(file)
    blocks: list[Block] = []
    for node in root.value:
        reader.lines = {}
        content = reader.value(node, ())
        blocks.append((content, reader.lines))
    return blocks, reader.problems


def _check_nesting(text: str) -> None:
    """Raise the error of a value that stands in more than `MAX_NESTING` others."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_NESTING:
            problem = f"more than {MAX_NESTING} lists and mappings stand in each other"
            mark: Any = event.start_mark  # the stubs know two types of marks
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


class _Reader:
    """Turns nodes into values and notes where they stand."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[_Path, int] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: _Path) -> object:
        self.lines[path] = _line(node)
        if id(node) in self.seen:
            message = "An alias (*name) repeats another value"
            self.problems.append(Problem(self.file, _line(node), message, "Write the value out"))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            plain = not node.style  # None or '' as the parser in use has it
            return None if plain and node.value in _NULLS else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, i)) for i, child in enumerate(node.value)]
        content: dict[str, object] = {}
        for key_node, child in node.value:
            key = str(key_node.value)
            if key in content:
                message = f"The key {key!r} stands twice in one block"
                remedy = "Take one of them out"
                self.problems.append(Problem(self.file, _line(key_node), message, remedy))
            content[key] = self.value(child, (*path, key))
            self.lines[(*path, key)] = _line(key_node)
        return content


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
