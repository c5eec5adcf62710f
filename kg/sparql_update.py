"""What is looked for, and put, in the text of an update before the engine takes it.

An update asks nobody else: SERVICE is refused as in queries, and so is LOAD, but for LOAD SILENT,
which by its own word may come to nothing and does, since the process that runs it has no network.
The engine has no parameter for the protocol's `using-graph-uri`, so those graphs are written into
the text where the grammar has them, before each WHERE of a DELETE or INSERT.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.sparql_guard import QueryRefused, check_service, tokens

__all__ = ["LoadRefused", "UsingTwice", "as_insertions", "check_update", "with_using"]

_STEPS = {"open": 1, "close": -1}
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
    """Raise the reason why an update may not reach the engine, if there is one."""
    check_service(text)
    if "LOAD" not in text.upper():
        return
    nesting = 0
    load = False
    for kind, token in tokens(text):
        if kind in _BETWEEN:
            continue
        if load and not (kind == "word" and token.upper() == "SILENT"):
            raise LoadRefused
        nesting = max(0, nesting + _STEPS.get(kind, 0))
        load = kind == "word" and nesting == 0 and token.upper() == "LOAD"


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
    """The update with the graphs that the protocol names; UsingTwice if it names some itself.

    >>> with_using("INSERT { ?s a ?o } WHERE { ?s ?p ?o }", ["http://example.org/g"], [])
    'INSERT { ?s a ?o } USING <http://example.org/g> WHERE { ?s ?p ?o }'
    """
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
