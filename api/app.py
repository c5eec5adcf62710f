"""The application: a factory that takes the graph and gives the HTTP layer around it.

A request passes, from the outside in: it is measured and logged; its host is a known one; it gets
the headers of safety; any origin may read (CORS); HEAD is GET without the body;
gzip; tags for caches; then its route. Routes that ask the graph are plain functions, which run in
threads and never on the event loop; queries of strangers run in processes of their own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
from fastapi import FastAPI
from starlette.middleware import Middleware

from api.access import Gate
from api.answering import Queries
from api.caching import ValidatorHeaders
from api.compression import Compression
from api.observing import Meters, Observed, RouteNoted
from api.openapi import DESCRIPTION, openapi_document
from api.origins import AnyOrigin, HeadAsGet
from api.problems import install
from api.remote_state import RemoteGraph
from api.routes import (
    claims,
    findings,
    graphs,
    health,
    operating,
    pages,
    passages,
    programmes,
    references,
    sources,
    sparql,
    studies,
    terms,
    things,
    update,
    works,
)
from api.settings import Settings
from api.shielding import KnownHosts, SecurityHeaders
from api.slots import Slots
from api.state import GraphSource, Sizes, StoredGraph
from kg.graph import KnowledgeGraph
from kg.live import Writer
from kg.resources import shipped_ontology
from kg.texts import Texts
from kg.tokens import Tokens

__all__ = ["close", "create_app"]

_ROUTES = (
    claims,
    studies,
    programmes,
    works,
    references,
    findings,
    terms,
    sources,
    passages,
    sparql,
    update,
    graphs,
    things,
    health,
    operating,
    pages,
)
_MIDDLEWARE = (SecurityHeaders, AnyOrigin, HeadAsGet, Compression, ValidatorHeaders, RouteNoted)


def create_app(
    graph: KnowledgeGraph | GraphSource | None = None,
    settings: Settings | None = None,
    *,
    store: Path | None = None,
) -> FastAPI:
    """An application over a graph, over whatever gives one, or over the graph of a store.

    Passages of the sources are shown where the store holds their texts.
    """
    settings = settings or Settings()
    meters = Meters()
    app = FastAPI(
        title="pairkg",
        version=settings.version,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_life,
        routes=[sparql.POSTED],
        middleware=[
            Middleware(Observed, meters=meters),
            Middleware(KnownHosts, hosts=settings.hosts),
            *(Middleware(layer) for layer in _MIDDLEWARE),
        ],
    )
    app.state.settings = settings
    app.state.meters = meters
    app.state.graph = _source(graph, store)
    app.state.texts = Texts(store)
    if isinstance(graph, RemoteGraph):
        app.state.writer = graph.writer
    else:
        app.state.writer = Writer(store, shipped_ontology()) if store is not None else None
    app.state.gate = Gate(Tokens(store) if store is not None else None)
    app.state.sizes = Sizes()
    app.state.health_threads = anyio.CapacityLimiter(2)
    slots = Slots(settings.sparql_at_once, settings.sparql_wait, settings.sparql_seconds)
    app.state.queries = Queries(
        settings.limits, slots, union=settings.union, services=settings.services
    )
    install(app)
    for module in _ROUTES:
        app.include_router(module.router)
    app.openapi = lambda: openapi_document(app)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    starting = None
    if isinstance(app.state.graph, StoredGraph):
        starting = asyncio.create_task(app.state.queries.start(app.state.graph))
    yield
    if starting is not None:
        await asyncio.gather(starting, return_exceptions=True)
    close(app)


def close(app: FastAPI) -> None:
    """End the processes of an application, whatever they do."""
    app.state.queries.close()
    if app.state.writer is not None:
        app.state.writer.close()
    if isinstance(app.state.graph, StoredGraph | RemoteGraph):
        app.state.graph.close()


def _source(graph: KnowledgeGraph | GraphSource | None, store: Path | None) -> GraphSource:
    if isinstance(graph, KnowledgeGraph):
        return lambda: graph
    if graph is not None:
        return graph
    if store is None:
        raise TypeError("create_app needs a graph or a store.")
    return StoredGraph(store)
