"""The vocabulary of the field and the sources themselves as triples."""

from __future__ import annotations

from rdflib import Literal

from kg.entities import Corpus, Source, Term
from kg.iris import slug
from kg.triples.writer import Writer
from kg.vocabulary import COUNTRY, DCTERMS, PK, RDF, RDFS, SCHEME, SKOS

__all__ = ["write_sources", "write_terms"]


def write_sources(writer: Writer, corpus: Corpus) -> None:
    """The documents that were curated, each in its own graph."""
    for source in corpus.sources.values():
        _source(writer, source)


def _source(writer: Writer, source: Source) -> None:
    graph = writer.source(source.id)
    node = writer.thing("source", source.id)
    writer.typed(graph, node, PK.SourceDocument, source.id)
    graph.add((node, RDFS.label, Literal(source.label)))
    graph.add((node, DCTERMS.language, Literal(source.language)))
    graph.add((node, PK.textOf, writer.thing("work", source.work)))
    writer.say(graph, node, PK.fileName, source.file)
    writer.say(graph, node, PK.sha256, source.sha256)
    for section in source.sections:
        part = writer.thing("source", source.id, f"section-{section.number}")
        graph.add((node, PK.hasSection, part))
        graph.add((part, RDF.type, PK.Section))
        graph.add((part, SKOS.notation, Literal(section.number)))
        graph.add((part, RDFS.label, Literal(section.heading, lang=None)))
        writer.say(graph, part, PK.firstLine, section.line)


def write_terms(writer: Writer, corpus: Corpus) -> None:
    """The terms as concepts, and each definition in the graph of its source."""
    for term in corpus.terms.values():
        _term(writer, term)


def _term(writer: Writer, term: Term) -> None:
    graph = writer.curation
    node = writer.thing("term", term.id)
    writer.typed(graph, node, PK.Term, term.id)
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, SCHEME["term"]))
    writer.words(graph, node, SKOS.prefLabel, term.label)
    for language, label in term.alt_labels:
        graph.add((node, SKOS.altLabel, Literal(label, lang=language)))
    if term.broader is not None:
        graph.add((node, SKOS.broader, writer.thing("term", term.broader)))
    writer.say(graph, node, SKOS.related, *(writer.thing("term", t) for t in term.related))
    contrasted = (writer.thing("term", t) for t in term.contrasted_with)
    writer.say(graph, node, PK.contrastedWith, *contrasted)
    for name in term.names:
        home = writer.source(name.place.locator.source)
        locator = name.place.locator
        fragment = f"naming-{slug(name.label)}-{locator.source}-{locator.fragment}"
        part = writer.thing("term", term.id, fragment)
        home.add((part, RDF.type, PK.Naming))
        home.add((part, PK.namingOf, node))
        home.add((part, RDFS.label, Literal(name.label, lang=name.language)))
        if name.country is not None:
            home.add((part, PK.country, COUNTRY[name.country]))
        writer.period(home, part, name.period)
        home.add((part, PK.at, writer.place(name.place)))
    for definition in term.definitions:
        home = writer.source(definition.place.locator.source)
        fragment = f"definition-{definition.place.locator.source}-{definition.slug}"
        part = writer.thing("term", term.id, fragment)
        home.add((part, RDF.type, PK.Definition))
        home.add((part, PK.defines, node))
        writer.words(home, part, PK.statement, definition.statement)
        if definition.according_to is not None:
            home.add((part, PK.accordingTo, writer.thing("work", definition.according_to)))
        home.add((part, PK.at, writer.place(definition.place)))
