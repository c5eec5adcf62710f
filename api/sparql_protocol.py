"""A request of the SPARQL 1.1 Protocol, read from its URL, its headers and its body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

import pyoxigraph as ox
from fastapi import Request
from starlette.datastructures import URL

from api.bodies import media_type_of
from api.problems import Fault
from kg.engine import Dataset

__all__ = [
    "FORM",
    "QUERY",
    "SparqlRequest",
    "base_of",
    "read_get",
    "read_graphs",
    "read_post",
]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SparqlRequest:
    """A query and the dataset it is asked of."""

    query: str
    dataset: Dataset


def read_get(pairs: Pairs, base: str | None = None) -> SparqlRequest | None:
    """The request of a GET; None if it has no query. `base` is the IRI it is sent to."""
    queries = _queries(pairs)
    return SparqlRequest(queries[0], _dataset(pairs, base)) if queries else None


def read_post(
    content_type: str, body: bytes, pairs: Pairs, base: str | None = None
) -> SparqlRequest:
    """The request of a POST; `pairs` are the parameters of its URL, `base` is that URL."""
    media_type = media_type_of(content_type, (QUERY, FORM))
    try:
        text = body.decode("utf-8")
        if media_type == QUERY:
            if _queries(pairs):
                detail = "The query is given twice: in the URL and as body."
                raise Fault(400, "bad-request", detail)
            return SparqlRequest(text, _dataset(pairs, base))
        form = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise Fault(400, "bad-request", "The body is not UTF-8 text.") from None
    except ValueError:
        raise Fault(400, "bad-request", "The form has too many fields.") from None
    fields = [*pairs, *form]
    queries = _queries(fields)
    if not queries:
        raise Fault(400, "bad-request", "The form has no field `query`.")
    return SparqlRequest(queries[0], _dataset(fields, base))


def _queries(pairs: Pairs) -> list[str]:
    names = {name for name, _ in pairs}
    if names & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise Fault(400, "query-refused", "This endpoint only reads; updates are refused.")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise Fault(400, "bad-request", "`query` is given more than once.")
    return queries


def _dataset(pairs: Pairs, base: str | None) -> Dataset:
    return Dataset(
        read_graphs(pairs, "default-graph-uri"), read_graphs(pairs, "named-graph-uri"), base
    )


def base_of(request: Request) -> str | None:
    """The IRI that a request is sent to: what relative IRIs in it are read against (RFC 3986).

    None where its Host header makes it none.
    """
    scope = request.scope
    hosts = tuple(pair for pair in scope["headers"] if pair[0] == b"host")
    server = tuple(scope["server"]) if scope.get("server") else None
    return _base(scope.get("scheme", "http"), scope["path"], server, hosts)


@lru_cache(maxsize=256)
def _base(
    scheme: str,
    path: str,
    server: tuple[str, int] | None,
    headers: tuple[tuple[bytes, bytes], ...],
) -> str | None:
    scope = {"scheme": scheme, "path": path, "server": server, "headers": headers}
    try:
        return ox.NamedNode(str(URL(scope=scope))).value
    except ValueError:
        return None


def read_graphs(pairs: Pairs, name: str) -> tuple[str, ...]:
    """The IRIs that a parameter gives, each once; a Fault for what is none."""
    iris = tuple(dict.fromkeys(value for key, value in pairs if key == name))
    for iri in iris:
        try:
            ox.NamedNode(iri)
        except ValueError:
            detail = f"{name} must be an absolute IRI, not {iri[:80]!r}."
            raise Fault(400, "bad-request", detail) from None
    return iris
