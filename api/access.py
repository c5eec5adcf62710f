"""Who may do what: a bearer token with a role (RFC 6750), and a bound on failed attempts."""

from __future__ import annotations

import time
from collections import deque
from typing import cast

from fastapi import Request

from api.problems import Fault
from kg.tokens import Role, Token, Tokens

__all__ = ["Gate", "forbidden", "require"]

_REALM = 'Bearer realm="pairkg"'


class Gate:
    """Lets those in who hold a token; one who fails `most` times in `seconds` has to wait."""

    def __init__(self, tokens: Tokens | None, most: int = 10, seconds: float = 60.0) -> None:
        self._tokens, self._most, self._seconds = tokens, most, seconds
        self._failures: dict[str, deque[float]] = {}

    def holder(self, client: str, header: str | None, role: Role) -> Token:
        """The token of an Authorization header, if it may do what `role` may; a Fault if not."""
        if self._tokens is None:
            raise Fault(403, "read-only", "This server only reads.")
        if header is None:
            raise Fault(
                401,
                "unauthorized",
                "Writing takes a token: Authorization: Bearer TOKEN (`pairkg token create`).",
                WWW_Authenticate=_REALM,
            )
        self._refuse_guessing(client)
        scheme, _, secret = header.strip().partition(" ")
        token = self._tokens.find(secret.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            self._failures.setdefault(client, deque()).append(time.monotonic())
            raise Fault(
                401,
                "unauthorized",
                "This token does not hold.",
                WWW_Authenticate=f'{_REALM}, error="invalid_token"',
            )
        if not token.may(role):
            raise forbidden(token, role)
        return token

    def _refuse_guessing(self, client: str) -> None:
        now = time.monotonic()
        for name, times in list(self._failures.items()):
            while times and times[0] < now - self._seconds:
                times.popleft()
            if not times:
                del self._failures[name]
        times = self._failures.get(client, deque())
        if len(times) >= self._most:
            wait = int(times[0] + self._seconds - now) + 1
            detail = f"Too many tokens that do not hold; try again in {wait} seconds."
            raise Fault(429, "too-many-attempts", detail, Retry_After=str(wait))


def forbidden(token: Token, role: Role, what: str = "This") -> Fault:
    """Why a token is too little for something that takes `role`."""
    return Fault(
        403,
        "forbidden",
        f"{what} takes a token of the role {role}; yours is of the role {token.role}.",
        WWW_Authenticate=f'{_REALM}, error="insufficient_scope"',
    )


def require(request: Request, role: Role) -> Token:
    """The token with which a request may do what `role` may."""
    gate = cast(Gate, request.app.state.gate)
    client = request.client.host if request.client else ""
    return gate.holder(client, request.headers.get("authorization"), role)
