"""Passages of the sources, from the texts that are registered with this server.

Nothing keeps these answers: the texts are their authors', and lie here for the reader's own use.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api.caching import private_json
from api.parameters import refuse_unknown_parameters
from api.state import CurrentGraph, CurrentTexts
from kg.answers.models_citations import Passage
from kg.answers.passages import MOST_LINES, get_passage

__all__ = ["router"]

router = APIRouter(
    prefix="/api",
    tags=["sources"],
    dependencies=[Depends(refuse_unknown_parameters), Depends(private_json)],
)


@router.get(
    "/sources/{id}/passages",
    summary="A passage of a source",
    responses={404: {"description": "No such source, or its text is not registered here."}},
    openapi_extra={"x-needs-text": True},
)
def read_passage(
    *,
    id: Annotated[
        str, Path(description="Identifier of the source.", examples=["ireps-dossier-2019"])
    ],
    line: Annotated[int, Query(ge=1, description="First line, from one.", examples=[913])],
    line_end: Annotated[
        int | None,
        Query(
            ge=1,
            description=f"Last line, {MOST_LINES} lines at most; the first where left out.",
            examples=[915],
        ),
    ] = None,
    graph: CurrentGraph,
    texts: CurrentTexts,
) -> Passage:
    """The lines themselves, where a copy of the text is registered with this server.

    Texts are never shipped; whoever has the document registers it with `pairkg sources add FILE`.
    """
    return get_passage(graph, texts, id, line, line_end)
