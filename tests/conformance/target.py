"""The server under test, and what is put into it before a test."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import rdflib

from kg.tokens import Tokens
from tests.conformance.cases import Named

__all__ = ["Target", "WrongSetting", "own_server"]

_TYPES = {".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml"}
_FORMS = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml"}
_LISTENS = re.compile(r"listens on (\S+)")


class WrongSetting(Exception):  # noqa: N818 - reads as what it is
    """The server does not take what a test starts from: nothing can be said of the test."""


@dataclass
class Target:
    """A server with the paths of ours; `token` lets the runner write to it."""

    url: str
    token: str | None = None
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))
    _holds: object = None

    @property
    def sparql(self) -> str:
        """Where queries go."""
        return f"{self.url}/sparql"

    @property
    def update(self) -> str:
        """Where updates go."""
        return f"{self.url}/update"

    @property
    def graphs(self) -> str:
        """The graph store."""
        return f"{self.url}/graphs"

    def __enter__(self) -> Target:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def writing(self) -> dict[str, str]:
        """The header that a write takes."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def query(self, text: str, accept: str) -> httpx.Response:
        """A query posted as it is."""
        headers = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": accept}
        return self.client.post(self.sparql, content=text.encode(), headers=headers)

    def change(self, text: str) -> httpx.Response:
        """An update posted as it is."""
        self._holds = None
        headers = {"Content-Type": "application/sparql-update; charset=utf-8", **self.writing()}
        return self.client.post(self.update, content=text.encode(), headers=headers)

    def hold(self, default: tuple[Named, ...], graphs: tuple[tuple[str, Named], ...]) -> None:
        """Have the server hold these files and nothing else."""
        wanted = (default, graphs)
        if self._holds == wanted:
            return
        self._done(self.change("DROP ALL"))
        for file in default:
            self._done(self._put(None, file))
        for name, file in graphs:
            self._done(self._put(name, file))
        self._holds = wanted

    def forget(self) -> None:
        """Say that the server may hold anything."""
        self._holds = None

    def _put(self, graph: str | None, file: Named) -> httpx.Response:
        body, media_type = _body(file)
        return self.client.post(
            self.graphs,
            params={"graph": graph} if graph else {"default": ""},
            content=body,
            headers={"Content-Type": media_type, **self.writing()},
        )

    def _done(self, response: httpx.Response) -> None:
        if not response.is_success:
            raise WrongSetting(f"the data are refused: {response.status_code} {response.text}")


def _body(file: Named) -> tuple[bytes, str]:
    """A file as it is sent: its IRI is the base of what it holds."""
    suffix = file.path.suffix
    content = file.path.read_bytes()
    if suffix == ".ttl":
        return f"@base <{file.iri}> .\n".encode() + content, _TYPES[suffix]
    if suffix == ".nt":
        return content, _TYPES[suffix]
    graph = rdflib.Graph().parse(data=content, format=_FORMS[suffix], publicID=file.iri)
    return graph.serialize(format="nt").encode(), _TYPES[".nt"]


@contextmanager
def own_server(port: int = 0, *more: str) -> Iterator[Target]:
    """A server over an empty store, which both end with the block."""
    with tempfile.TemporaryDirectory(prefix="pairkg-conformance-") as folder:
        store = Path(folder) / "store"
        store.mkdir()
        token = Tokens(store).create("conformance", "administrator")
        arguments = ["serve", "--empty", "--default-graph", "own", "--port", str(port)]
        command: list[Any] = [sys.executable, "-m", "kg.cli", *arguments, "--store", store, *more]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            with Target(_address(process), token) as target:
                yield target
        finally:
            process.terminate()
            process.wait(30)
            if process.stderr:
                process.stderr.close()


def _address(process: subprocess.Popen[str]) -> str:
    said = ""
    for line in process.stderr or ():
        said += line
        if found := _LISTENS.search(line):
            return found[1]
    raise RuntimeError(f"the server did not start: {said}")
