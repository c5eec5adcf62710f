"""Terms: what the words of the field mean, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.answers.errors import NotFound
from kg.answers.lists import listing, matching, select_page, thing_iri
from kg.answers.models import Listing
from kg.answers.models_terms import AltLabels, Definition, Naming, Term, TermItem, TermRef
from kg.answers.parts import bilingual, names_of, places_of
from kg.answers.refs import distinct, links, pick, work_refs
from kg.catalogue import Page
from kg.graph import KnowledgeGraph

__all__ = ["get_term", "list_terms"]


def list_terms(
    graph: KnowledgeGraph, *, q: str | None = None, page: Page | None = None
) -> Listing[TermItem]:
    """Terms with their definitions; `q` are words of a label.

    Words are matched here, not in the store: see `kg.answers.folding`.
    """
    page = page or Page()
    keep = matching(graph.rows("terms_text"), "term", q) if q else None
    iris, total = select_page(graph, "terms_list", page, keep)
    return listing(pick(_items(graph, iris), iris), total, page)


def get_term(graph: KnowledgeGraph, identifier: str) -> Term:
    """One term, with its place among the others."""
    iri = thing_iri(graph, "term", identifier)
    item = _items(graph, [iri]).get(iri)
    if item is None:
        raise NotFound("term", identifier)
    others = links(graph.rows("term_relations", term=iri), "relation", "term")
    refs = _refs(graph, distinct(other for found in others.values() for other in found))
    return Term(
        **dict(item),
        broader=pick(refs, others.get("broader", [])),
        narrower=pick(refs, others.get("narrower", [])),
        related=pick(refs, others.get("related", [])),
        contrasted=pick(refs, others.get("contrasted", [])),
        names=_namings(graph, iri),
    )


def _namings(graph: KnowledgeGraph, term: str) -> list[Naming]:
    rows = graph.rows("term_namings", term=term)
    places = places_of(graph, [row.text("naming") for row in rows])
    found = [
        Naming(
            label=row.text("label"),
            language=row.text("language"),
            country=row.maybe_text("country"),
            date=row.maybe_text("date"),
            stated_in=places.get(row.text("naming"), []),
        )
        for row in rows
    ]
    return sorted(found, key=lambda name: (name.country or "", name.date or "", name.label))


def _refs(graph: KnowledgeGraph, terms: Iterable[str]) -> Mapping[str, TermRef]:
    return {
        row.text("term"): TermRef(
            id=row.text("id"), iri=row.text("term"), label=bilingual(row, "label")
        )
        for row in graph.rows("terms_cards", term=list(terms))
    }


def _items(graph: KnowledgeGraph, terms: Iterable[str]) -> Mapping[str, TermItem]:
    wanted = list(terms)
    names = names_of(graph, wanted)
    definitions = _definitions(graph, wanted)
    return {
        iri: TermItem(
            **dict(ref),
            alt_labels=AltLabels(
                fr=[name for name, language in names.get(iri, []) if language == "fr"],
                en=[name for name, language in names.get(iri, []) if language == "en"],
            ),
            definitions=definitions.get(iri, []),
        )
        for iri, ref in _refs(graph, wanted).items()
    }


def _definitions(graph: KnowledgeGraph, terms: Iterable[str]) -> Mapping[str, list[Definition]]:
    rows = graph.rows("terms_definitions", term=list(terms))
    places = places_of(graph, [row.text("definition") for row in rows])
    works = work_refs(graph, distinct(row.maybe_text("work") for row in rows))
    found: dict[str, list[Definition]] = defaultdict(list)
    for row in rows:
        definition = Definition(
            statement=bilingual(row, "statement"),
            quotes=works.get(row.maybe_text("work") or ""),
            stated_in=places.get(row.text("definition"), []),
        )
        found[row.text("term")].append(definition)
    return found
