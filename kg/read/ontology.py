"""Reads the ontology folder: terms, schemes, shapes; each file as its triples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.problems import Problem
from kg.read.text import shown
from kg.read.turtle import read_turtle

__all__ = ["OntologyFolder", "ontology_files", "read_ontology"]

_SCHEME = "https://w3id.org/pairkg/scheme/"
_IN_SCHEME = ox.NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")


@dataclass
class OntologyFolder:
    """The triples of the ontology, of the concept schemes and of the shapes."""

    terms: list[ox.Triple] = field(default_factory=list)
    schemes: list[ox.Triple] = field(default_factory=list)
    shapes: list[ox.Triple] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def concepts(self) -> Mapping[str, frozenset[str]]:
        """The identifiers of the concepts of each scheme, by the scheme's name."""
        found: dict[str, set[str]] = {}
        for triple in self.schemes:
            subject, scheme = triple.subject, triple.object
            if triple.predicate != _IN_SCHEME or not isinstance(scheme, ox.NamedNode):
                continue
            if isinstance(subject, ox.NamedNode) and scheme.value.startswith(_SCHEME):
                name = scheme.value.removeprefix(_SCHEME)
                found.setdefault(name, set()).add(subject.value.rpartition("/")[2])
        return {name: frozenset(identifiers) for name, identifiers in found.items()}


def ontology_files(folder: Path) -> list[Path]:
    """The files that a build reads, in order: examples are for the tests."""
    return sorted(
        (*folder.glob("*.ttl"), *folder.glob("schemes/*.ttl"), *folder.glob("shapes/*.ttl"))
    )


def read_ontology(folder: Path) -> OntologyFolder:
    """Read all files of an ontology folder."""
    result = OntologyFolder()
    files = ontology_files(folder)
    if not files:
        message = "The folder holds no ontology"
        result.problems.append(Problem(shown(folder), None, message, "Name an ontology folder"))
    homes = {"schemes": result.schemes, "shapes": result.shapes}
    for path in files:
        triples, problems = read_turtle(path)
        homes.get(path.parent.name, result.terms).extend(triples)
        result.problems += problems
    return result
