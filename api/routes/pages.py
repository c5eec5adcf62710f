"""The start page, the documentation, and the files that go with pages."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from fastapi import APIRouter, Depends, Request, Response

from api import urls
from api.caching import validate
from api.languages import PageLanguage
from api.openapi import openapi_document
from api.pages.reference import reference_page
from api.pages.start import start_page
from api.parameters import refuse_unknown_parameters

__all__ = ["router"]

router = APIRouter(include_in_schema=False, dependencies=[Depends(refuse_unknown_parameters)])

_STATIC = Path(__file__).resolve().parent.parent / "static"
_STYLE = (_STATIC / "pairkg.css").read_bytes()
_ROBOTS = (_STATIC / "robots.txt").read_bytes()


@router.get(urls.START)
async def read_start(request: Request, lang: PageLanguage) -> Response:
    """The start page."""
    validate(request, "", f"text/html {lang}", ("Accept-Language",))
    return Response(start_page(lang), media_type="text/html")


@router.get(urls.DOCS)
def read_docs(request: Request) -> Response:
    """The documentation of the API."""
    validate(request, "", "text/html")
    return Response(reference_page(openapi_document(request.app)), media_type="text/html")


@router.get(urls.OPENAPI)
def read_openapi(request: Request) -> Response:
    """The OpenAPI document."""
    validate(request, "", "application/json")
    document = json.dumps(openapi_document(request.app), ensure_ascii=False).encode()
    return Response(document, media_type="application/json")


@router.get(urls.STYLE)
async def read_style(request: Request) -> Response:
    """The style of the pages."""
    return _file(request, _STYLE, "text/css")


@router.get("/robots.txt")
async def read_robots(request: Request) -> Response:
    """What crawlers should leave alone."""
    return _file(request, _ROBOTS, "text/plain")


def _file(request: Request, content: bytes, media_type: str) -> Response:
    validate(request, hashlib.sha256(content).hexdigest(), media_type, max_age=3600)
    return Response(content, media_type=media_type)
