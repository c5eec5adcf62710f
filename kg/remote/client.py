"""One request over HTTP and its whole answer, with the credentials of the endpoint."""

from __future__ import annotations

import ssl
from collections.abc import Generator
from functools import cache
from urllib.parse import urlencode

import httpx

from kg import __version__
from kg.remote.errors import RemoteTooLarge
from kg.remote.kinds import Kind
from kg.remote.settings import Endpoint
from kg.remote.transport import Broken, Exchange, Reply, place_of

__all__ = ["Client"]

_CONNECT_SECONDS = 5.0


class Client:
    """Connections that are kept; for one event loop. Time limits are the caller's."""

    def __init__(self, endpoint: Endpoint, kind: Kind) -> None:
        self._client = httpx.AsyncClient(
            auth=_auth(endpoint, kind),
            headers={"User-Agent": f"pairkg/{__version__}"},
            verify=_trusted(),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=64, keepalive_expiry=4.0),
        )

    async def exchanged(self, exchange: Exchange, url: str) -> Reply:
        """Send a request to `url` and take its answer; Broken where there is none."""
        content, headers = exchange.content, dict(exchange.headers)
        if exchange.fields is not None:
            content = urlencode(exchange.fields).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if exchange.params:
            url = f"{url}{'&' if '?' in url else '?'}{urlencode(exchange.params)}"
        body = bytearray()
        try:
            async with self._client.stream(
                exchange.method, url, content=content, headers=headers
            ) as answer:
                async for chunk in answer.aiter_bytes():
                    body += chunk
                    if len(body) > exchange.most:
                        raise RemoteTooLarge(
                            f"The answer of the SPARQL server at {place_of(url)} has more than "
                            f"{exchange.most} bytes.",
                            exchange.most,
                        )
                named = {name.lower(): value for name, value in answer.headers.items()}
                return Reply(url, answer.status_code, named, bytes(body))
        except httpx.HTTPError as error:
            reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
            begun = not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            raise Broken(reason, begun=begun) from None

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities of this system, or those of SSL_CERT_FILE; reading them takes a while."""
    return ssl.create_default_context()


class _Bearer(httpx.Auth):
    """A token in the header that RFC 6750 gives it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """Put the token on a request."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _auth(endpoint: Endpoint, kind: Kind) -> httpx.Auth | None:
    if endpoint.token is not None:
        return _Bearer(endpoint.token)
    if endpoint.user is None:
        return None
    make = httpx.DigestAuth if kind.auth == "digest" else httpx.BasicAuth
    return make(endpoint.user, endpoint.password or "")
