"""What is looked for, and put, in the text of an update before the engine takes it.

An update asks nobody else: SERVICE is refused as in queries, and so is LOAD, but for LOAD SILENT,
which by its own word may come to nothing and does: a step that does nothing is put in its place.
The engine has no parameter for the protocol's `using-graph-uri`, so those graphs are written into
the text where the grammar has them, before each WHERE of a DELETE or INSERT.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from kg.engine import QuerySyntaxError
from kg.sparql_guard import QueryRefused, check_service, starting, tokens

__all__ = ["LoadRefused", "UsingTwice", "as_insertions", "check_update", "with_using"]

_STEPS = {"open": 1, "close": -1}
_PLACE = re.compile(r"error at (\d+):(\d+)")
_IMPOSSIBLE = "DROP GRAPH <urn:none> ;"
_DECLARATIONS = {"PREFIX": ("name", "iri"), "BASE": ("iri",), "VERSION": ("text",)}
_NOTHING = "INSERT DATA {} "
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


def check_update(text: str) -> str:
    """The text of an update as the engine may have it; raises the reason why it may not.

    Each LOAD SILENT has become a step that does nothing. Only for processes that may die: an
    update with LOAD is parsed.
    """
    check_service(text)
    if "LOAD" not in text.upper():
        return text
    parts, done = [], 0
    for start, end in _loads(text):
        if not _words(text[start:end]).startswith("LOADSILENT"):
            raise LoadRefused
        parts += [text[done:start], _NOTHING]
        done = end
    if not parts:
        return text
    kept = "".join([*parts, text[done:]])
    if _loads(kept):
        raise LoadRefused
    return kept


def _loads(text: str) -> list[tuple[int, int]]:
    """Begin and end of each LOAD; QuerySyntaxError if there may be one and `text` is no update."""
    places = starting(text, "LOAD")
    if places and (wrong := _syntax_error(text)):
        raise QuerySyntaxError(wrong)
    return [(place, place + _length(text[place:])) for place in places if _is_step(text, place)]


def _is_step(text: str, place: int) -> bool:
    """Whether a step begins at a place of an update where one may, for all that tokens tell.

    Inside of a text or an IRI what stands before the place would not be whole, and in a comment
    anything may follow.
    """
    before = text[:place]
    return _syntax_error(before) is None and _syntax_error(f"{before} 7") is not None


def _length(step: str) -> int:
    """Where the first step ends: it names graphs and has no brackets."""
    place = 0
    for kind, token in tokens(step):
        if (kind, token) == ("other", ";"):
            break
        place += len(token)
    return place


def _words(step: str) -> str:
    return "".join(token for kind, token in tokens(step) if kind not in _BETWEEN).upper()


def _syntax_error(text: str) -> str | None:
    """What is wrong with an update, None if it is one; nothing of it is done.

    The engine reads a text whole before it does its first step, and offers no reading alone. So a
    step is put before all others that cannot be done: it drops a graph that is not there.
    """
    place = _prologue(text)
    before, after = text[:place], text[place:]
    try:
        ox.Store().update(f"{before}\n{_IMPOSSIBLE}\n{after}", base_iri="http://localhost/")
    except SyntaxError as error:
        return _in_text(str(error), before)
    except (OSError, RuntimeError, ValueError):
        return None
    raise AssertionError("a graph that is not there was dropped")


def _prologue(text: str) -> int:
    """Where the declarations end that an update begins with; the engine takes no later ones.

    Nothing but a whole declaration is passed over, so that no step can stand before the place.
    """
    place = end = 0
    wanted: tuple[str, ...] = ()
    for kind, token in tokens(text):
        place += len(token)
        if kind in _BETWEEN:
            continue
        if wanted:
            if kind != wanted[0]:
                break
            wanted = wanted[1:]
        elif kind == "name" and token.upper().startswith("PREFIX"):  # without a space
            wanted = ("iri",)
        else:
            wanted = _DECLARATIONS.get(token.upper(), ())
            if not wanted:
                break
        if not wanted:
            end = place
    return end


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
