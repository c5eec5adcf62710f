"""The vocabulary of the field, and the concepts by which things are sorted."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request

from api.paging import WantedPage, cut, with_next
from api.routes.common import json_router
from api.state import CurrentGraph
from kg.answers.models import Listing
from kg.answers.models_terms import ConceptItem, Term, TermItem
from kg.answers.terms import get_term, list_terms
from kg.answers.vocabularies import list_concepts

__all__ = ["router"]

router = json_router("terms")

TermWords = Annotated[
    str | None,
    Query(
        max_length=200,
        description="Words that must all stand in its labels.",
        examples=["travail pair"],
    ),
]


@router.get("/terms", summary="Terms")
def read_terms(
    request: Request, graph: CurrentGraph, page: WantedPage, q: TermWords = None
) -> Listing[TermItem]:
    """Words of the field (pair-aidance, travail pair, ...) with each source's definition."""
    return with_next(request, list_terms(graph, q=q, page=page))


@router.get("/terms/{id}", summary="One term")
def read_term(
    *,
    id: Annotated[str, Path(description="Identifier of the term.", examples=["pair-aidance"])],
    graph: CurrentGraph,
) -> Term:
    """A term, its definitions in our own words, and its place among the others."""
    return get_term(graph, id)


@router.get("/vocabularies/{scheme}", summary="The concepts of a vocabulary")
def read_vocabulary(
    request: Request,
    scheme: Annotated[str, Path(description="Name of the vocabulary.", examples=["outcome"])],
    graph: CurrentGraph,
    page: WantedPage,
) -> Listing[ConceptItem]:
    """The values that a filter may take: outcome, design, country, programme-kind, ..."""
    return with_next(request, cut(list_concepts(graph, scheme), page))
