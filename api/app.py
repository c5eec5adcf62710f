"""The application: a factory that takes the graph and gives the HTTP layer around it.

A request passes, from the outside in: any origin may read (CORS); HEAD is GET without the body;
gzip; tags for caches; then its route. Routes that ask the graph are plain functions, which run in
threads and never on the event loop; queries of strangers have a few threads to themselves.
"""

from __future__ import annotations

from pathlib import Path

import anyio
from fastapi import FastAPI
from starlette.middleware import Middleware

from api.caching import ValidatorHeaders
from api.compression import Compression
from api.openapi import DESCRIPTION, openapi_document
from api.origins import AnyOrigin, HeadAsGet
from api.problems import install
from api.routes import (
    claims,
    findings,
    health,
    pages,
    passages,
    programmes,
    sources,
    sparql,
    studies,
    terms,
    things,
    works,
)
from api.settings import Settings
from api.slots import Slots
from api.state import GraphSource, Sizes, StoredGraph
from kg.graph import KnowledgeGraph
from kg.texts import Texts

__all__ = ["create_app"]

_ROUTES = (
    claims,
    studies,
    programmes,
    works,
    findings,
    terms,
    sources,
    passages,
    things,
    sparql,
    health,
    pages,
)
_MIDDLEWARE = (AnyOrigin, HeadAsGet, Compression, ValidatorHeaders)


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
    app = FastAPI(
        title="pairkg",
        version=settings.version,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        middleware=[Middleware(layer) for layer in _MIDDLEWARE],
    )
    app.state.settings = settings
    app.state.graph = _source(graph, store)
    app.state.texts = Texts(store)
    app.state.sizes = Sizes()
    app.state.health_threads = anyio.CapacityLimiter(2)
    app.state.sparql = Slots(settings.sparql_at_once, settings.sparql_wait, settings.sparql_seconds)
    install(app)
    for module in _ROUTES:
        app.include_router(module.router)
    app.openapi = lambda: openapi_document(app)  # type: ignore[method-assign]
    return app


def _source(graph: KnowledgeGraph | GraphSource | None, store: Path | None) -> GraphSource:
    if isinstance(graph, KnowledgeGraph):
        return lambda: graph
    if graph is not None:
        return graph
    if store is None:
        raise TypeError("create_app needs a graph or a store.")
    return StoredGraph(store)
