"""What is looked for, and put, in the text of an update before the engine takes it.

An update asks nobody else: SERVICE is refused as in queries, and so is LOAD, but for LOAD SILENT,
which by its own word may come to nothing and does, since the process that runs it has no network.
The engine has no parameter for the protocol's `using-graph-uri`, so those graphs are written into
the text where the grammar has them, before each WHERE of a DELETE or INSERT.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from kg.engine import QuerySyntaxError
from kg.sparql_guard import QueryRefused, check_service, following, tokens

__all__ = ["LoadRefused", "UsingTwice", "as_insertions", "check_update", "with_using"]

_STEPS = {"open": 1, "close": -1}
_PLACE = re.compile(r"error at (\d+):(\d+)")
_IMPOSSIBLE = "DROP GRAPH <urn:none> ;"
_BETWEEN = ("space", "comment")


class LoadRefused(QueryRefused):
    """The update reads a file or another server."""

    def __init__(self) -> None:
        super().__init__("LOAD is not available here: send the triples, or use LOAD SILENT.")


class UsingTwice(QueryRefused):
    """Graphs are named in the text and in the protocol."""

    def __init__(self) -> None:
        super().__init__(
            "The update has USING or WITH of its own; leave out using-graph-uri and "
            "using-named-graph-uri."
        )


def check_update(text: str) -> None:
    """Raise the reason why an update may not reach the engine, if there is one.

    Only for processes that may die: an update with LOAD is parsed.
    """
    check_service(text)
    if "LOAD" in text.upper() and following(text, "LOAD") - {"SILENT"}:
        _check_syntax(text)
        raise LoadRefused


def _check_syntax(text: str) -> None:
    """Raise QuerySyntaxError for what is no update; nothing of `text` is done.

    The engine reads a text whole before it does its first step, and offers no reading alone. So a
    step is put before all others that cannot be done: it drops a graph that is not there.
    """
    place = 0
    for kind, token in tokens(text):
        if kind == "word" and token.upper() not in ("PREFIX", "BASE"):
            break
        place += len(token)
    try:
        ox.Store().update(
            f"{text[:place]}\n{_IMPOSSIBLE}\n{text[place:]}", base_iri="http://localhost/"
        )
    except SyntaxError as error:
        raise QuerySyntaxError(_in_text(str(error), text[:place])) from None
    except (OSError, RuntimeError, ValueError):
        return
    raise AssertionError("a graph that is not there was dropped")


def _in_text(message: str, before: str) -> str:
    """A message whose place is moved back by the two line ends put after `before`."""
    found = _PLACE.match(message)
    line, column = (int(found[1]), int(found[2])) if found else (0, 0)
    last = before.count("\n") + 1
    if line <= last:
        return message
    start = len(before) - (before.rfind("\n") + 1)
    if line == last + 1:  # at the step put between, so where the text goes on
        line, column = last, start + 1
    else:
        line -= 2
        column += start if line == last else 0
    return _PLACE.sub(f"error at {line}:{column}", message, count=1)


def as_insertions(text: str) -> str | None:
    """An update that inserts all the triples that `text` inserts or deletes by name.

    None if `text` does more than INSERT DATA and DELETE DATA, so that what it touches depends on
    what is there.

    >>> as_insertions("DELETE DATA { <a:a> <a:b> 1 } ; INSERT DATA { <a:a> <a:b> 2 }")
    'INSERT DATA { <a:a> <a:b> 1 } ; INSERT DATA { <a:a> <a:b> 2 }'
    """
    parts: list[str] = []
    nesting = 0
    waiting = False
    for kind, token in tokens(text):
        nesting = max(0, nesting + _STEPS.get(kind, 0))
        word = token.upper() if kind == "word" and nesting == 0 else ""
        if kind not in _BETWEEN and waiting != (word == "DATA"):
            return None
        if word not in ("", "PREFIX", "BASE", "INSERT", "DELETE", "DATA"):
            return None
        begins = word in ("INSERT", "DELETE")
        waiting = begins or (waiting and word != "DATA")
        parts.append("INSERT" if begins else token)
    return None if waiting else "".join(parts)


def with_using(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update with the graphs that the protocol names; UsingTwice if it names some itself."""
    graphs = "".join([f"USING <{iri}> " for iri in default])
    graphs += "".join([f"USING NAMED <{iri}> " for iri in named])
    if not graphs:
        return text
    parts: list[str] = []
    nesting = 0
    before = ""
    for kind, token in tokens(text):
        nesting = max(0, nesting + _STEPS.get(kind, 0))
        word = token.upper() if kind == "word" and nesting == 0 else ""
        if word in ("USING", "WITH"):
            raise UsingTwice
        if word == "WHERE" and before == "close":
            parts.append(graphs)
        parts.append(token)
        if kind not in _BETWEEN:
            before = kind
    return "".join(parts)
