"""From a filter to one page of identifiers, and from an identifier to an IRI."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.answers.errors import NotFound
from kg.answers.folding import matches
from kg.answers.models import Item, Listing
from kg.catalogue import BadParameter, Page
from kg.graph import KnowledgeGraph
from kg.iris import is_slug
from kg.rows import Row

__all__ = ["filter_iri", "listing", "matching", "select_page", "thing_iri"]


def thing_iri(graph: KnowledgeGraph, kind: str, identifier: str) -> str:
    """The IRI of a thing that is asked for; NotFound if nothing can have this identifier."""
    if not is_slug(identifier):
        raise NotFound(kind, identifier)
    return graph.iris.thing(kind, identifier)


def filter_iri(graph: KnowledgeGraph, kind: str, identifier: str | None) -> str | None:
    """The IRI of a thing to filter by; BadParameter if nothing can have this identifier."""
    if identifier is None:
        return None
    if not is_slug(identifier):
        raise BadParameter(kind, identifier, f"the identifier of a {kind}")
    return graph.iris.thing(kind, identifier)


def matching(rows: Iterable[Row], key: str, words: str) -> set[str]:
    """The things (column `key`) whose texts (column `text`) hold all the words."""
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        texts[row.text(key)].append(row.text("text"))
    return {thing for thing, found in texts.items() if matches(words, found)}


def select_page(
    graph: KnowledgeGraph,
    query: str,
    page: Page,
    keep: set[str] | None = None,
    **filters: object,
) -> tuple[list[str], int]:
    """The IRIs on one page of a list, and the length of the whole list.

    The last column of `query` is the thing; what stands before it is what the list is sorted by.
    With `keep`, the list is cut down to these IRIs before it is paged.
    """
    every = [str(list(row.values())[-1]) for row in graph.rows(query, None, **filters)]
    kept = every if keep is None else [iri for iri in every if iri in keep]
    return kept[page.offset : page.offset + page.limit], len(kept)


def listing(items: list[Item], total: int, page: Page) -> Listing[Item]:
    """A page of a list; whoever knows the addresses fills in `next`."""
    return Listing(items=items, total=total, limit=page.limit, offset=page.offset)
