"""Requests from pages of other sites (CORS), and HEAD.

What is public here may be read from any origin: nothing is asked of cookies. Private answers, the
texts that someone registered with a server of their own, are for that server's pages alone, and so
are writes: a page of another origin may neither send a token nor read what came of a write.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import urls

__all__ = ["AnyOrigin", "HeadAsGet"]

_EXPOSED = "Content-Length, ETag, Link, Pairkg-Limits, Retry-After"
_PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_PREFLIGHT_OF_QUERIES = {
    **_PREFLIGHT,
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
}


class AnyOrigin:
    """Lets pages of any origin read what is here, and answers their preflight requests."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and its answer back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = "origin" in headers and "access-control-request-method" in headers
        if scope["method"] == "OPTIONS" and asked:
            await Response(status_code=204, headers=_preflight(scope))(scope, receive, send)
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                private = "private" in answer.get("cache-control", "")
                if not private and not _writes(scope):
                    answer["Access-Control-Allow-Origin"] = "*"
                    answer["Access-Control-Expose-Headers"] = _EXPOSED
            await send(message)

        await self.app(scope, receive, opened)


def _preflight(scope: Scope) -> dict[str, str]:
    if scope["path"] == urls.UPDATE:
        return {}
    return _PREFLIGHT_OF_QUERIES if scope["path"] == urls.SPARQL else _PREFLIGHT


def _writes(scope: Scope) -> bool:
    reads = scope["method"] in ("GET", "HEAD", "OPTIONS")
    path = str(scope["path"])
    return path == urls.UPDATE or (path.startswith(urls.GRAPHS) and not reads)


class HeadAsGet:
    """Answers HEAD as GET would be answered, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and its answer back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, bodiless)
