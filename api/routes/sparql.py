"""The SPARQL 1.1 Protocol, read only."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.caching import validate
from api.languages import PageLanguage
from api.negotiation import choose, rank
from api.pages.endpoint import endpoint_page
from api.problems import Fault, NotAcceptable
from api.representations import ANSWERS_OF_QUERIES, HTML
from api.slots import Slots
from api.sparql_protocol import FORM, QUERY, SparqlRequest, read_get, read_post
from api.state import CurrentGraph, settings_of
from kg.catalogue import shipped_catalogue
from kg.engine import Answer
from kg.graph import KnowledgeGraph
from kg.sparql_guard import check_query

__all__ = ["router"]

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

    Updates and SERVICE are refused. Without a query, a client that takes HTML gets a page about it.
    """
    accept = request.headers.get("accept")
    asked = read_get(request.query_params.multi_items())
    if asked is None:
        found = choose(accept, [*ANSWERS_OF_QUERIES, HTML])
        if found is None or found[0] is not HTML:
            raise Fault(400, "bad-request", "The parameter `query` is missing.")
        vary = ("Accept", "Accept-Language")
        validate(request, graph.generation, f"text/html {lang}", vary)
        return Response(endpoint_page(graph.catalogue, lang), media_type="text/html")
    offers = _offers(accept)
    validate(request, graph.generation, " ".join(offers.values()), ("Accept",))
    return await _answer(request, graph, asked, offers)


@router.post(
    "/sparql",
    summary="Ask a SPARQL query that is posted",
    response_class=Response,
    openapi_extra=_BODIES,
)
async def post_sparql(request: Request, graph: CurrentGraph) -> Response:
    """The same as GET, for queries too long for a URL."""
    offers = _offers(request.headers.get("accept"))
    body = await _body(request, settings_of(request).sparql_body)
    pairs = request.query_params.multi_items()
    asked = read_post(request.headers.get("content-type", ""), body, pairs)
    return await _answer(request, graph, asked, offers)


def _offers(accept: str | None) -> dict[str, str]:
    """Formats that the client takes, best first, each with the media type to send it as."""
    ranked = rank(accept, ANSWERS_OF_QUERIES)
    if not ranked:
        raise NotAcceptable([offer.media_type for offer in ANSWERS_OF_QUERIES])
    return {offer.name: media_type for offer, media_type in ranked}


async def _body(request: Request, most: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise Fault(413, "too-large", f"At most {most} bytes are read.")
    return bytes(body)


async def _answer(
    request: Request, graph: KnowledgeGraph, asked: SparqlRequest, offers: dict[str, str]
) -> Response:
    """Run the query and write its result in one and the same thread."""
    slots: Slots = request.app.state.sparql

    def work() -> Answer:
        check_query(asked.query)
        return graph.engine.answer(asked.query, tuple(offers), asked.dataset)

    answer = await slots.run(work)
    return Response(answer.body, media_type=offers[answer.format])
