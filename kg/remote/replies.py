"""What comes back from a SPARQL server, read whole or refused; never a part passed off as all.

Tables are asked for as JSON and graphs as N-Triples, whatever form the one who asked will get them
in, so that each is read by the same parser as everywhere here. A body that breaks off shows by its
length or by its brackets; a server that says in a header that it cuts is taken at its word.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.engine import GRAPH_FORMATS, RESULT_FORMATS, Answer, Table, Term, first_format
from kg.remote.errors import NotSparql, RemoteCut, RemoteRefused
from kg.remote.transport import Reply, place_of

__all__ = ["GRAPH", "TABLE", "read_graph", "read_table", "refused", "serialised"]

TABLE = "application/sparql-results+json"
GRAPH = "application/n-triples, text/turtle;q=0.5, text/plain;q=0.2"

_GRAPHS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
}
_TABLES = (TABLE, "application/json")
_MOST_ROWS = "x-sparql-maxrows"
_STATE, _OUT_OF_TIME = "x-sql-state", "S1TAT"
"""Headers of Virtuoso, which cuts an answer at a number of rows or at a time."""


def read_table(reply: Reply) -> Table | bool:
    """The table of a SELECT, or the truth of an ASK; raises RemoteError where it is none."""
    kind = _type(reply)
    if kind not in _TABLES:
        raise _not_sparql(reply, kind)
    found = _values(reply.body)
    if found is None:
        raise _unreadable(reply)
    if isinstance(found, Table):
        _check_rows(reply, len(found.rows))
    return found


def read_graph(reply: Reply) -> tuple[ox.Triple, ...]:
    """The triples of a CONSTRUCT or DESCRIBE, each once; raises RemoteError where it is none."""
    kind = _type(reply)
    if kind not in _GRAPHS:
        raise _not_sparql(reply, kind)
    try:
        quads = ox.parse(reply.body, format=_GRAPHS[kind], without_named_graphs=True)
        triples = tuple(dict.fromkeys(quad.triple for quad in quads))
    except (SyntaxError, ValueError, OSError):
        raise _unreadable(reply) from None
    _check_rows(reply, len(triples))
    return triples


def serialised(reply: Reply, formats: Sequence[str]) -> tuple[Answer, int]:
    """The answer in the first of `formats` that its form allows, and how many rows it has."""
    if _type(reply) in _GRAPHS:
        triples = read_graph(reply)
        name = first_format(formats, GRAPH_FORMATS)
        body = ox.serialize(triples, format=GRAPH_FORMATS[name])
        return Answer("graph", name, body or b""), len(triples)
    kind = _type(reply)
    if kind not in _TABLES:
        raise _not_sparql(reply, kind)
    name = first_format(formats, RESULT_FORMATS)
    written = _rewritten(reply.body, name)
    if written is None:
        raise _unreadable(reply)
    if written[0].form == "table":
        _check_rows(reply, written[1])
    return written


def refused(reply: Reply) -> RemoteRefused:
    """The error that a status stands for."""
    place, status = place_of(reply.url), reply.status
    said = _first_line(reply)
    if status in (401, 403):
        text = (
            f"The SPARQL server at {place} refuses these credentials ({status}); set "
            "PAIRKG_ENDPOINT_USER and _PASSWORD, or PAIRKG_ENDPOINT_TOKEN."
        )
    elif status == 404:
        text = f"There is nothing at {place} (404)."
    else:
        text = f"The SPARQL server at {place} answers {status}{said and f', saying: {said}'}."
    return RemoteRefused(text, status, said)


# A result may only be dropped in the thread that made it, so that no error may carry one off in its
# frames: the two functions that hold one raise nothing.


def _values(body: bytes) -> Table | bool | None:
    """What a body of JSON holds; None if it cannot be read."""
    try:
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        columns = tuple(variable.value for variable in found.variables)
        return Table(columns, tuple(tuple(map(_plain, row)) for row in found))
    except (SyntaxError, ValueError, OSError):
        return None


def _rewritten(body: bytes, name: str) -> tuple[Answer, int] | None:
    """A body of JSON in another form, and how many rows it has; None if it cannot be read."""
    try:
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        truth = isinstance(found, ox.QueryBoolean)
        rows = 1 if isinstance(found, ox.QueryBoolean) else sum(1 for _ in found)
        # Read again by the engine's parser, which writes what it reads without a detour.
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        written = found.serialize(format=RESULT_FORMATS[name]) or b""
        return Answer("truth" if truth else "table", name, written), rows
    except (SyntaxError, ValueError, OSError):
        return None


def _type(reply: Reply) -> str:
    """The media type of an answer that is one, and is whole as far as its headers say."""
    if reply.status != 200:
        raise refused(reply)
    if reply.headers.get(_STATE, "") == _OUT_OF_TIME:
        raise RemoteCut(
            f"The SPARQL server at {place_of(reply.url)} ran out of its time and gave a part of "
            "the answer only."
        )
    return reply.headers.get("content-type", "").partition(";")[0].strip().lower()


def _check_rows(reply: Reply, rows: int) -> None:
    most = reply.headers.get(_MOST_ROWS, "")
    if most.isdecimal() and rows >= int(most):
        raise RemoteCut(
            f"The SPARQL server at {place_of(reply.url)} gives {most} rows at most and has cut the "
            "answer there; raise its ResultSetMaxRows."
        )


def _not_sparql(reply: Reply, kind: str) -> NotSparql:
    return NotSparql(
        f"The server at {place_of(reply.url)} answers with {kind[:60] or 'nothing'}, not with "
        "what a SPARQL server gives; is this the address that takes queries?"
    )


def _unreadable(reply: Reply) -> NotSparql:
    kind = reply.headers.get("content-type", "")[:60]
    return NotSparql(
        f"The answer of the server at {place_of(reply.url)} calls itself {kind} and cannot be read "
        "as such, or breaks off."
    )


def _plain(term: object) -> Term | None:
    if term is None or isinstance(term, Term):
        return term
    raise ValueError("A triple is not a term of SPARQL 1.1.")


def _first_line(reply: Reply) -> str:
    if not reply.headers.get("content-type", "").startswith(("text/plain", "application/json")):
        return ""
    text = reply.body[:2000].decode("utf-8", "replace").strip()
    return " ".join(text.partition("\n")[0].split())[:200].rstrip(".")
