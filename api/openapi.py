"""The OpenAPI document: what FastAPI reads from the routes, with our one shape of error."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import PROBLEM_JSON
from api.representations import ANSWERS_OF_QUERIES, THINGS

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
    for path, item in document["paths"].items():
        for operation in item.values():
            _describe_answers(path, operation)
    return document


def _describe_answers(path: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    ok = responses["200"]
    ok["description"] = "The answer."
    if path == "/sparql":
        ok["content"] = _forms([offer.media_type for offer in ANSWERS_OF_QUERIES])
    elif not path.startswith(("/api/", "/healthz")):
        ok["content"] = _forms([offer.media_type for offer in THINGS])
    problem = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if "404" in responses:
        responses["404"]["content"] = problem
    responses["default"] = {"description": "A problem.", "content": problem}


def _forms(media_types: list[str]) -> dict[str, Any]:
    return {media_type: {"schema": {"type": "string"}} for media_type in media_types}
