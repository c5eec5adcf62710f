"""The SPARQL 1.1 Graph Store HTTP Protocol: a graph as a resource.

A graph is named by `?graph=IRI`, by `?default`, or by the URL itself, which then is its IRI.
Reading is open; whatever changes a graph takes a curator's token, and what does away with the
default graph or with one of the build an administrator's.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from typing import Any, Literal

import anyio
import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from api import urls
from api.access import require
from api.answering import Queries, response_of
from api.bodies import media_type_of, read_body
from api.caching import validate
from api.negotiation import rank
from api.powers import check_power
from api.problems import Fault, NotAcceptable
from api.representations import GRAPHS
from api.sparql_protocol import SparqlRequest
from api.state import CurrentGraph, settings_of
from api.writing import write
from kg.engine import Dataset
from kg.graph import KnowledgeGraph
from kg.live import Write, Written
from kg.remote.rehearsal import triples_of

__all__ = ["router"]

router = APIRouter(tags=["SPARQL"])

_MULTIPART = "multipart/form-data"
_MOST_PARTS = 1000
_FORMS = {
    "text/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
}
_PARAMETERS = [
    {
        "name": "graph",
        "in": "query",
        "description": "IRI of the graph.",
        "schema": {"type": "string", "format": "iri"},
    },
    {
        "name": "default",
        "in": "query",
        "description": "The default graph; without a value.",
        "allowEmptyValue": True,
        "schema": {"type": "string"},
    },
]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            media_type: {"schema": {"type": "string"}} for media_type in (*_FORMS, _MULTIPART)
        },
    },
    "security": [{"token": []}],
}
_TOKEN: dict[str, Any] = {"security": [{"token": []}]}


def _named(request: Request, *, new: bool = False) -> str | None:
    """The IRI of the graph that a request is about; None for the default graph."""
    pairs = request.query_params.multi_items()
    names = [name for name, _ in pairs]
    path = request.url.path
    direct = path.removeprefix(urls.GRAPHS).strip("/")
    if direct:
        if pairs:
            raise Fault(400, "bad-request", "The URL names the graph; leave the parameters out.")
        return _iri(str(request.url))
    if names == ["default"]:
        return None
    if names == ["graph"]:
        return _iri(pairs[0][1])
    if new and not names:
        return f"{str(request.url).rstrip('/')}/{secrets.token_hex(16)}"
    raise Fault(400, "bad-request", "Name one graph: ?graph=IRI or ?default.")


def _iri(text: str) -> str:
    try:
        return ox.NamedNode(text).value
    except ValueError:
        detail = f"graph must be an absolute IRI, not {text[:80]!r}."
        raise Fault(400, "bad-request", detail) from None


@router.get(
    "/graphs",
    summary="A graph",
    response_class=Response,
    openapi_extra={"parameters": _PARAMETERS, "x-example": f"{urls.GRAPHS}?default"},
)
@router.get("/graphs/{path:path}", include_in_schema=False)
async def read_graph(request: Request, graph: CurrentGraph) -> Response:
    """The triples of a graph, in a form of RDF; 404 where there is no such graph."""
    iri = _named(request)
    ranked = rank(request.headers.get("accept"), GRAPHS)
    if not ranked:
        raise NotAcceptable([offer.media_type for offer in GRAPHS])
    offers = {offer.name: media_type for offer, media_type in ranked}
    if iri is not None and not await anyio.to_thread.run_sync(_exists, graph, iri):
        raise Fault(404, "not-found", "There is no such graph.")
    # A graph changes with a write, and no reader may be shown it as it was.
    fixed = request.app.state.writer is None
    form = " ".join(offers.values())
    validate(request, graph.generation, form, ("Accept",), max_age=None if fixed else 0)
    text = graph.catalogue["graph_triples"].text({})
    asked = SparqlRequest(text, Dataset((iri,) if iri else ()))
    queries: Queries = request.app.state.queries
    answer = await queries.answer(request, graph, asked, tuple(offers), union=False)
    return response_of(answer, offers[answer.format], {})


def _exists(graph: KnowledgeGraph, iri: str) -> bool:
    if graph.snapshot is not None:
        return ox.Store.read_only(str(graph.snapshot)).contains_named_graph(ox.NamedNode(iri))
    return graph.ask("graph_exists", graph=iri)


@router.put("/graphs", summary="Replace a graph", response_class=Response, openapi_extra=_BODY)
@router.put("/graphs/{path:path}", include_in_schema=False)
async def put_graph(request: Request) -> Response:
    """201 where the graph is new, 204 where it was there; nothing changes unless all of it can."""
    return await _load(request, "put", _named_first(request))


@router.post("/graphs", summary="Add to a graph", response_class=Response, openapi_extra=_BODY)
@router.post("/graphs/{path:path}", include_in_schema=False)
async def post_graph(request: Request) -> Response:
    """Merges triples into a graph; without a name, into a new one that `Location` names."""
    return await _load(request, "post", _named_first(request, new=True))


@router.delete("/graphs", summary="Drop a graph", response_class=Response, openapi_extra=_TOKEN)
@router.delete("/graphs/{path:path}", include_in_schema=False)
async def delete_graph(request: Request) -> Response:
    """Takes a graph away; 404 where there is none."""
    token = require(request, "curator")
    asked = Write("delete", graph=_named(request), who=token.name, role=token.role)
    await check_power(request, token, asked)
    written = await write(request, asked)
    if written is None:
        raise Fault(404, "not-found", "There is no such graph.")
    return _told(written, 204)


def _named_first(request: Request, *, new: bool = False) -> str | None:
    """The graph's name, once it is clear that whoever asks may write."""
    require(request, "curator")
    return _named(request, new=new)


async def _load(request: Request, kind: Literal["put", "post"], graph: str | None) -> Response:
    token = require(request, "curator")
    base = graph or str(request.url.replace(query="", fragment=""))
    media_type = media_type_of(
        request.headers.get("content-type", "application/rdf+xml"), (*_FORMS, _MULTIPART)
    )
    asked = Write(kind, b"", graph, _FORMS.get(media_type), base, who=token.name, role=token.role)
    await check_power(request, token, asked)
    body = await read_body(request, settings_of(request).write_body)
    if media_type == _MULTIPART:
        parts = _parts(request.headers["content-type"], body, base)
        merged = await anyio.to_thread.run_sync(triples_of, parts)
        asked = replace(asked, form="ntriples", body=merged)
    else:
        asked = replace(asked, body=body)
    written = await write(request, asked)
    assert written is not None  # noqa: S101 - only what drops a graph finds none
    if written.existed:
        return _told(written, 204)
    response = _told(written, 201)
    if graph is not None:
        response.headers["Location"] = graph
    return response


def _parts(content_type: str, body: bytes, base: str) -> list[Write]:
    """The parts of a multipart body, each as a body of its own."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=policy.HTTP).parsebytes(head + body)
    parts: list[Write] = []
    for part in message.iter_parts():
        if len(parts) == _MOST_PARTS:
            raise Fault(413, "too-large", f"At most {_MOST_PARTS} parts are read.")
        form = _FORMS[media_type_of(part.get("content-type", "text/plain"), _FORMS)]
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)  # noqa: S101 - a part that is decoded
        parts.append(Write("post", content, form=form, base=base))
    if not parts:
        raise Fault(400, "bad-request", "The multipart body has no parts.")
    return parts


def _told(written: Written, status: int) -> Response:
    return Response(status_code=status, headers={"Pairkg-Write": str(written.number)})
