"""The OpenAPI document: what FastAPI reads from the routes, with our one shape of error."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import urls
from api.problems import PROBLEM_JSON
from api.representations import ANSWERS_OF_QUERIES, GRAPHS, THINGS

__all__ = ["DESCRIPTION", "openapi_document"]

DESCRIPTION = (
    "What public sources say of peer support in mental health: programmes, studies, findings, "
    "claims, works and citations, each fact with the place where it stands. Texts that people "
    "read are in French and English; dates are EDTF, countries ISO 3166-1. GET answers carry an "
    "ETag; HEAD and OPTIONS are answered everywhere."
)
_PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "An error (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "description": "Which sort of problem, and where it is told."},
        "title": {"type": "string", "description": "The sort of problem in words."},
        "status": {"type": "integer", "description": "The status code."},
        "detail": {"type": "string", "description": "What is wrong with this request."},
        "instance": {"type": "string", "description": "The path that was asked."},
        "errors": {
            "type": "array",
            "description": "The parameters at fault.",
            "items": {
                "type": "object",
                "properties": {
                    "in": {"type": "string"},
                    "name": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
}


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """The document of an application, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _made(app)
    return app.openapi_schema


def _made(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=DESCRIPTION,
        routes=app.routes,
        license_info={"name": "CC BY 4.0 (data), Apache-2.0 (program)"},
    )
    schemas: dict[str, Any] = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = _PROBLEM
    document["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "See `pairkg token`."}
    }
    for path, item in document["paths"].items():
        for method, operation in item.items():
            _describe_answers(path, method, operation)
    for kind in urls.KINDS:
        itself = document["paths"][f"{urls.START}{kind}/{{id}}"]["get"]["responses"]["200"]
        answer = document["paths"][f"{urls.collection(kind)}/{{id}}"]["get"]["responses"]["200"]
        itself["content"]["application/json"] = answer["content"]["application/json"]
    return document


def _describe_answers(path: str, method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    if path in (urls.UPDATE, urls.GRAPHS) and method != "get":
        _describe_write(path, method, operation)
        return
    typed = any(parameter["in"] == "query" for parameter in operation.get("parameters", []))
    ok = responses["200"]
    ok["description"] = "The answer."
    if not path.startswith(("/api/", *_OF_OPERATORS)):
        ok["content"] = _forms(_FORMS_OF.get(path, [offer.media_type for offer in THINGS]))
    problem = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    told = dict(_TOLD)
    if path in (*_OF_OPERATORS, urls.METRICS):
        del told["406"]
    if path == urls.METRICS:
        told |= {status: _TOLD_OF_WRITES[status] for status in ("401", "403", "429")}
    if path == urls.GRAPHS:
        told["404"] = "There is no such graph."
    if path == urls.SPARQL:
        told |= _TOLD_OF_QUERIES
        if method == "post":
            told["415"] = "The body is of a type that is not read."
    if "{" in path:
        told["404"] = "There is no such thing."
    if typed:
        told["422"] = "A parameter has a value it cannot take."
    for status, description in told.items():
        responses.setdefault(status, {"description": description})["content"] = problem
    if method == "get":
        responses["304"] = {"description": "What `If-None-Match` names still stands."}
    operation["responses"] = dict(sorted(responses.items()))
    operation["responses"]["default"] = {"description": "A problem.", "content": problem}


def _describe_write(path: str, method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.clear()
    responses["204"] = {"description": "The write is made and on disk."}
    told = dict(_TOLD_OF_WRITES)
    if path == urls.GRAPHS and method != "delete":
        responses["201"] = {"description": "The write is made; the graph is a new one."}
    if method == "delete":
        told = {**told, "404": "There is no such graph."}
        del told["415"], told["413"]
    problem = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, description in told.items():
        responses[status] = {"description": description, "content": problem}
    operation["responses"] = dict(sorted(responses.items()))
    operation["responses"]["default"] = {"description": "A problem.", "content": problem}


_FORMS_OF: dict[str, list[str]] = {
    urls.SPARQL: [offer.media_type for offer in ANSWERS_OF_QUERIES],
    urls.GRAPHS: [offer.media_type for offer in GRAPHS],
    urls.METRICS: ["text/plain"],
}
_OF_OPERATORS = (urls.HEALTH, urls.LIVE, urls.READY)
_TOLD_OF_WRITES = {
    "400": "The request or its body cannot be read, or is refused.",
    "401": "A token is missing, or does not hold.",
    "403": "The token is of a role that may not do this, or the server only reads.",
    "413": "The body is too long.",
    "415": "The body is of a type that is not read.",
    "422": "The graph would break its shapes.",
    "429": "Too many tokens that do not hold came from this address.",
    "503": "The write took too long; nothing has changed.",
    "507": "The disk is full or may not be written; nothing has changed.",
}
_TOLD = {
    "400": "A parameter is unknown, or is given twice.",
    "406": "The answer does not come in a form that `Accept` takes.",
    "503": "There is no graph to answer from at present.",
}
_TOLD_OF_QUERIES = {
    "400": "The query cannot be read, or is refused.",
    "413": "The query is too long.",
    "503": "The query took too long, or too many run at the moment.",
}


def _forms(media_types: list[str]) -> dict[str, Any]:
    return {media_type: {"schema": _schema(media_type)} for media_type in media_types}


def _schema(media_type: str) -> dict[str, Any]:
    """Of JSON-LD nothing is said, as it may be a list or an object."""
    if media_type.endswith("/ld+json"):
        return {}
    return {"type": "object" if media_type.endswith("json") else "string"}
