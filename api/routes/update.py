"""SPARQL 1.1 Update over the SPARQL 1.1 Protocol, for those who hold a curator's token."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response

from api.access import require
from api.bodies import media_type_of, read_body
from api.powers import check_power
from api.problems import Fault
from api.sparql_protocol import FORM, base_of, read_graphs
from api.state import settings_of
from api.writing import write
from kg.live import Write
from kg.sparql_guard import QueryRefused
from kg.sparql_update import LoadRefused

__all__ = ["UPDATE", "router"]

UPDATE = "application/sparql-update"

_UNDERSTOOD = (QueryRefused, LoadRefused)
"""Why a well-formed update is not made: the engine cannot do it, or it would read elsewhere."""

router = APIRouter(tags=["SPARQL"])

_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            UPDATE: {"schema": {"type": "string", "description": "The update."}},
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["update"],
                    "properties": {"update": {"type": "string", "description": "The update."}},
                }
            },
        },
    },
    "security": [{"token": []}],
}


@router.post(
    "/update",
    summary="Change the graph",
    status_code=204,
    response_class=Response,
    openapi_extra=_BODIES,
)
async def post_update(request: Request) -> Response:
    """The whole update is made or nothing of it, and only if the graph keeps to its shapes.

    The answer comes when the update is on disk; every query after it sees it. LOAD and SERVICE
    are refused.
    """
    token = require(request, "curator")
    kind = media_type_of(request.headers.get("content-type", ""), (UPDATE, FORM))
    body = await read_body(request, settings_of(request).write_body)
    pairs = request.query_params.multi_items()
    if kind == FORM:
        text, fields = _form(body)
        pairs = [*pairs, *fields]
    else:
        text = body
        if any(name in ("update", "query") for name, _ in pairs):
            raise Fault(400, "bad-request", "The update is given twice: in the URL and as body.")
    asked = Write(
        "update",
        text,
        base=base_of(request),
        using=read_graphs(pairs, "using-graph-uri"),
        using_named=read_graphs(pairs, "using-named-graph-uri"),
        who=token.name,
        role=token.role,
    )
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault(400, "bad-request", "The update is not UTF-8 text.") from None
    try:
        await check_power(request, token, asked)
        written = await write(request, asked)
    except QueryRefused as error:
        if type(error) in _UNDERSTOOD:  # 400 would say that the text is malformed
            raise Fault(422, "query-refused", str(error)) from None
        raise
    number = str(written.number) if written else ""
    return Response(status_code=204, headers={"Pairkg-Write": number})


def _form(body: bytes) -> tuple[bytes, list[tuple[str, str]]]:
    """The update of a form, and its other fields."""
    try:
        fields = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except UnicodeDecodeError:
        raise Fault(400, "bad-request", "The form is not UTF-8 text.") from None
    except ValueError:
        raise Fault(400, "bad-request", "The form has too many fields.") from None
    updates = [value for name, value in fields if name == "update"]
    if len(updates) != 1 or any(name == "query" for name, _ in fields):
        raise Fault(400, "bad-request", "The form must have the field `update`, once.")
    return updates[0].encode(), [pair for pair in fields if pair[0] != "update"]
