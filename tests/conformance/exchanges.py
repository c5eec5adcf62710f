"""Tests that are requests and the answers expected to them: Protocol and Graph Store Protocol."""

from __future__ import annotations

import re
from urllib.parse import quote

import httpx
from rdflib import Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from tests.conformance.cases import MF, Case
from tests.conformance.matching import differing_graph
from tests.conformance.results import read_graph, read_table
from tests.conformance.target import Target

__all__ = ["exchanged"]

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
_CODES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
_TABULAR = {
    "application/sparql-results+json": ".srj",
    "application/sparql-results+xml": ".srx",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
}
_RDF = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}


def exchanged(case: Case, target: Target) -> str | None:
    """Why an exchange goes wrong; None where each request is answered as it should be."""
    target.forget()
    target.hold(case.default, case.graphs)
    target.forget()
    places: dict[str, str] = {}
    action = case.manifest.value(case.node, MF.action)
    requests = case.manifest.value(action, HT.requests)
    if requests is None:
        return "the manifest has no requests"
    for number, request in enumerate(Collection(case.manifest, requests), 1):
        fault = _Exchange(case, target, request, places).fault()
        if fault:
            return f"request {number}: {fault}"
    return None


class _Exchange:
    """One request, and what is expected of its answer."""

    def __init__(self, case: Case, target: Target, request: Node, places: dict[str, str]) -> None:
        self.graph, self.target, self.request, self.places = (
            case.manifest,
            target,
            request,
            places,
        )
        self.about_update = "update" in str(case.node).partition("#")[2]
        self.expected = self.graph.value(request, HT.resp)

    def fault(self) -> str | None:
        """What is wrong with the answer."""
        method = str(self.graph.value(self.request, HT.methodName))
        headers = self._headers(self.request)
        body = self._body(self.request)
        url = self._url(headers, body)
        if not url.startswith(self.target.sparql):
            headers |= {k.lower(): v for k, v in self.target.writing().items()}
        response = self.target.client.request(method, url, headers=headers, content=body)
        return (
            self._status(response)
            or self._location(response)
            or self._format(response)
            or self._content(response)
        )

    def _headers(self, node: Node | None) -> dict[str, str]:
        heads = self.graph.value(node, HT.headers) if node is not None else None
        if heads is None:
            return {}
        return {
            str(self.graph.value(each, HT.fieldName)).lower(): str(
                self.graph.value(each, HT.fieldValue)
            )
            for each in Collection(self.graph, heads)
        }

    def _body(self, node: Node | None) -> bytes | None:
        body = self.graph.value(node, HT.body) if node is not None else None
        if body is None:
            return None
        coding = str(self.graph.value(body, CNT.characterEncoding) or "utf-8")
        return self._filled(str(self.graph.value(body, CNT.chars))).encode(coding)

    def _filled(self, text: str) -> str:
        for name, place in self.places.items():
            text = text.replace(name, place)
        return text

    def _url(self, headers: dict[str, str], body: bytes | None) -> str:
        """The manifests have one path for queries and updates; ours has two."""
        path = str(self.graph.value(self.request, HT.absolutePath))
        for name, place in self.places.items():
            path = path.replace(name, quote(place, safe="") if "?" in path else place)
        if path.startswith("/gsp"):
            return self.target.graphs + path.removeprefix("/gsp")
        rest = re.sub(r"^/sparql/?", "", path)
        kind = headers.get("content-type", "").partition(";")[0]
        text = f"{rest} {(body or b'').decode('utf-8', 'replace')}"
        asks = kind == "application/sparql-query" or re.search(r"\bquery=", text)
        endpoint = self.target.sparql if asks or not self.about_update else self.target.update
        return endpoint + rest

    def _status(self, response: httpx.Response) -> str | None:
        names = [
            str(o).partition("#")[2] for o in self.graph.objects(self.expected, MF.expectedStatus)
        ]
        status = response.status_code
        if status in (401, 403, 429):  # 4xx may be expected, but not because nobody may write
            return f"{status}: the runner's token does not hold"
        for name in names:
            found = re.fullmatch(r"StatusCode([1-5])xx", name)
            if status == _CODES.get(name) or (found and status // 100 == int(found[1])):
                return None
        return f"status {status}, not {' or '.join(sorted(names))}: {response.text[:120]}"

    def _location(self, response: httpx.Response) -> str | None:
        name = self.graph.value(self.expected, MF.expectedLocation)
        if name is None:
            return None
        if "location" not in response.headers:
            return "no Location"
        self.places[str(name)] = str(response.url.join(response.headers["location"]))
        return None

    def _format(self, response: httpx.Response) -> str | None:
        wanted = self.graph.value(self.expected, MF.expectedFormat)
        if wanted is None:
            return None
        media_type = response.headers.get("content-type", "").partition(";")[0]
        if str(wanted) == "RDF":
            return None if media_type in _RDF else f"comes as {media_type}"
        if media_type not in _TABULAR:
            return f"comes as {media_type}"
        table = read_table(response.content, _TABULAR[media_type])
        if (str(wanted) == "boolean") != (table.truth is not None):
            return f"is not {wanted}"
        truth = self.graph.value(self.expected, MF.expectedBoolean)
        if truth is not None and table.truth != (str(truth) == "true"):
            return f"{table.truth}, not {truth}"
        return None

    def _content(self, response: httpx.Response) -> str | None:
        wanted = self._headers(self.expected).get("content-type", "").partition(";")[0]
        media_type = response.headers.get("content-type", "").partition(";")[0]
        if wanted and media_type != wanted:
            return f"comes as {media_type or 'nothing'}, not as {wanted}"
        body = self._body(self.expected)
        if body is None:
            return None
        base = str(response.url)
        return differing_graph(
            read_graph(body, _RDF[wanted], base), read_graph(response.content, _RDF[wanted], base)
        )
