"""The page at `/sparql`: how to ask, and every question of the catalogue, ready to be sent."""

from __future__ import annotations

from api import urls
from api.html import tag
from api.negotiation import Language
from api.pages.frame import Words, frame, say
from kg.catalogue import Catalogue, Query

__all__ = ["endpoint_page"]

_TITLE: Words = ("Point d'accès SPARQL", "SPARQL endpoint")
_HOW: Words = (
    "Ce chemin répond au protocole SPARQL 1.1, en lecture seule : paramètre « query » d'un GET, ou "
    "POST. Sans GRAPH, une requête voit tous les graphes nommés.",
    "This path answers the SPARQL 1.1 Protocol, read only: the parameter “query” of a GET, or a "
    "POST. Without GRAPH, a query sees all named graphs.",
)
_FORMS: Words = (
    "Tableaux : JSON, XML, CSV, TSV. Graphes : Turtle, N-Triples, RDF/XML, JSON-LD. C'est "
    "l'en-tête Accept qui décide.",
    "Tables: JSON, XML, CSV, TSV. Graphs: Turtle, N-Triples, RDF/XML, JSON-LD. The Accept header "
    "decides.",
)
_EXAMPLES: Words = ("Des questions toutes prêtes", "Questions ready to ask")
_INNER = ("export_", "network_")
"""Queries that read the whole graph for other tools."""


def endpoint_page(catalogue: Catalogue, lang: Language) -> bytes:
    """The page, with a link for each question that can be asked by itself."""
    questions = [
        tag("li", tag("a", query.question[lang], href=urls.sparql(text), rel="nofollow"))
        for query in catalogue.values()
        if (text := _text(query)) is not None
    ]
    body = [
        tag("p", say(_HOW, lang)),
        tag("p", say(_FORMS, lang)),
        tag("h2", say(_EXAMPLES, lang)),
        tag("ul", questions),
    ]
    other = urls.with_query(urls.SPARQL, {"lang": "en" if lang == "fr" else "fr"})
    return frame(say(_TITLE, lang), lang, body, other=other)


def _text(query: Query) -> str | None:
    """The query with the examples of its header; None for parts of larger answers."""
    parameters = query.parameters.values()
    if query.name.startswith(_INNER) or any(p.sort == "many" for p in parameters):
        return None
    return query.text({p.name: p.example for p in parameters if p.sort == "required"})
