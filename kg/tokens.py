"""Who may write: tokens with a role, kept as digests, compared in constant time.

A token is 256 random bits, so its plain SHA-256 cannot be turned back; the slow digests made for
passwords would only make each request slow. A token is shown once, when it is made.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from kg.files import write_whole
from kg.problems import PairkgError
from kg.store import locked

__all__ = ["ROLES", "Role", "Token", "TokenError", "Tokens"]

Role = Literal["reader", "curator", "administrator"]
ROLES: Sequence[Role] = get_args(Role)
"""From the least to the most: a role may do what those before it may."""

_PREFIX = "pairkg_"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}")


class TokenError(PairkgError):
    """A token cannot be made, found or read."""


@dataclass(frozen=True)
class Token:
    """A token without its secret: whose it is, what it may do, the digest of the secret."""

    name: str
    role: Role
    created: str
    sha256: str

    def may(self, role: Role) -> bool:
        """Whether this token may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Tokens:
    """The tokens of a store, in a file that only its owner reads."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._path = store / "tokens.json"
        self._seen: tuple[int, int] | None = None
        self._tokens: tuple[Token, ...] = ()

    def all(self) -> tuple[Token, ...]:
        """The tokens that hold, by name."""
        try:
            facts = self._path.stat()
            if (facts.st_mtime_ns, facts.st_ino) != self._seen:
                content = json.loads(self._path.read_text("utf-8"))
                self._tokens = tuple(Token(**token) for token in content["tokens"])
                self._seen = (facts.st_mtime_ns, facts.st_ino)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise TokenError(f"{self._path} cannot be read: {error}.") from None
        return self._tokens

    def create(self, name: str, role: Role) -> str:
        """Make a token and give its secret, which is kept nowhere; TokenError for a name in use."""
        if not _NAME.fullmatch(name):
            raise TokenError(
                f"{name!r} is no name for a token: use up to 64 letters, digits, blanks and ._@-"
            )
        with locked(self._store):
            tokens = self.all()
            if any(token.name == name for token in tokens):
                raise TokenError(f"A token named {name!r} exists; revoke it or take another name.")
            secret = _PREFIX + secrets.token_urlsafe(32)
            made = datetime.now(UTC).isoformat(timespec="seconds")
            self._write((*tokens, Token(name, role, made, _digest(secret))))
        return secret

    def revoke(self, name: str) -> None:
        """Take a token away; TokenError if there is none of that name."""
        with locked(self._store):
            tokens = self.all()
            left = tuple(token for token in tokens if token.name != name)
            if len(left) == len(tokens):
                known = ", ".join(token.name for token in tokens) or "there are none"
                raise TokenError(f"No token is named {name!r}; known: {known}.")
            self._write(left)

    def find(self, secret: str) -> Token | None:
        """The token of a secret; takes as long whichever it is."""
        digest = _digest(secret)
        found = None
        for token in self.all():
            if hmac.compare_digest(token.sha256, digest):
                found = token
        return found

    def _write(self, tokens: tuple[Token, ...]) -> None:
        ordered = sorted(tokens, key=lambda token: token.name)
        content = {"tokens": [asdict(token) for token in ordered]}
        write_whole(self._path, (json.dumps(content, indent=2) + "\n").encode())
        self._path.chmod(0o600)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
