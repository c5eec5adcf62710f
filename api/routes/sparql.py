"""The SPARQL 1.1 Protocol, read only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import anyio
from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse
from starlette.routing import Route

from api import urls
from api.answering import LIMITS_HEADER, Queries, response_of
from api.bodies import read_body
from api.caching import validate
from api.describing import DESCRIPTIONS, describe
from api.languages import PageLanguage
from api.negotiation import Language, choose, rank
from api.pages.endpoint import endpoint_page
from api.problems import Fault, NotAcceptable
from api.representations import ANSWERS_OF_QUERIES, HTML
from api.sparql_protocol import FORM, QUERY, SparqlRequest, base_of, read_get, read_post
from api.state import CurrentGraph, graph_at_hand, settings_of
from kg.catalogue import shipped_catalogue
from kg.graph import KnowledgeGraph

__all__ = ["POSTED", "router"]

# Clients of the protocol add parameters of their own (`format`, `output`, `timeout`), so those
# which are unknown are passed over here.
router = APIRouter(tags=["SPARQL"])

_ABOUT_GRAPHS = "IRI of a graph; all graphs where none is given."
_PARAMETERS = [
    {
        "name": "query",
        "in": "query",
        "description": "The query.",
        "schema": {"type": "string", "examples": [shipped_catalogue()["claims_list"].text({})]},
    },
    *(
        {
            "name": name,
            "in": "query",
            "description": _ABOUT_GRAPHS,
            "schema": {"type": "array", "items": {"type": "string"}},
        }
        for name in ("default-graph-uri", "named-graph-uri")
    ),
]
_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            QUERY: {"schema": {"type": "string", "description": "The query."}},
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {"query": {"type": "string", "description": "The query."}},
                }
            },
        },
    }
}


@router.get(
    "/sparql",
    summary="Ask a SPARQL query",
    response_class=Response,
    openapi_extra={"parameters": _PARAMETERS},
)
async def read_sparql(request: Request, graph: CurrentGraph, lang: PageLanguage) -> Response:
    """Tables come as JSON, XML, CSV or TSV, graphs as Turtle, N-Triples, RDF/XML or JSON-LD.

    Updates and SERVICE are refused. Without a query comes the service description, as RDF, or as a
    page for a client that prefers HTML.
    """
    accept = request.headers.get("accept")
    asked = read_get(request.query_params.multi_items(), base_of(request))
    if asked is None:
        return await _description(request, graph, lang)
    offers = _offers(accept)
    _validate(request, graph, " ".join(offers.values()))
    return await _answer(request, graph, asked, offers)


async def _description(request: Request, graph: KnowledgeGraph, lang: Language) -> Response:
    """What there is to ask: for people a page, for programs RDF."""
    found = choose(request.headers.get("accept"), [*DESCRIPTIONS, HTML])
    if found is None:
        raise Fault(400, "bad-request", "The parameter `query` is missing.")
    offer, media_type = found
    if offer is HTML:
        _validate(request, graph, f"text/html {lang}", ("Accept", "Accept-Language"))
        return Response(endpoint_page(graph.catalogue, lang), media_type="text/html")
    _validate(request, graph, f"{media_type} {request.url.netloc}")
    data = await anyio.to_thread.run_sync(describe, request, graph, offer.name)
    return Response(data, media_type=media_type)


@router.get(urls.VOID, include_in_schema=False)
async def find_description() -> Response:
    """Lead from the place that VoID sets aside to the description."""
    return RedirectResponse(urls.SPARQL, status_code=302)


def _validate(
    request: Request, graph: KnowledgeGraph, form: str, vary: tuple[str, ...] = ("Accept",)
) -> None:
    """Tag the answer; where the graph can change, no copy is used without asking again."""
    fixed = request.app.state.writer is None
    validate(request, graph.generation, form, vary, max_age=None if fixed else 0)


@router.post(
    "/sparql",
    summary="Ask a SPARQL query that is posted",
    response_class=Response,
    openapi_extra=_BODIES,
)
async def post_sparql(request: Request) -> Response:
    """The same as GET, for queries too long for a URL."""
    graph = await graph_at_hand(request)
    offers = _offers(request.headers.get("accept"))
    body = await read_body(request, settings_of(request).sparql_body)
    pairs = request.query_params.multi_items()
    asked = read_post(request.headers.get("content-type", ""), body, pairs, base_of(request))
    return await _answer(request, graph, asked, offers)


POSTED = Route(urls.SPARQL, post_sparql, methods=["POST"], include_in_schema=False)
"""The way straight to `post_sparql`: it takes nothing but the request, so that the search for what
other routes want, about a tenth of a millisecond, can be spared for each small query."""


@lru_cache(maxsize=256)
def _offers(accept: str | None) -> Mapping[str, str]:
    """Formats that the client takes, best first, each with the media type to send it as."""
    ranked = rank(accept, ANSWERS_OF_QUERIES)
    if not ranked:
        raise NotAcceptable([offer.media_type for offer in ANSWERS_OF_QUERIES])
    return {offer.name: media_type for offer, media_type in ranked}


async def _answer(
    request: Request, graph: KnowledgeGraph, asked: SparqlRequest, offers: Mapping[str, str]
) -> Response:
    queries: Queries = request.app.state.queries
    answer = await queries.answer(request, graph, asked, tuple(offers))
    limits = {LIMITS_HEADER: queries.announced(graph)}
    return response_of(answer, offers[answer.format], limits)
