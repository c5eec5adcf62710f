"""The Graph Store tests of 2013, which are requests and answers written out in prose.

The W3C has withdrawn them in favour of those in `graph-store-protocol`; they follow each other on
one store, some against what others left, and a few contradict themselves.
"""

from __future__ import annotations

import re
import textwrap
from urllib.parse import urlsplit

import httpx
from rdflib import RDFS

from tests.conformance.cases import Case
from tests.conformance.matching import differing_graph
from tests.conformance.results import read_graph
from tests.conformance.target import Target

__all__ = ["Prose"]

_PARTS = re.compile(r"#### Request\n(?P<request>.*?)#### Response\n(?P<response>.*)", re.DOTALL)
_ALIKE = {200: (200, 204), 204: (200, 204), 201: (201,), 404: (404,)}
"""An answer without a body may say so."""


class Prose:
    """Runs the tests in their order; each knows what the one before it made."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._places: dict[str, str] = {}
        self._begun = False

    def told(self, case: Case) -> str | None:
        """Why a test fails; None where it passes."""
        if not self._begun:
            self._target.hold((), ())
            self._target.forget()
            self._begun = True
        comments = case.manifest.objects(case.node, RDFS.comment)
        parts = next(filter(None, (_PARTS.search(str(text)) for text in comments)), None)
        if parts is None:
            return "the prose has no request and response"
        line, headers, body = self._message(parts["request"])
        method, path, _ = line.split(" ", 2)
        status, expected, content = self._message(parts["response"])
        if headers.get("content-type", "").startswith("multipart/"):
            body = body.replace("\n", "\r\n")
        headers.pop("host", None)
        response = self._target.client.request(
            method,
            self._origin() + path if path.startswith("/") else path,
            headers={**headers, **{k.lower(): v for k, v in self._target.writing().items()}},
            content=body.encode() if body else None,
        )
        return self._fault(response, int(status.split()[0]), expected, content)

    def _fault(
        self, response: httpx.Response, status: int, expected: dict[str, str], content: str
    ) -> str | None:
        if response.status_code not in _ALIKE[status]:
            return f"status {response.status_code}, not {status}: {response.text[:120]}"
        if name := expected.get("location"):
            if "location" not in response.headers:
                return "no Location"
            self._places[name] = str(response.url.join(response.headers["location"]))
        wanted = expected.get("content-type", "").partition(";")[0]
        media_type = response.headers.get("content-type", "").partition(";")[0]
        if wanted and media_type != wanted:
            return f"comes as {media_type or 'nothing'}, not as {wanted}"
        if not content:
            return None
        base = str(response.url)
        return differing_graph(
            read_graph(content.encode(), "turtle", base),
            read_graph(response.content, "turtle", base),
        )

    def _message(self, text: str) -> tuple[str, dict[str, str], str]:
        """The first line, the headers and the body of a message, with its names filled in."""
        here = urlsplit(self._target.graphs)
        text = textwrap.dedent(text).strip("\n") + "\n"
        for name, value in (
            ("/$GRAPHSTORE$", here.path),
            ("$GRAPHSTORE$", here.path),
            ("$HOST$", here.netloc),
        ):
            text = text.replace(name, value)
        head, _, body = text.partition("\n\n")
        line, *fields = head.strip().splitlines()
        headers = {}
        for each in fields:
            name, _, value = each.partition(":")
            headers[name.strip().lower()] = value.strip()
        for name, place in self._places.items():
            line = line.replace(name, place)
        return line, headers, body if body.strip() else ""

    def _origin(self) -> str:
        here = urlsplit(self._target.graphs)
        return f"{here.scheme}://{here.netloc}"
