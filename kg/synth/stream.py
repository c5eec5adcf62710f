"""Blocks repeated under names of their own, line after line of N-Quads."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.entities import Corpus
from kg.iris import Iris
from kg.read.ontology import OntologyFolder, read_ontology
from kg.synth.blocks import OTHER, OWN, STUDIES, block
from kg.triples.convert import quads
from kg.triples.corpus import corpus_graphs
from kg.vocabulary import CITATION_FUNCTIONS

__all__ = ["Synthesis", "synthesise"]

_PATTERNS = 6
"""Blocks that are really made; the others repeat them."""
_COMMON = 0.3
"""How often what is shared is that of the first block, so that some things are known to all."""


@dataclass(frozen=True)
class Synthesis:
    """A stretch of a graph as lines of N-Quads, and how many."""

    lines: bytes
    quads: int


@dataclass(frozen=True)
class _Pattern:
    """The lines of a block, with marks where its number and that of another will stand."""

    text: bytes
    quads: int

    def under(self, own: int, other: int) -> Synthesis:
        lines = self.text.replace(OWN.encode(), str(own).encode())
        return Synthesis(lines.replace(OTHER.encode(), str(other).encode()), self.quads)


def synthesise(studies: int, seed: int, base: str, ontology: Path) -> Iterator[Synthesis]:
    """A graph of so many studies, stretch by stretch; the same seed gives the same bytes."""
    iris, folder = Iris(base), read_ontology(ontology)
    concepts = {name: sorted(found) for name, found in folder.concepts().items()}
    concepts["citation-function"] = sorted(CITATION_FUNCTIONS)
    chance = random.Random(seed)  # noqa: S311 - nothing secret

    def pattern(count: int, first: bool = False) -> _Pattern:
        return _pattern(block(count, first, concepts, chance), iris)

    yield _ontology(folder, iris)
    whole, rest = divmod(studies, STUDIES)
    yield pattern(STUDIES if whole else rest, first=True).under(0, 0)
    patterns = [pattern(STUDIES) for _ in range(min(_PATTERNS, whole - 1))]
    for number in range(1, whole):
        other = 0 if chance.random() < _COMMON else chance.randrange(number)
        yield patterns[number % len(patterns)].under(number, other)
    if whole and rest:
        yield pattern(rest).under(whole, chance.randrange(whole))


def _pattern(corpus: Corpus, iris: Iris) -> _Pattern:
    graphs = corpus_graphs(corpus, iris)
    lines = [f"{quad} .\n" for iri in sorted(graphs) for quad in quads(iri, graphs[iri])]
    return _Pattern("".join(lines).encode(), len(lines))


def _ontology(folder: OntologyFolder, iris: Iris) -> Synthesis:
    """The terms and the schemes, without what holds a blank node."""
    lines = []
    for name, triples in (("ontology", folder.terms), ("vocabularies", folder.schemes)):
        graph = ox.NamedNode(iris.graph(name))
        lines += sorted(
            f"{ox.Quad(triple.subject, triple.predicate, triple.object, graph)} .\n"
            for triple in triples
            if isinstance(triple.subject, ox.NamedNode)
            and not isinstance(triple.object, ox.BlankNode)
        )
    return Synthesis("".join(lines).encode(), len(lines))
