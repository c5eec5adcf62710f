"""The one shape of an error, RFC 9457, and the one table from exceptions to it.

    {"type": "/docs#problem-not-found", "title": "...", "status": 404, "detail": "...",
     "instance": "/api/claims/nothing"}

and `errors`, a list of `{"in", "name", "message"}`, where parameters are at fault.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from api import urls
from kg.answers.errors import Moved, NotFound
from kg.catalogue import BadParameter
from kg.engine import QuerySyntaxError, WrongFormatError
from kg.live import RdfSyntaxError, WriteFailed, WriterDied, WriteRefused, WriteTooSlow
from kg.remote import RemoteError, WriteUnknown
from kg.sparql_guard import QueryRefused, QueryTooLong
from kg.store import StoreError
from kg.texts import TextUnavailable
from kg.workers import (
    PoolBusy,
    QueryDied,
    QueryMemory,
    QueryTimeout,
    QueryTooLarge,
    SnapshotGone,
)

__all__ = [
    "PROBLEM_JSON",
    "SORTS",
    "Busy",
    "Fault",
    "NotAcceptable",
    "NotModified",
    "Problem",
    "TooSlow",
    "install",
]

PROBLEM_JSON = "application/problem+json"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sort:
    """A sort of problem: its title, and what a reader of the documentation should know."""

    title: str
    meaning: str


SORTS: Mapping[str, Sort] = {
    "bad-request": Sort("Bad request", "The request cannot be understood; `detail` says why."),
    "unknown-parameter": Sort(
        "Unknown parameter", "The path does not take this parameter; `detail` lists those it takes."
    ),
    "bad-parameter": Sort(
        "Bad parameter", "A parameter has a value it cannot take; `errors` names it."
    ),
    "not-found": Sort("Not found", "There is nothing at this path."),
    "unauthorized": Sort("Token needed", "The request takes a token; see `pairkg token`."),
    "forbidden": Sort("Forbidden", "The token is of a role that may not do this."),
    "read-only": Sort("Read only", "This server takes no writes."),
    "too-many-attempts": Sort(
        "Too many attempts", "Too many tokens that do not hold came from this address."
    ),
    "bad-rdf": Sort("Bad RDF", "The body is not RDF in the format that it claims."),
    "shapes-broken": Sort(
        "Shapes broken", "The graph would break its shapes; `errors` has a sentence for each fault."
    ),
    "write-unknown": Sort(
        "Write unknown", "The server of the graph did not say whether the write was made."
    ),
    "write-failed": Sort("Write failed", "The write was not made; nothing has changed."),
    "unknown-host": Sort("Unknown host", "The server does not answer to this name."),
    "method-not-allowed": Sort(
        "Method not allowed", "The path does not take this method; `Allow` lists those it takes."
    ),
    "not-acceptable": Sort(
        "Not acceptable", "The answer does not come in a form that `Accept` takes."
    ),
    "too-large": Sort("Too large", "The body or the query is longer than is read."),
    "unsupported-media-type": Sort(
        "Unsupported media type", "The body is of a type that the path does not read."
    ),
    "bad-query": Sort(
        "Bad query", "The text is not a SPARQL 1.1 query; `detail` gives line and column."
    ),
    "query-refused": Sort(
        "Query refused", "The query asks for more than this server does for a stranger."
    ),
    "query-too-slow": Sort(
        "Query too slow", "The query took longer than is allowed; nothing of its answer is sent."
    ),
    "query-memory": Sort(
        "Query needs too much memory", "The query needs more memory than is allowed."
    ),
    "answer-too-large": Sort(
        "Answer too large",
        "The answer has more rows or bytes than are sent.",
    ),
    "query-died": Sort("Query died", "The query ended the process that ran it."),
    "client-left": Sort("Client left", "The client left before its answer was there."),
    "busy": Sort("Busy", "All places for queries are taken; `Retry-After` says when to come back."),
    "no-text": Sort(
        "No text",
        "No true copy of the source's text is registered here; `detail` says how to register one.",
    ),
    "no-graph": Sort("No graph", "The server has no graph to answer from."),
    "error": Sort("Server error", "The fault is ours."),
}
"""Every sort of problem by the last part of its `type`."""


class NotModified(Exception):  # noqa: N818 - an outcome, not an error
    """The client holds the very answer that it would get."""


class Fault(Exception):  # noqa: N818 - reads as what it is
    """A problem that a route raises in so many words."""

    def __init__(self, status: int, sort: str, detail: str, **headers: str) -> None:
        self.status, self.sort, self.detail = status, sort, detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(detail)


class NotAcceptable(Fault):
    """The client takes none of the forms on offer."""

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__(406, "not-acceptable", f"This comes as {', '.join(offered)}.")


class Busy(Fault):
    """No place became free for a query in time."""

    def __init__(self) -> None:
        detail = "Too many queries run at the moment; send this one again in a few seconds."
        super().__init__(503, "busy", detail, Retry_After="5")


class TooSlow(Fault):
    """A query was given up."""

    def __init__(self, seconds: float) -> None:
        detail = f"The query did not end within {seconds:g} seconds, so it has no answer."
        super().__init__(503, "query-too-slow", detail)


@dataclass(frozen=True)
class Problem:
    """A problem as it is sent."""

    status: int
    sort: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[Mapping[str, str]] = ()

    def response(self, request: Request) -> Response:
        """The answer that tells it."""
        body: dict[str, Any] = {
            "type": urls.problem(self.sort),
            "title": SORTS[self.sort].title,
            "status": self.status,
            "detail": self.detail,
            "instance": quote(request.url.path, errors="replace"),
        }
        if self.errors:
            body["errors"] = list(self.errors)
        return Response(
            json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
            self.status,
            {"Cache-Control": "no-store", **self.headers},
            PROBLEM_JSON,
        )


def _of_http(error: HTTPException) -> Problem:
    sort = {404: "not-found", 405: "method-not-allowed", 413: "too-large"}.get(
        error.status_code, "bad-request" if error.status_code < 500 else "error"
    )
    headers = dict(error.headers or {})
    detail = "There is nothing at this path." if error.status_code == 404 else str(error.detail)
    if error.status_code == 405:
        allowed = headers["Allow"] = _allowed(headers.get("Allow", ""))
        detail = f"This path takes {allowed}."
    return Problem(error.status_code, sort, detail, headers)


def _methods_of(request: Request) -> str:
    """The methods that a path takes by any of its routes; the framework looks at the first only."""

    def takes(method: str) -> bool:
        asked = {**request.scope, "method": method}
        return any(route.matches(asked)[0] == Match.FULL for route in request.app.routes)

    return ", ".join(method for method in ("GET", "POST", "PUT", "DELETE") if takes(method))


def _allowed(methods: str) -> str:
    """What a path takes in full: who takes GET takes HEAD, and every path takes OPTIONS."""
    taken = {method.strip() for method in methods.split(",") if method.strip()} | {"OPTIONS"}
    return ", ".join(sorted(taken | ({"HEAD"} if "GET" in taken else set())))


def _of_validation(error: RequestValidationError) -> Problem:
    errors = [
        {
            "in": str(fault["loc"][0]),
            "name": ".".join(str(part) for part in fault["loc"][1:]),
            "message": str(fault["msg"]),
        }
        for fault in error.errors()
    ]
    detail = "; ".join(f"{fault['name']}: {fault['message']}" for fault in errors)
    return Problem(422, "bad-parameter", detail, errors=errors)


def _of_parameter(error: BadParameter) -> Problem:
    message = f"must be {error.wanted}"
    fault = {"in": "query", "name": error.name, "message": message}
    return Problem(422, "bad-parameter", str(error), errors=[fault])


def _of_shapes(error: WriteRefused) -> Problem:
    errors = [{"in": "body", "name": "shape", "message": text} for text in error.reasons]
    return Problem(422, "shapes-broken", str(error), errors=errors)


def _of_refusal(error: QueryRefused) -> Problem:
    if isinstance(error, QueryTooLong):
        return Problem(413, "too-large", str(error))
    return Problem(400, "query-refused", str(error))


_ELSEWHERE = "The server that holds the graph does not answer as it should at present."

TABLE: Mapping[type[Exception], Callable[[Any], Problem]] = {
    HTTPException: _of_http,
    RequestValidationError: _of_validation,
    Fault: lambda error: Problem(error.status, error.sort, error.detail, error.headers),
    NotFound: lambda error: Problem(404, "not-found", str(error)),
    TextUnavailable: lambda error: Problem(404, "no-text", str(error)),
    BadParameter: _of_parameter,
    QueryRefused: _of_refusal,
    QuerySyntaxError: lambda error: Problem(400, "bad-query", str(error)),
    QueryTimeout: lambda error: Problem(503, "query-too-slow", str(error)),
    QueryMemory: lambda error: Problem(503, "query-memory", str(error)),
    QueryTooLarge: lambda error: Problem(413, "answer-too-large", str(error)),
    QueryDied: lambda error: Problem(503, "query-died", str(error)),
    PoolBusy: lambda error: Problem(503, "busy", str(error), {"Retry-After": "5"}),
    SnapshotGone: lambda error: Problem(503, "no-graph", str(error), {"Retry-After": "1"}),
    WrongFormatError: lambda error: Problem(406, "not-acceptable", str(error)),
    RdfSyntaxError: lambda error: Problem(400, "bad-rdf", str(error)),
    WriteRefused: _of_shapes,
    WriteTooSlow: lambda error: Problem(503, "write-failed", str(error)),
    WriterDied: lambda error: Problem(400, "write-failed", str(error)),
    WriteFailed: lambda error: Problem(507, "write-failed", str(error)),
    WriteUnknown: lambda error: Problem(504, "write-unknown", str(error)),
    RemoteError: lambda _: Problem(503, "no-graph", _ELSEWHERE, {"Retry-After": "5"}),
    StoreError: lambda _: Problem(503, "no-graph", "There is no graph to answer from at present."),
}
"""What each exception is to the client; a subclass is what its parent is."""


def install(app: FastAPI) -> None:
    """Make the application answer every error from the table."""
    for sort, make in TABLE.items():
        app.add_exception_handler(sort, _teller(make))
    app.add_exception_handler(NotModified, _not_modified)
    app.add_exception_handler(Moved, _moved)
    app.add_exception_handler(Exception, _unforeseen)


def _teller(
    make: Callable[[Any], Problem],
) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def tell(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.status_code == 405:
            error.headers = {**(error.headers or {}), "Allow": _methods_of(request)}
        problem = make(error)
        if problem.status == 405 and request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=dict(problem.headers))
        return problem.response(request)

    return tell


async def _not_modified(_request: Request, _error: Exception) -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED)


async def _moved(request: Request, error: Exception) -> Response:
    """Lead from an old identifier, the last part of the path, to the one that is kept."""
    now = error.now if isinstance(error, Moved) else ""
    path = f"{request.url.path.rpartition('/')[0]}/{quote(now, safe='')}"
    where = f"{path}?{request.url.query}" if request.url.query else path
    headers = {"Location": where, "Cache-Control": "no-cache"}
    return Response(status_code=HTTPStatus.PERMANENT_REDIRECT, headers=headers)


_OUTERMOST = {"Access-Control-Allow-Origin": "*"}
"""What the layers around the routes add, which an unforeseen error never passes."""


async def _unforeseen(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    detail = "The server could not answer; the fault is ours."
    return Problem(500, "error", detail, _OUTERMOST).response(request)
