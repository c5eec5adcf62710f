"""Lists by pages: which page is asked for, and the address of the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request
from pydantic import BaseModel

from api import urls
from kg.answers.models import Listing
from kg.catalogue import MAX_LIMIT, Page

__all__ = ["WantedPage", "cut", "with_next"]

Item = TypeVar("Item", bound=BaseModel)


def _wanted_page(
    limit: Annotated[
        int, Query(ge=1, le=MAX_LIMIT, description="How many items a page has.", examples=[50])
    ] = 50,
    offset: Annotated[
        int,
        Query(ge=0, le=10**9, description="How many items to pass over first.", examples=[0]),
    ] = 0,
) -> Page:
    return Page(limit, offset)


WantedPage = Annotated[Page, Depends(_wanted_page)]


def with_next(request: Request, listing: Listing[Item]) -> Listing[Item]:
    """The page with the address of the next: the same filters, the next offset."""
    following = listing.offset + listing.limit
    if following >= listing.total:
        return listing
    kept = [pair for pair in request.query_params.multi_items() if pair[0] not in _OWN]
    own = [("limit", str(listing.limit)), ("offset", str(following))]
    return listing.model_copy(update={"next": urls.with_query(request.url.path, kept + own)})


def cut(items: Sequence[Item], page: Page) -> Listing[Item]:
    """One page of a list that is at hand whole."""
    shown = list(items[page.offset : page.offset + page.limit])
    return Listing(items=shown, total=len(items), limit=page.limit, offset=page.offset)


_OWN = {"limit", "offset"}
