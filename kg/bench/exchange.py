"""A client of SPARQL over HTTP that keeps its connection, as the clients of people's tools do."""

from __future__ import annotations

import http.client
import urllib.parse
from types import TracebackType

__all__ = ["Client"]

_FORM = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Accept": "application/sparql-results+json, application/n-triples",
}


class Client:
    """Asks one endpoint; `address` is that of this machine from which it asks."""

    def __init__(
        self, host: str, port: int, path: str, more: tuple[tuple[str, str], ...] = (),
        address: str | None = None,
    ) -> None:  # fmt: skip
        source = (address, 0) if address else None
        self._connection = http.client.HTTPConnection(host, port, 60, source_address=source)
        self._path, self._more = path, more

    def ask(self, query: str) -> int:
        """Ask a query: how many bytes its answer has; OSError where there is none."""
        body = urllib.parse.urlencode([("query", query), *self._more])
        self._connection.request("POST", self._path, body, _FORM)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status != http.client.OK:
            raise OSError(f"{response.status}: {answer[:200]!r}")
        return len(answer)

    def __enter__(self) -> Client:
        """The client itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the connection go."""
        self._connection.close()
