"""Says in PROV what a graph was built from, by what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from rdflib import Graph, Literal, URIRef

from kg.iris import Iris, slug
from kg.vocabulary import PK, PROV, RDF, RDFS, SCHEMA, XSD

__all__ = ["activity_iri", "provenance"]


def activity_iri(iris: Iris, generation: str) -> str:
    """The IRI of the build that made a generation."""
    return f"{iris.base}build/{generation}"


def provenance(
    iris: Iris,
    generation: str,
    inputs: Mapping[str, str],
    graphs: Iterable[str],
    *,
    version: str,
    ended: datetime,
) -> Graph:
    """The build as a PROV activity: files used (name to SHA-256), graphs made, program, time."""
    result = Graph()
    activity = URIRef(activity_iri(iris, generation))
    program = URIRef(f"{iris.base}software/pairkg")
    result.add((program, RDF.type, PROV.SoftwareAgent))
    result.add((program, RDFS.label, Literal("pairkg")))
    result.add((program, SCHEMA.softwareVersion, Literal(version)))
    result.add((activity, RDF.type, PROV.Activity))
    result.add((activity, PROV.wasAssociatedWith, program))
    moment = ended.astimezone(UTC).replace(microsecond=0)
    stamp = Literal(moment.isoformat(), datatype=XSD.dateTime)
    result.add((activity, PROV.endedAtTime, stamp))
    for name, digest in inputs.items():
        entity = URIRef(f"{activity}#input-{slug(name)}")
        result.add((activity, PROV.used, entity))
        result.add((entity, RDF.type, PROV.Entity))
        result.add((entity, PK.fileName, Literal(name)))
        result.add((entity, PK.sha256, Literal(digest)))
    for iri in graphs:
        result.add((URIRef(iri), RDF.type, PROV.Entity))
        result.add((URIRef(iri), PROV.wasGeneratedBy, activity))
    return result
