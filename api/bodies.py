"""Bodies of requests: how much of them is read, and of which type they may be."""

from __future__ import annotations

from collections.abc import Collection

from fastapi import Request

from api.problems import Fault

__all__ = ["media_type_of", "read_body"]


async def read_body(request: Request, most: int) -> bytes:
    """The body of a request, refused before it is read when it says that it is too long."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        raise _too_large(most)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise _too_large(most)
    return bytes(body)


def _too_large(most: int) -> Fault:
    return Fault(413, "too-large", f"At most {most} bytes are read.")


def media_type_of(header: str, known: Collection[str]) -> str:
    """The media type that a Content-Type names, one of those known; a Fault for any other."""
    media_type, _, parameters = header.partition(";")
    media_type = media_type.strip().lower()
    if media_type not in known:
        raise Fault(
            415,
            "unsupported-media-type",
            f"This takes {', '.join(known)}, not {media_type[:80] or 'a body without a type'}.",
        )
    charset = parameters.lower().partition("charset=")[2].strip(' "') or "utf-8"
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Fault(415, "unsupported-media-type", "The body must be UTF-8.")
    return media_type
