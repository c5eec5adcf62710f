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
from kg.answers.errors import NotFound
from kg.catalogue import BadParameter
from kg.engine import QuerySyntaxError, WrongFormatError
from kg.sparql_guard import QueryRefused, QueryTooLong
from kg.store import StoreError
from kg.texts import TextUnavailable

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

    return ", ".join(method for method in ("GET", "POST") if takes(method))


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


def _of_refusal(error: QueryRefused) -> Problem:
    if isinstance(error, QueryTooLong):
        return Problem(413, "too-large", str(error))
    return Problem(400, "query-refused", str(error))


TABLE: Mapping[type[Exception], Callable[[Any], Problem]] = {
    HTTPException: _of_http,
    RequestValidationError: _of_validation,
    Fault: lambda error: Problem(error.status, error.sort, error.detail, error.headers),
    NotFound: lambda error: Problem(404, "not-found", str(error)),
    TextUnavailable: lambda error: Problem(404, "no-text", str(error)),
    BadParameter: _of_parameter,
    QueryRefused: _of_refusal,
    QuerySyntaxError: lambda error: Problem(400, "bad-query", str(error)),
    WrongFormatError: lambda error: Problem(406, "not-acceptable", str(error)),
    StoreError: lambda _: Problem(503, "no-graph", "There is no graph to answer from at present."),
}
"""What each exception is to the client; a subclass is what its parent is."""


def install(app: FastAPI) -> None:
    """Make the application answer every error from the table."""
    for sort, make in TABLE.items():
        app.add_exception_handler(sort, _teller(make))
    app.add_exception_handler(NotModified, _not_modified)
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


_OUTERMOST = {"Access-Control-Allow-Origin": "*"}
"""What the layers around the routes add, which an unforeseen error never passes."""


async def _unforeseen(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    detail = "The server could not answer; the fault is ours."
    return Problem(500, "error", detail, _OUTERMOST).response(request)
