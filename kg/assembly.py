"""From the folders to named graphs in memory: everything of a build but the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Graph

from kg.entities import Corpus
from kg.iris import Iris
from kg.located import Read
from kg.problems import Problem, Problems
from kg.read.folder import Folder, read_folder
from kg.read.ontology import OntologyFolder, read_ontology
from kg.read.text import shown
from kg.records import Records
from kg.resolve.citations import citation_id
from kg.resolve.corpus import resolve
from kg.shapes import shape_problems
from kg.triples.convert import to_graph
from kg.triples.corpus import corpus_graphs
from kg.vocabulary import CITATION_FUNCTIONS

__all__ = ["Assembly", "assemble", "check", "corpus_without", "shape_faults"]

Origin = tuple[str, int | None]


@dataclass(frozen=True)
class Assembly:
    """The named graphs by IRI, the shapes, and where each thing was written."""

    corpus: Corpus
    graphs: Mapping[str, Graph]
    shapes: Graph
    origins: Mapping[tuple[str, str], Origin]
    iris: Iris
    data: str

    def origin(self, iri: str) -> Origin:
        """File and line of the thing that an IRI names, or the folder where it has none."""
        thing = self.iris.read(iri)
        return self.origins.get(thing, (self.data, None)) if thing else (self.data, None)


def assemble(data: Path, ontology: Path, iris: Iris) -> Assembly:
    """Read, resolve and say everything as triples; raises Problems if anything is wrong."""
    vocabulary, folder = read_ontology(ontology), read_folder(data)
    corpus = _resolved(vocabulary, folder)
    graphs = corpus_graphs(corpus, iris)
    links = [triple for triples in folder.links.values() for triple in triples]
    graphs[iris.graph("ontology")] = _named_only(vocabulary.terms)
    graphs[iris.graph("vocabularies")] = _named_only([*vocabulary.schemes, *links])
    return Assembly(
        corpus=corpus,
        graphs=graphs,
        shapes=to_graph(vocabulary.shapes),
        origins=_origins(folder.records),
        iris=iris,
        data=shown(data),
    )


def corpus_without(part: str, data: Path, ontology: Path) -> Corpus:
    """The corpus of a data folder as it is without one folder in it; raises Problems."""
    return _resolved(read_ontology(ontology), read_folder(data, without=part))


def shape_faults(assembly: Assembly) -> list[Problem]:
    """Where the assembled graphs break the shapes."""
    return shape_problems(assembly.graphs.values(), assembly.shapes, assembly.origin)


def check(data: Path, ontology: Path, base: str) -> list[Problem]:
    """Every problem of the files, in order of file and line; empty when a build would succeed."""
    try:
        assembly = assemble(data, ontology, Iris(base))
    except Problems as error:
        return list(error.problems)
    return list(Problems(shape_faults(assembly)).problems)


def _resolved(vocabulary: OntologyFolder, folder: Folder) -> Corpus:
    concepts = {
        **vocabulary.concepts(),
        "citation-function": frozenset(CITATION_FUNCTIONS),
    }
    corpus, problems = resolve(folder.records, concepts)
    if found := _root_causes(vocabulary.problems, folder.problems, problems):
        raise Problems(found)
    return corpus


def _root_causes(
    ontology: list[Problem], reading: list[Problem], resolving: list[Problem]
) -> list[Problem]:
    """The faults to tell, without those that others cause.

    Without the ontology every concept is missing; a block that cannot be read leaves every
    mention of it dangling.
    """
    if ontology:
        return ontology
    if reading:
        return [*reading, *(problem for problem in resolving if not problem.dangling)]
    return resolving


def _named_only(triples: list[ox.Triple]) -> Graph:
    """The triples without those that hold a blank node (which no graph of ours may)."""
    return to_graph(
        triple
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode) and not isinstance(triple.object, ox.BlankNode)
    )


def _origins(records: Records) -> dict[tuple[str, str], Origin]:
    found: dict[tuple[str, str], Origin] = {}

    def note(kind: str, identifier: str, read: Read[Any]) -> None:
        found.setdefault((kind, identifier), (read.file, read.line()))

    for work in records.works:
        note("work", work.value.key, work)
    for citation in records.citations:
        note("citation", citation.value.id or citation_id(citation.value), citation)
    kinds: dict[str, list[Any]] = {
        "source": records.sources,
        "organisation": records.organisations,
        "programme": records.programmes,
        "study": records.studies,
        "claim": records.claims,
        "finding": records.findings,
        "term": records.terms,
        "import": records.imports,
    }
    for kind, reads in kinds.items():
        for read in reads:
            note(kind, read.value.id, read)
    return found
