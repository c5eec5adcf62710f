"""Programmes, their events, and disagreements as triples."""

from __future__ import annotations

from rdflib import Literal, URIRef

from kg.entities import Corpus, Disagreement, Event, Programme
from kg.triples.writer import Writer
from kg.vocabulary import (
    COUNTRY,
    DCTERMS,
    EVENT_KIND,
    FOAF,
    PK,
    PROGRAMME_KIND,
    RDF,
    RDFS,
    SKOS,
)

__all__ = ["write_programmes"]


def write_programmes(writer: Writer, corpus: Corpus) -> None:
    """All programmes with their events, and everything on which sources differ."""
    for programme in corpus.programmes.values():
        _programme(writer, programme)
        for event in programme.events:
            _event(writer, programme, event)
    for disagreement in corpus.disagreements:
        _disagreement(writer, disagreement)


def _programme(writer: Writer, programme: Programme) -> None:
    graph = writer.curation
    node = writer.thing("programme", programme.id)
    writer.typed(graph, node, PK.Programme, programme.id)
    writer.words(graph, node, SKOS.prefLabel, programme.label)
    writer.words(graph, node, DCTERMS.description, programme.description)
    writer.say(graph, node, SKOS.altLabel, *programme.alt_labels)
    writer.say(graph, node, PK.place, *programme.located)
    graph.add((node, PK.programmeKind, PROGRAMME_KIND[programme.kind]))
    for country in programme.countries:
        graph.add((node, PK.country, COUNTRY[country]))
    for organisation in programme.operated_by:
        graph.add((node, PK.operatedBy, writer.thing("organisation", organisation)))
    if programme.part_of is not None:
        graph.add((node, DCTERMS.isPartOf, writer.thing("programme", programme.part_of)))
    writer.period(graph, node, programme.period)
    if programme.named_only:
        graph.add((node, PK.namedOnly, Literal(True)))
    writer.attest(node, programme.places)


def _event(writer: Writer, programme: Programme, event: Event) -> None:
    graph = writer.curation
    node = writer.thing("programme", programme.id, f"event-{event.slug}")
    graph.add((node, RDF.type, PK.Event))
    graph.add((node, PK.ofProgramme, writer.thing("programme", programme.id)))
    graph.add((node, PK.eventKind, EVENT_KIND[event.kind]))
    writer.words(graph, node, SKOS.prefLabel, event.label)
    writer.period(graph, node, event.period)
    for country in event.countries:
        graph.add((node, PK.country, COUNTRY[country]))
    writer.figures(node, event.figures)
    writer.attest(node, event.places)


def _disagreement(writer: Writer, disagreement: Disagreement) -> None:
    graph = writer.curation
    subject = writer.thing(*disagreement.concerns, disagreement.fragment)
    joint = "-" if disagreement.fragment else "#"
    node = URIRef(f"{subject}{joint}disagreement-{disagreement.slug}")
    graph.add((node, RDF.type, PK.Disagreement))
    graph.add((node, PK.concerns, subject))
    writer.say(graph, node, PK.aspect, disagreement.aspect)
    writer.say(graph, node, PK.chosen, disagreement.chosen)
    writer.words(graph, node, PK.why, disagreement.why)
    for said in disagreement.says:
        part = URIRef(f"{node}-saying-{said.slug}")
        graph.add((node, PK.hasSaying, part))
        place = said.place
        home = writer.records if place is None else writer.source(place.locator.source)
        home.add((part, RDF.type, PK.Saying))
        writer.say(home, part, PK.says, said.value)
        if place is not None:
            home.add((part, PK.at, writer.place(place)))
        if said.record is not None:
            home.add((part, RDFS.label, Literal(said.record)))
        if said.url is not None:
            home.add((part, FOAF.page, URIRef(said.url)))
