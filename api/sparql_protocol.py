"""A request of the SPARQL 1.1 Protocol, read from its URL, its headers and its body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox

from api.problems import Fault
from kg.engine import Dataset

__all__ = ["FORM", "QUERY", "SparqlRequest", "read_get", "read_post"]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SparqlRequest:
    """A query and the dataset it is asked of."""

    query: str
    dataset: Dataset


def read_get(pairs: Pairs) -> SparqlRequest | None:
    """The request of a GET; None if it has no query."""
    queries = _queries(pairs)
    return SparqlRequest(queries[0], _dataset(pairs)) if queries else None


def read_post(content_type: str, body: bytes, pairs: Pairs) -> SparqlRequest:
    """The request of a POST; `pairs` are the parameters of its URL."""
    media_type, _, parameters = content_type.partition(";")
    media_type = media_type.strip().lower()
    if media_type not in (FORM, QUERY):
        raise Fault(
            415,
            "unsupported-media-type",
            f"A query is posted as {QUERY} or as {FORM}, not as {media_type[:80] or 'nothing'}.",
        )
    charset = parameters.lower().partition("charset=")[2].strip(' "') or "utf-8"
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Fault(415, "unsupported-media-type", "The body must be UTF-8.")
    try:
        text = body.decode("utf-8")
        if media_type == QUERY:
            _queries(pairs)
            return SparqlRequest(text, _dataset(pairs))
        form = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise Fault(400, "bad-request", "The body is not UTF-8 text.") from None
    except ValueError:
        raise Fault(400, "bad-request", "The form has too many fields.") from None
    queries = _queries(form)
    if not queries:
        raise Fault(400, "bad-request", "The form has no field `query`.")
    return SparqlRequest(queries[0], _dataset([*pairs, *form]))


def _queries(pairs: Pairs) -> list[str]:
    names = {name for name, _ in pairs}
    if names & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise Fault(400, "query-refused", "This endpoint only reads; updates are refused.")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise Fault(400, "bad-request", "`query` is given more than once.")
    return queries


def _dataset(pairs: Pairs) -> Dataset:
    return Dataset(_graphs(pairs, "default-graph-uri"), _graphs(pairs, "named-graph-uri"))


def _graphs(pairs: Pairs, name: str) -> tuple[str, ...]:
    iris = tuple(dict.fromkeys(value for key, value in pairs if key == name))
    for iri in iris:
        try:
            ox.NamedNode(iri)
        except ValueError:
            detail = f"{name} must be an absolute IRI, not {iri[:80]!r}."
            raise Fault(400, "bad-request", detail) from None
    return iris
