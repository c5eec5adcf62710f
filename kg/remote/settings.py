"""Where the remote server is, and who asks. Secrets come from the environment and stay unsaid."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.remote.kinds import Kind
from kg.settings import BadSettingError

__all__ = ["Endpoint", "endpoint_of"]

_NAMES = ("UPDATE", "GRAPHS", "USER", "PASSWORD", "TOKEN")


@dataclass(frozen=True)
class Endpoint:
    """The addresses of a SPARQL server, and the credentials for them.

    `update` and `graphs` are None where nobody named them. A `token` goes before a `user`.
    """

    query: str
    update: str | None = None
    graphs: str | None = None
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def for_kind(self, kind: Kind) -> Endpoint:
        """With the addresses that this kind of server has by custom, where none are named."""
        base = self.query.partition("?")[0].rpartition("/")[0]
        update, graphs = self.update, self.graphs
        if update is None and kind.update_path is not None:
            update = f"{base}/{kind.update_path}"
        if graphs is None and kind.graphs_path is not None:
            graphs = f"{base}/{kind.graphs_path}"
        return Endpoint(self.query, update, graphs, self.user, self.password, self.token)


def endpoint_of(url: str | None, environment: Mapping[str, str] = os.environ) -> Endpoint | None:
    """The endpoint at `url`, else at PAIRKG_ENDPOINT, else None.

    The rest is from PAIRKG_ENDPOINT_UPDATE, _GRAPHS, _USER, _PASSWORD and _TOKEN.
    """
    query = url or environment.get("PAIRKG_ENDPOINT")
    if not query:
        return None
    _check("--endpoint" if url else "PAIRKG_ENDPOINT", query)
    values = [environment.get(f"PAIRKG_ENDPOINT_{name}") or None for name in _NAMES]
    for name, value in zip(_NAMES[:2], values, strict=False):
        if value is not None:
            _check(f"PAIRKG_ENDPOINT_{name}", value)
    return Endpoint(query, *values)


def _check(name: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good, parts = False, urlsplit("")
    if not good or any(character <= " " for character in url):
        raise BadSettingError(f"{name} must be a URL that begins with http:// or https://.")
    if parts.username is not None:
        raise BadSettingError(
            f"{name} must not hold a name or a password; "
            "give them as PAIRKG_ENDPOINT_USER and PAIRKG_ENDPOINT_PASSWORD."
        )
