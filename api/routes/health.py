"""Whether the server is well, and which graph it serves."""

from __future__ import annotations

from typing import Literal

import anyio
from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from api.caching import validate
from api.parameters import refuse_unknown_parameters
from api.state import Sizes, current_graph, settings_of

__all__ = ["Health", "router"]

router = APIRouter(tags=["server"], dependencies=[Depends(refuse_unknown_parameters)])


class Health(BaseModel):
    """State of the server."""

    status: Literal["ok"] = Field(description="`ok`; a server without a graph answers 503.")
    version: str = Field(description="Version of the program.")
    triples: int = Field(description="Triples in the graph.")
    generation: str = Field(description="Which build of the graph is served.")


@router.get("/healthz", summary="State of the server")
async def read_health(request: Request) -> Health:
    """Answered in threads of its own, so that it tells the truth when all others are busy."""
    state = request.app.state
    sizes: Sizes = state.sizes

    def look() -> tuple[str, int]:
        graph = current_graph(request)
        return graph.generation, sizes.of(graph)

    generation, triples = await anyio.to_thread.run_sync(look, limiter=state.health_threads)
    validate(request, generation, "application/json", max_age=0)
    version = settings_of(request).version
    return Health(status="ok", version=version, triples=triples, generation=generation)
