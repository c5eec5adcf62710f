"""What an operator sees of a request: a line of JSON, and numbers for Prometheus.

A request has an identifier, its own if it brings a sane one; it stands in the line, and in the
answer as `X-Request-ID`. Queries are named by a fingerprint that blanks and comments do not change,
so that the same query is found again without its text, which may be private, being kept.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets
import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.sparql_guard import tokens

__all__ = ["JsonLines", "Meters", "Observed", "RouteNoted", "fingerprint"]

REQUESTS = logging.getLogger("pairkg.requests")
_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_FACTS = "facts"
_ROUTE = "route_path"


class Meters:
    """The numbers of one application, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter(
            "pairkg_requests", "Requests answered.", labels, registry=self.registry
        )
        self.seconds = Histogram(
            "pairkg_request_seconds",
            "Time from the request to the end of its answer.",
            ("route",),
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
            registry=self.registry,
        )
        self.queries = Gauge(
            "pairkg_queries_running", "Queries that run or wait.", registry=self.registry
        )
        self.triples = Gauge("pairkg_triples", "Triples served.", registry=self.registry)
        self.writes = Gauge(
            "pairkg_writes", "Number of the last write in service.", registry=self.registry
        )


class JsonLines(logging.Formatter):
    """One line of JSON a record; what a record carries as `facts` stands beside its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        made = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line: dict[str, Any] = {
            "time": f"{made}.{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, _FACTS, {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class Observed:
    """Measures every request and says one line about it."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self.app, self.meters = app, meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and its answer back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        brought = Headers(scope=scope).get("x-request-id", "")
        identifier = brought if _SANE.fullmatch(brought) else secrets.token_hex(8)
        state = scope.setdefault("state", {})
        state["request_id"] = identifier
        status, size = 0, 0

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = identifier
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            self._say(scope, identifier, status, size, time.perf_counter() - begun)

    def _say(self, scope: Scope, identifier: str, status: int, size: int, seconds: float) -> None:
        route = scope["state"].get(_ROUTE, "unmatched")
        self.meters.requests.labels(scope["method"], route, str(status)).inc()
        self.meters.seconds.labels(route).observe(seconds)
        if not REQUESTS.isEnabledFor(logging.INFO):
            return
        facts = {
            "request": identifier,
            "client": scope["client"][0] if scope.get("client") else None,
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "bytes": size,
            "milliseconds": round(seconds * 1000, 1),
            **scope["state"].get(_FACTS, {}),
        }
        REQUESTS.info("request", extra={_FACTS: facts})


class RouteNoted:
    """Keeps which route took a request; stands innermost, since layers above copy the scope."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and its answer back."""
        try:
            await self.app(scope, receive, send)
        finally:
            if scope["type"] == "http" and (path := getattr(scope.get("route"), "path", None)):
                scope["state"][_ROUTE] = path


def fingerprint(query: str) -> str:
    """A name for a query, the same however it is laid out.

    >>> fingerprint("BASE  <a:a>") == fingerprint("BASE<a:a> # the same")
    True
    """
    digest = hashlib.sha256()
    for kind, token in tokens(query):
        if kind not in ("space", "comment"):
            digest.update(token.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:16]
