"""Imports, the identifiers and names that lead to others, and what merged records say otherwise."""

from __future__ import annotations

import hashlib

from rdflib import Graph, Literal, URIRef

from kg.entities import Alias, Corpus, MergedName, Variant
from kg.iris import slug
from kg.triples.writer import Writer
from kg.vocabulary import EDTF, PK, PROV, RDF

__all__ = ["write_imports"]


def write_imports(writer: Writer, corpus: Corpus) -> None:
    """What was taken in, each import in a graph of its own; what was decided in the curation."""
    for entry in corpus.imports.values():
        graph = writer.graph(writer.iris.import_graph(entry.id))
        node = writer.thing("import", entry.id)
        writer.typed(graph, node, PK.Import, entry.id)
        graph.add((node, RDF.type, PROV.Entity))
        writer.say(graph, node, PK.fileName, entry.file)
        writer.say(graph, node, PK.sha256, entry.sha256)
        graph.add((node, PK.date, Literal(entry.date, datatype=EDTF, normalize=False)))
    for alias in corpus.aliases:
        _alias(writer, alias)
    for variant in corpus.variants:
        _variant(writer, variant)
    for name in corpus.merged_names:
        _merged_name(writer, name)


def _alias(writer: Writer, alias: Alias) -> None:
    graph, node = _graph(writer, alias.of), _node(writer, alias.of, alias.id, alias.work)
    writer.typed(graph, node, PK.Alias, alias.id)
    graph.add((node, PK.aliasOf, writer.thing("work", alias.work)))
    writer.words(graph, node, PK.reason, alias.reason)
    writer.say(graph, node, PK.printed, alias.record)
    writer.say(graph, node, PK.firstLine, alias.line)
    if alias.of is not None:
        graph.add((node, PROV.wasDerivedFrom, writer.thing("import", alias.of)))
    if alias.date is not None:
        graph.add((node, PK.date, Literal(alias.date, datatype=EDTF, normalize=False)))


def _variant(writer: Writer, variant: Variant) -> None:
    graph = _graph(writer, variant.of)
    home = _node(writer, variant.of, variant.alias, variant.work)
    node = URIRef(f"{home}-{variant.field}")
    graph.add((node, RDF.type, PK.Variant))
    graph.add((node, PK.variantOf, writer.thing("work", variant.work)))
    writer.say(graph, node, PK.field, variant.field)
    writer.say(graph, node, PK.printed, variant.value)


def _merged_name(writer: Writer, name: MergedName) -> None:
    graph = _graph(writer, name.of)
    # Two names may differ in a full stop or in their accents only.
    digest = hashlib.sha256(name.printed.encode()).hexdigest()[:8]
    fragment = "-".join(filter(None, (name.kind, slug(name.printed)[:60].strip("-"), digest)))
    # What was decided hangs on those who hold it so.
    home = ("organisation", "pairkg") if name.of is None else ("import", name.of)
    node = writer.thing(*home, fragment)
    graph.add((node, RDF.type, PK.MergedName))
    writer.say(graph, node, PK.field, name.kind)
    writer.say(graph, node, PK.printed, name.printed)
    writer.say(graph, node, PK.keptName, name.kept)
    writer.words(graph, node, PK.reason, name.reason)
    if name.of is not None:
        graph.add((node, PROV.wasDerivedFrom, writer.thing("import", name.of)))
    if name.date is not None:
        graph.add((node, PK.date, Literal(name.date, datatype=EDTF, normalize=False)))


def _graph(writer: Writer, of: str | None) -> Graph:
    return writer.curation if of is None else writer.graph(writer.iris.import_graph(of))


def _node(writer: Writer, of: str | None, alias: str, work: str) -> URIRef:
    """A record is a part of its import, the old identifier of a merged work one of the work."""
    if of is None:
        return writer.thing("work", work, f"alias-{alias}")
    return writer.thing("import", of, f"record-{alias.removeprefix(f'{of}-')}")
