"""What is left out of the data, what in it no place prints, and second readings, as triples."""

from __future__ import annotations

from rdflib import Literal

from kg.entities import Corpus
from kg.iris import slug
from kg.triples.writer import Writer
from kg.vocabulary import OMISSION_REASON, PK, RDF, SKOS, UNPRINTED_KIND

__all__ = ["write_fidelity"]


def write_fidelity(writer: Writer, corpus: Corpus) -> None:
    """Omissions and second readings, in the graph of their source, and unprinted values."""
    for omission in corpus.omissions:
        locator = omission.place.locator
        graph = writer.source(locator.source)
        node = writer.thing("source", locator.source, f"omission-{locator.fragment}")
        graph.add((node, RDF.type, PK.Omission))
        graph.add((node, PK.at, writer.place(omission.place)))
        graph.add((node, PK.omissionReason, OMISSION_REASON[omission.reason]))
        if omission.note is not None:
            graph.add((node, SKOS.note, Literal(omission.note, lang="en")))
    graph = writer.curation
    for value in corpus.unprinted:
        fragment = f"{value.fragment}-" if value.fragment is not None else ""
        node = writer.thing(*value.thing, f"{fragment}unprinted-{slug(value.text)}")
        graph.add((node, RDF.type, PK.Unprinted))
        graph.add((node, PK.concerns, writer.thing(*value.thing, value.fragment)))
        graph.add((node, PK.says, Literal(value.text)))
        graph.add((node, PK.unprintedKind, UNPRINTED_KIND[value.kind]))
        graph.add((node, PK.why, Literal(value.why, lang="en")))
    for review in corpus.reviews:
        source = review.place.locator.source
        graph = writer.source(source)
        node = writer.thing("source", source, f"review-{review.id}")
        graph.add((node, RDF.type, PK.Review))
        graph.add((node, PK.at, writer.place(review.place)))
        writer.words(graph, node, PK.firstReading, review.first)
        writer.words(graph, node, PK.secondReading, review.second)
        writer.words(graph, node, PK.why, review.why)
        writer.say(graph, node, PK.settled, review.settled)
        if review.concerns is not None:
            graph.add((node, PK.concerns, writer.thing(*review.concerns)))
