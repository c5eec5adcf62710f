"""The language of a page: the parameter, else the header, else French."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from api.negotiation import Language, choose_language

__all__ = ["PageLanguage"]


async def _page_language(
    request: Request,
    lang: Annotated[
        Language | None,
        Query(description="Language of a page; else by Accept-Language.", examples=["en"]),
    ] = None,
) -> Language:
    return lang or choose_language(request.headers.get("accept-language"))


PageLanguage = Annotated[Language, Depends(_page_language)]
