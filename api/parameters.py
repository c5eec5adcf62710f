"""Parameters that no route knows are errors, not silence: a misspelt filter filters nothing."""

from __future__ import annotations

from fastapi import Request, params
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

from api.problems import Fault

__all__ = ["known_parameters", "refuse_unknown_parameters"]


def known_parameters(route: APIRoute) -> list[str]:
    """The query parameters that a route takes."""
    fields = get_flat_params(route.dependant)
    return sorted({field.alias for field in fields if isinstance(field.field_info, params.Query)})


async def refuse_unknown_parameters(request: Request) -> None:
    """400 for a parameter that the route does not take, or that is given twice."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    names = [name for name, _ in request.query_params.multi_items()]
    known = known_parameters(route)
    for name in names:
        if name not in known:
            takes = f"takes {', '.join(known)}" if known else "takes no parameters"
            raise Fault(400, "unknown-parameter", f"{name[:80]!r} is unknown: this path {takes}.")
        if names.count(name) > 1:
            raise Fault(400, "bad-request", f"{name!r} is given more than once.")
