"""The one maker of URLs. All are paths from the root of this server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from kg.iris import Iris

__all__ = [
    "COLLECTIONS",
    "DOCS",
    "GRAPHS",
    "HEALTH",
    "KINDS",
    "LIVE",
    "METRICS",
    "OPENAPI",
    "READY",
    "SPARQL",
    "START",
    "STYLE",
    "UPDATE",
    "VOID",
    "answer",
    "citations_of",
    "collection",
    "evidence_of",
    "passage",
    "path_of",
    "problem",
    "sparql",
    "text_of",
    "thing",
    "timeline_of",
    "with_query",
]

START = "/"
DOCS = "/docs"
OPENAPI = "/openapi.json"
SPARQL = "/sparql"
UPDATE = "/update"
GRAPHS = "/graphs"
HEALTH = "/healthz"
LIVE = "/livez"
READY = "/readyz"
METRICS = "/metrics"
VOID = "/.well-known/void"
STYLE = "/static/pairkg.css"

COLLECTIONS: Mapping[str, str] = {
    "claim": "claims",
    "programme": "programmes",
    "study": "studies",
    "work": "works",
    "finding": "findings",
    "citation": "citations",
    "person": "persons",
    "term": "terms",
    "source": "sources",
}
"""Kind of thing -> name of its collection."""
KINDS = tuple(COLLECTIONS)
"""Kinds of things that have a page under the path of their IRI."""


def collection(kind: str) -> str:
    """The list of a kind of thing, as JSON."""
    return f"/api/{COLLECTIONS[kind]}"


def answer(kind: str, identifier: str) -> str:
    """One thing, as JSON."""
    return f"{collection(kind)}/{quote(identifier, safe='')}"


def evidence_of(claim: str) -> str:
    """The evidence for and against a claim."""
    return f"{answer('claim', claim)}/evidence"


def timeline_of(programme: str) -> str:
    """What happened in a programme."""
    return f"{answer('programme', programme)}/timeline"


def citations_of(finding: str) -> str:
    """The citations that carry a finding."""
    return f"{answer('finding', finding)}/citations"


def passage(source: str, line: int, line_end: int) -> str:
    """Lines of a source, where its text is registered."""
    path = f"{answer('source', source)}/passages"
    return with_query(path, {"line": line, "line_end": line_end})


def text_of(source: str) -> str:
    """Where the page of a source tells of its text."""
    return f"{thing('source', source)}#text"


def thing(kind: str, identifier: str, form: str | None = None, lang: str | None = None) -> str:
    """One thing under the path of its IRI; in one form or language, whatever is accepted."""
    path = f"/{kind}/{quote(identifier, safe='')}"
    return with_query(path, {"format": form, "lang": lang})


def path_of(iris: Iris, iri: str) -> str | None:
    """Where this server shows what an IRI names; None where it is not ours or has no page."""
    found = iris.read(iri)
    return thing(*found) if found and found[0] in COLLECTIONS else None


def sparql(query: str | None = None) -> str:
    """The SPARQL endpoint, or a query sent to it."""
    return with_query(SPARQL, {"query": query})


def problem(slug: str) -> str:
    """The type of a problem: where it is explained."""
    return f"{DOCS}#problem-{slug}"


def with_query(
    path: str, parameters: Mapping[str, str | int | None] | Iterable[tuple[str, str]]
) -> str:
    """A path with parameters; those that are None are left out."""
    pairs = parameters.items() if isinstance(parameters, Mapping) else parameters
    query = urlencode([(name, value) for name, value in pairs if value is not None])
    return f"{path}?{query}" if query else path
