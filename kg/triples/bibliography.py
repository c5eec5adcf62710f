"""Works, persons and organisations, occurrences, corrections and public records as triples."""

from __future__ import annotations

from rdflib import Literal, URIRef

from kg.entities import Corpus, Correction, Occurrence, PublicRecord, Work
from kg.iris import slug
from kg.triples.writer import Writer
from kg.vocabulary import (
    BIBO,
    COUNTRY,
    DC,
    DCTERMS,
    EDTF,
    FOAF,
    PK,
    PRISM,
    RDF,
    RDFS,
    SKOS,
    WORK_CLASSES,
    WORK_TYPE,
    XSD,
)

__all__ = ["write_bibliography"]

_FACTS: dict[str, URIRef] = {
    "container": PRISM.publicationName,
    "volume": BIBO.volume,
    "number": BIBO.issue,
    "pages": BIBO.pages,
    "pagetotal": BIBO.numPages,
    "doi": BIBO.doi,
    "pmid": BIBO.pmid,
    "publisher": DC.publisher,
    "address": PK.place,
}
"""BibTeX fields with a property of their own; the others stand in notes."""
_NOTED = ("series", "edition", "type", "note", "urldate")


def write_bibliography(writer: Writer, corpus: Corpus) -> None:
    """All that concerns publications and the people behind them."""
    _agents(writer, corpus)
    for work in corpus.works.values():
        _work(writer, work)
    for occurrence in corpus.occurrences:
        _occurrence(writer, occurrence)
    for correction in corpus.corrections:
        _correction(writer, correction)
    for record in corpus.public_records:
        _public_record(writer, record)


def _agents(writer: Writer, corpus: Corpus) -> None:
    graph = writer.curation
    for person in corpus.persons.values():
        node = writer.thing("person", person.id)
        writer.typed(graph, node, FOAF.Person, person.id)
        writer.say(graph, node, FOAF.name, person.name)
        writer.say(graph, node, FOAF.familyName, person.family)
        writer.say(graph, node, FOAF.givenName, person.given or None)
        writer.say(graph, node, SKOS.altLabel, *person.spellings)
        for spelling in person.joined:
            # Two spellings may differ in a full stop only.
            name = slug(spelling.printed.replace(".", " dot "))
            part = writer.thing("person", person.id, f"spelling-{name}")
            graph.add((part, RDF.type, PK.Spelling))
            graph.add((part, PK.agent, node))
            writer.say(graph, part, PK.printed, spelling.printed)
            graph.add((part, PK.reason, Literal(spelling.reason, lang="en")))
    for organisation in corpus.organisations.values():
        node = writer.thing("organisation", organisation.id)
        writer.typed(graph, node, FOAF.Organization, organisation.id)
        writer.words(graph, node, SKOS.prefLabel, organisation.label)
        if organisation.country is not None:
            graph.add((node, PK.country, COUNTRY[organisation.country]))


def _work(writer: Writer, work: Work) -> None:
    graph = writer.curation
    node = writer.thing("work", work.key)
    writer.typed(graph, node, BIBO.Document, work.key)
    graph.add((node, RDF.type, WORK_CLASSES[work.type]))
    graph.add((node, DCTERMS.type, WORK_TYPE[work.type]))
    if work.title is not None:
        graph.add((node, DCTERMS.title, Literal(work.title, lang=work.language)))
    if work.issued is not None:
        date = Literal(work.issued.date, datatype=EDTF, normalize=False)
        graph.add((node, DCTERMS.issued, date))
        if work.issued.days.first is not None:
            writer.say(graph, node, PK.year, work.issued.days.first.year)
    for field, value in work.facts:
        if field in _FACTS:
            graph.add((node, _FACTS[field], Literal(value)))
        elif field == "url":
            graph.add((node, BIBO.uri, Literal(value, datatype=XSD.anyURI)))
        elif field in _NOTED:
            graph.add((node, SKOS.note, Literal(f"{field}: {value}")))
    writer.say(graph, node, DCTERMS.language, work.language)
    writer.say(graph, node, PK.recordStatus, work.status)
    writer.say(graph, node, PK.identification, work.identification)
    writer.say(graph, node, PK.confidence, work.confidence)
    writer.say(graph, node, SKOS.scopeNote, work.remark)
    for country in work.countries:
        graph.add((node, DCTERMS.spatial, COUNTRY[country]))
    subjects = [("programme", programme) for programme in work.programmes]
    subjects += [("term", term) for term in work.terms]
    writer.say(graph, node, DCTERMS.subject, *(writer.thing(*subject) for subject in subjects))
    for name in work.contributions:
        part = writer.thing("work", work.key, f"author-{name.position}")
        graph.add((node, PK.hasContribution, part))
        graph.add((part, RDF.type, PK.Contribution))
        writer.say(graph, part, PK.position, name.position)
        writer.say(graph, part, PK.role, name.role)
        writer.say(graph, part, PK.printedName, name.printed)
        writer.say(graph, part, PK.familyName, name.family)
        writer.say(graph, part, PK.givenName, name.given or None)
        if name.agent is not None:
            agent = writer.thing(*name.agent)
            graph.add((part, PK.agent, agent))
            if name.role == "author":
                graph.add((node, DCTERMS.creator, agent))


def _occurrence(writer: Writer, occurrence: Occurrence) -> None:
    locator = occurrence.place.locator
    graph = writer.source(locator.source)
    fragment = f"occurrence-{occurrence.work}-{locator.fragment}"
    node = writer.thing("source", locator.source, fragment)
    graph.add((node, RDF.type, PK.Occurrence))
    graph.add((node, PK.ofWork, writer.thing("work", occurrence.work)))
    graph.add((node, PK.at, writer.place(occurrence.place)))


def _correction(writer: Writer, correction: Correction) -> None:
    locator = correction.place.locator
    graph = writer.source(locator.source)
    fragment = f"correction-{slug(correction.field)}-{locator.source}-{locator.fragment}"
    node = writer.thing("work", correction.work, fragment)
    graph.add((node, RDF.type, PK.Correction))
    graph.add((node, PK.corrects, writer.thing("work", correction.work)))
    writer.say(graph, node, PK.field, correction.field)
    writer.say(graph, node, PK.printed, correction.printed)
    writer.say(graph, node, PK.corrected, correction.corrected)
    writer.words(graph, node, PK.reason, correction.reason)
    graph.add((node, PK.at, writer.place(correction.place)))


def _public_record(writer: Writer, record: PublicRecord) -> None:
    graph = writer.records
    node = writer.thing("work", record.work, f"record-{slug(record.name)}")
    graph.add((node, RDF.type, PK.PublicRecord))
    graph.add((node, PK.identifies, writer.thing("work", record.work)))
    graph.add((node, RDFS.label, Literal(record.name)))
    writer.say(graph, node, PK.shows, record.shows)
    if record.url is not None:
        graph.add((node, FOAF.page, URIRef(record.url)))
