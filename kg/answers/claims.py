"""Claims: which there are, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.answers.errors import NotFound
from kg.answers.lists import listing, matching, select_page, thing_iri
from kg.answers.models import Concept, Listing
from kg.answers.models_claims import Claim
from kg.answers.parts import bilingual, maybe_bilingual
from kg.answers.refs import pick
from kg.catalogue import Page
from kg.graph import KnowledgeGraph

__all__ = ["get_claim", "list_claims"]


def list_claims(
    graph: KnowledgeGraph,
    *,
    q: str | None = None,
    outcome: str | None = None,
    page: Page | None = None,
) -> Listing[Claim]:
    """Claims whose statement holds the words `q`, about an outcome or one beneath it.

    Words are matched here, not in the store: see `kg.answers.folding`.
    """
    page = page or Page()
    keep = matching(graph.rows("claims_text"), "claim", q) if q else None
    iris, total = select_page(graph, "claims_list", page, keep, outcome=outcome)
    return listing(pick(_claims(graph, iris), iris), total, page)


def get_claim(graph: KnowledgeGraph, identifier: str) -> Claim:
    """One claim."""
    iri = thing_iri(graph, "claim", identifier)
    claims = _claims(graph, [iri])
    if iri not in claims:
        raise NotFound("claim", identifier)
    return claims[iri]


def _claims(graph: KnowledgeGraph, iris: Iterable[str]) -> Mapping[str, Claim]:
    return {
        row.text("claim"): Claim(
            id=row.text("id"),
            iri=row.text("claim"),
            statement=bilingual(row, "statement"),
            outcome=Concept(id=row.text("outcome"), label=bilingual(row, "outcome")),
            note=maybe_bilingual(row, "note"),
        )
        for row in graph.rows("claims_cards", claim=list(iris))
    }
