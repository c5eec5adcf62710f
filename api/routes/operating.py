"""For whoever runs a server: is the process alive, can it answer, and how much does it do."""

from __future__ import annotations

from typing import Literal

import anyio
from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field

from api.access import require
from api.observing import Meters
from api.parameters import refuse_unknown_parameters
from api.state import Sizes, current_graph

__all__ = ["router"]

router = APIRouter(tags=["server"], dependencies=[Depends(refuse_unknown_parameters)])


class State(BaseModel):
    """State of a process."""

    status: Literal["ok"] = Field(description="`ok`; what is not answers 503.")


@router.get("/livez", summary="Whether the process is alive")
async def read_liveness() -> State:
    """Says so without asking anything of the graph."""
    return State(status="ok")


@router.get("/readyz", summary="Whether the server can answer")
async def read_readiness(request: Request) -> State:
    """503 while there is no graph to answer from."""
    limiter = request.app.state.health_threads
    await anyio.to_thread.run_sync(current_graph, request, limiter=limiter)
    return State(status="ok")


@router.get(
    "/metrics",
    summary="Numbers for Prometheus",
    response_class=Response,
    openapi_extra={"x-needs-token": True, "security": [{"token": []}]},
)
async def read_metrics(request: Request) -> Response:
    """Takes a reader's token: how much a server is asked is its operator's affair."""
    require(request, "reader")
    state = request.app.state
    meters: Meters = state.meters
    sizes: Sizes = state.sizes

    def look() -> bytes:
        graph = current_graph(request)
        meters.triples.set(sizes.of(graph))
        _, _, version = graph.generation.partition("-w")
        meters.writes.set(int(version.partition("-")[0] or 0))
        meters.queries.set(state.queries.running)
        return generate_latest(meters.registry)

    body = await anyio.to_thread.run_sync(look, limiter=state.health_threads)
    return Response(body, media_type=CONTENT_TYPE_LATEST)
