"""A whole corpus as triples."""

from __future__ import annotations

from rdflib import Graph

from kg.entities import Corpus
from kg.iris import Iris
from kg.triples.bibliography import write_bibliography
from kg.triples.evidence import write_evidence
from kg.triples.fidelity import write_fidelity
from kg.triples.imports import write_imports
from kg.triples.programmes import write_programmes
from kg.triples.terms import write_sources, write_terms
from kg.triples.writer import Writer

__all__ = ["corpus_graphs"]


def corpus_graphs(corpus: Corpus, iris: Iris) -> dict[str, Graph]:
    """The named graphs that say a corpus, by IRI."""
    writer = Writer(iris, corpus.spans)
    write_sources(writer, corpus)
    write_bibliography(writer, corpus)
    write_programmes(writer, corpus)
    write_evidence(writer, corpus)
    write_terms(writer, corpus)
    write_fidelity(writer, corpus)
    write_imports(writer, corpus)
    return writer.graphs()
