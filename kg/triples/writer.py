"""Collects triples, graph by graph, with helpers for the shapes that recur."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from rdflib import Graph, Literal, Node, URIRef

from kg.entities import Figure, Period, Place, Words
from kg.iris import Iris
from kg.locators import TextSpan
from kg.vocabulary import DCTERMS, EDTF, FOAF, MEASURE, OA, PK, RDF, RFC5147, SKOS, XSD

__all__ = ["Writer"]

Value = Node | str | int | bool | Decimal | None


class Writer:
    """Adds triples to named graphs under one base."""

    def __init__(self, iris: Iris, spans: Mapping[Place, TextSpan] | None = None) -> None:
        self.iris = iris
        self._spans = spans or {}
        self._graphs: dict[str, Graph] = {}
        self._placed: set[Place] = set()

    def graph(self, iri: str) -> Graph:
        """The graph of that IRI, made when first asked for."""
        if iri not in self._graphs:
            self._graphs[iri] = Graph("SimpleMemory", URIRef(iri))
        return self._graphs[iri]

    @property
    def curation(self) -> Graph:
        """What we hold to be so."""
        return self.graph(self.iris.graph("curation"))

    @property
    def records(self) -> Graph:
        """What public records show."""
        return self.graph(self.iris.graph("records"))

    def source(self, source: str) -> Graph:
        """What one source says."""
        return self.graph(self.iris.source_graph(source))

    def thing(self, kind: str, identifier: str, fragment: str | None = None) -> URIRef:
        """The IRI of a thing or of a part of one."""
        if fragment is None:
            return URIRef(self.iris.thing(kind, identifier))
        return URIRef(self.iris.part(kind, identifier, fragment))

    @staticmethod
    def say(graph: Graph, subject: URIRef, predicate: URIRef, *values: Value) -> None:
        """One triple for each value that is not None; plain values become literals."""
        for value in values:
            if value is not None:
                graph.add((subject, predicate, _node(value)))

    @staticmethod
    def words(graph: Graph, subject: URIRef, predicate: URIRef, text: Words | None) -> None:
        """A text in both languages."""
        if text is not None:
            graph.add((subject, predicate, Literal(text.fr, lang="fr")))
            graph.add((subject, predicate, Literal(text.en, lang="en")))

    def typed(self, graph: Graph, subject: URIRef, kind: URIRef, identifier: str) -> None:
        """The class and the identifier of a thing."""
        graph.add((subject, RDF.type, kind))
        graph.add((subject, DCTERMS.identifier, Literal(identifier)))

    def period(self, graph: Graph, subject: URIRef, period: Period | None) -> None:
        """A date as written, and the days it covers."""
        if period is None:
            return
        graph.add((subject, PK.date, Literal(period.date, datatype=EDTF, normalize=False)))
        if period.end is not None:
            graph.add((subject, PK.endDate, Literal(period.end, datatype=EDTF, normalize=False)))
        days = ((PK.firstDay, period.days.first), (PK.lastDay, period.days.last))
        for predicate, day in days:
            if day is not None:
                graph.add((subject, predicate, Literal(day.isoformat(), datatype=XSD.date)))

    def place(self, place: Place) -> URIRef:
        """The IRI of a place; the first time, its description goes to the source's graph."""
        locator = place.locator
        node = self.thing("source", locator.source, locator.fragment)
        if place in self._placed:
            return node
        self._placed.add(place)
        graph = self.source(locator.source)
        selector = self.thing("source", locator.source, f"{locator.fragment}-selector")
        graph.add((node, RDF.type, PK.Locator))
        graph.add((node, OA.hasSource, self.thing("source", locator.source)))
        graph.add((node, OA.hasSelector, selector))
        graph.add((selector, RDF.type, OA.FragmentSelector))
        graph.add((selector, RDF.value, Literal(locator.selector)))
        graph.add((selector, DCTERMS.conformsTo, RFC5147))
        if place in self._spans:
            graph.add((node, OA.hasSelector, self._span(place)))
        self.say(graph, node, PK.section, place.section)
        self.say(graph, node, PK.firstLine, locator.first)
        self.say(graph, node, PK.lastLine, locator.last)
        self.say(graph, node, PK.page, locator.page)
        return node

    def _span(self, place: Place) -> URIRef:
        """The selector of the characters of a place, and of the text that they are counted in."""
        locator, span = place.locator, self._spans[place]
        graph = self.source(locator.source)
        node = self.thing("source", locator.source, f"{locator.fragment}-span")
        graph.add((node, RDF.type, OA.TextPositionSelector))
        self.say(graph, node, OA.start, span.start)
        self.say(graph, node, OA.end, span.end)
        self.say(graph, node, PK.sha256, span.sha256)
        return node

    def attest(self, subject: URIRef, places: Iterable[Place]) -> None:
        """Where a thing is stated, each in the graph of the source that states it."""
        for place in places:
            node = self.place(place)
            self.source(place.locator.source).add((subject, PK.attestedAt, node))

    def figures(self, subject: URIRef, figures: Iterable[Figure]) -> None:
        """Measured values, as parts of a finding or an event.

        A part of a thing hangs on it by a fragment; a part of a part extends that fragment.
        """
        graph = self.curation
        joint = "-" if "#" in subject else "#"
        for figure in figures:
            node = URIRef(f"{subject}{joint}figure-{figure.slug}")
            graph.add((subject, PK.hasFigure, node))
            graph.add((node, RDF.type, PK.Figure))
            self.words(graph, node, SKOS.prefLabel, figure.label)
            self.say(graph, node, PK.value, figure.value)
            graph.add((node, PK.measure, MEASURE[figure.measure]))
            self.say(graph, node, PK.unit, figure.unit)
            self.say(graph, node, PK.group, figure.group)
            self.say(graph, node, PK.groupSize, figure.n)
            self.say(graph, node, PK.timePoint, figure.time_point)
            self.say(graph, node, PK.comparator, figure.comparator)
            self.say(graph, node, PK.inRecord, figure.record)
            if figure.url is not None:
                graph.add((node, FOAF.page, URIRef(figure.url)))

    def graphs(self) -> dict[str, Graph]:
        """The graphs by IRI."""
        return dict(sorted(self._graphs.items()))


def _node(value: Node | str | int | bool | Decimal) -> Node:
    if isinstance(value, Node):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Literal(str(value), datatype=XSD.integer)
    if isinstance(value, Decimal):
        return Literal(f"{value:f}", datatype=XSD.decimal)
    return Literal(value)
