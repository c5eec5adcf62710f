"""Validators: what an answer is tagged with, and when the client's copy still stands.

An answer is a function of the graph's generation, the program's version and code, the URL and the
representation, so its ETag is made from these before anything is asked of the graph, and a
client that holds it gets its 304 at the price of a hash.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import kg
from api.compression import accepts_gzip
from api.negotiation import Offer, choose
from api.problems import NotAcceptable, NotModified
from api.state import CurrentGraph, CurrentTexts, settings_of

__all__ = ["ValidatorHeaders", "canonical_url", "json_only", "private_json", "validate"]

_JSON = Offer("json", "application/json")
_KEPT = "validators"


def canonical_url(request: Request) -> str:
    """Path and parameters, in one order whatever order they came in."""
    pairs = sorted(request.query_params.multi_items())
    return "&".join([request.url.path, *(f"{name!r}={value!r}" for name, value in pairs)])


@lru_cache(maxsize=1)
def _code() -> str:
    """A digest of the code that makes answers: a tag must not outlive a change of it."""
    digest = hashlib.sha256()
    api = Path(__file__).resolve().parent
    for folder, pattern in ((api, "*.py"), (Path(kg.__file__).resolve().parent, "*.[pr][yq]")):
        for path in sorted(folder.rglob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def validate(
    request: Request,
    generation: str,
    representation: str,
    vary: tuple[str, ...] = (),
    *,
    max_age: int | None = None,
    private: bool = False,
) -> None:
    """Tag the answer that is to come; NotModified if the client has it already.

    A copy may be used for `max_age` seconds, and never without asking where that is 0. A private
    answer holds text of a source: no cache may keep it.
    """
    settings = settings_of(request)
    coding = "gzip" if accepts_gzip(request.headers.get("accept-encoding")) else "identity"
    url = canonical_url(request)
    parts = (settings.version, _code(), generation, url, representation, coding)
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    etag = f'"{digest[:32]}"'
    age = settings.max_age if max_age is None else max_age
    keeping = "private, no-store" if private else _public(age)
    headers = {"ETag": etag, "Cache-Control": keeping}
    if vary:
        headers["Vary"] = ", ".join(vary)
    setattr(request.state, _KEPT, headers)
    held = request.headers.get("if-none-match", "")
    if request.method in ("GET", "HEAD") and etag in _TAG.findall(held):
        raise NotModified


def _public(age: int) -> str:
    return f"public, max-age={age}, {'must-revalidate' if age else 'no-cache'}"


async def json_only(request: Request, graph: CurrentGraph) -> None:
    """For routes whose one representation is JSON: 406 for who does not take it, and the tag."""
    if choose(request.headers.get("accept"), [_JSON]) is None:
        raise NotAcceptable(["application/json"])
    validate(request, graph.generation, _JSON.media_type)


def private_json(request: Request, graph: CurrentGraph, texts: CurrentTexts) -> None:
    """The same for JSON that holds text of a source."""
    if choose(request.headers.get("accept"), [_JSON]) is None:
        raise NotAcceptable(["application/json"])
    validate(request, graph.generation, f"{_JSON.media_type} {texts.state()}", private=True)


class ValidatorHeaders:
    """Puts the tag that a route has set on its answer, and keeps caches away from errors.

    `If-None-Match: *` asks whether there is an answer at all, so it is settled here, by its status.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and its answer back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        any_will_do = Headers(scope=scope).get("if-none-match", "").strip() == "*"
        emptied = False

        async def tagged(message: Message) -> None:
            nonlocal emptied
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                validators = state.get(_KEPT)
                if message["status"] in (200, 304) and validators:
                    headers.update(validators)
                    if any_will_do and scope["method"] in ("GET", "HEAD"):
                        message["status"], emptied = 304, True
                        for name in ("content-length", "content-type"):
                            del headers[name]
                else:
                    headers.setdefault("Cache-Control", "no-store")
            elif message["type"] == "http.response.body" and emptied:
                message["body"] = b""
            await send(message)

        await self.app(scope, receive, tagged)


_TAG = re.compile(r'"[^"]*"')
