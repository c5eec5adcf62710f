"""The service description: what the endpoint can do, and what the graph says of itself."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
from fastapi import Request

from api import urls
from api.counting import Counts
from api.negotiation import Offer
from api.problems import Fault
from api.representations import GRAPHS
from api.state import settings_of
from kg.description import Endpoint, service_description
from kg.description.dataset import dataset_iri
from kg.description.terms import PREFIXES as OTHERS
from kg.description.terms import VOID
from kg.engine import GRAPH_FORMATS
from kg.graph import KnowledgeGraph
from kg.triples.convert import quads
from kg.vocabulary import PREFIXES

__all__ = ["DESCRIPTIONS", "describe"]

DESCRIPTIONS: Sequence[Offer] = GRAPHS
"""Forms of a description; the first is for those who do not mind."""

_ENDPOINT, _SUBSET = (ox.NamedNode(term) for term in (VOID.sparqlEndpoint, VOID.subset))
_NAME = "urn:description"  # of a graph that only lives while it is written
_COUNTS = Counts()


def describe(request: Request, graph: KnowledgeGraph, form: str) -> bytes:
    """The description in one of `DESCRIPTIONS`; asks the graph, so it belongs in a thread.

    Its counts are those of the graph in service, as far as `api.counting` goes. VoID's endpoint is
    the one that is asked, wherever the dataset was built.
    """
    dataset = dataset_iri(graph.iris)
    asked = graph.triples("dataset_description", graph=graph.iris.graph("description"))
    said = [each for each in asked if _named(each) and each.predicate != _ENDPOINT]
    stored = _COUNTS.renewed(graph, dataset, said, len(asked))
    subsets = [
        each.object.value
        for each in stored
        if (each.subject, each.predicate) == (ox.NamedNode(dataset), _SUBSET)
        and isinstance(each.object, ox.NamedNode)
    ]
    service = service_description(_endpoint(request), dataset, subsets)
    triples = {*stored, *(quad.triple for quad in quads(_NAME, service))}
    ordered = sorted(triples, key=str)
    return ox.serialize(ordered, format=GRAPH_FORMATS[form], prefixes=PREFIXES | OTHERS) or b""


def _named(triple: ox.Triple) -> bool:
    """Whether a triple is as a build writes it; a curator may have added others."""
    named = isinstance(triple.subject, ox.NamedNode)
    return named and isinstance(triple.object, ox.NamedNode | ox.Literal)


def _endpoint(request: Request) -> Endpoint:
    def url(path: str) -> str:
        text = str(request.url.replace(path=path, query="", fragment=""))
        try:
            return ox.NamedNode(text).value
        except ValueError:
            raise Fault(400, "bad-request", "The Host header is no name.") from None

    writable = request.app.state.writer is not None
    settings = settings_of(request)
    return Endpoint(
        url(urls.SPARQL),
        url(urls.UPDATE) if writable else None,
        settings.union,
        federated=bool(settings.services),
    )
