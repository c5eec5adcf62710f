"""Gzip for those who accept it."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from api.negotiation import weights

__all__ = ["Compression", "accepts_gzip"]


def accepts_gzip(header: str | None) -> bool:
    """Whether an Accept-Encoding header takes gzip; `gzip;q=0` does not, no header neither."""
    found = weights(header or "")
    return found.get("gzip", found.get("*", 0.0)) > 0


class Compression(GZipMiddleware):
    """Compresses bodies worth it, but not against the client's word."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and its answer back."""
        if scope["type"] == "http":
            taken = accepts_gzip(Headers(scope=scope).get("accept-encoding"))
            headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            coding = [(b"accept-encoding", b"gzip")] if taken else []
            scope = {**scope, "headers": headers + coding}
        await super().__call__(scope, receive, send)
