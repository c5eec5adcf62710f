"""Results as the tests give them and as a server sends them, read without the engine under test.

Literals keep the very characters they are written in (`exactly` must be on while graphs are read),
and `xsd:string` counts as no datatype, as RDF 1.1 has it.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree

import rdflib
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

__all__ = ["Row", "Table", "exactly", "plain", "read_graph", "read_table", "table_of_graph"]

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_LOG = logging.getLogger("rdflib.term")
_XML = "{http://www.w3.org/2005/sparql-results#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NUMBERS = (
    (re.compile(r"[+-]?[0-9]+"), XSD.integer),
    (re.compile(r"[+-]?[0-9]*\.[0-9]+"), XSD.decimal),
    (re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"), XSD.double),
    (re.compile(r"true|false"), XSD.boolean),
)
_QUOTED = re.compile(
    r'(?P<mark>["\'])(?P<text>.*)(?P=mark)(?:@(?P<lang>[A-Za-z0-9-]+)|\^\^<(?P<type>[^>]*)>)?',
    re.DOTALL,
)
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}

Row = Mapping[str, Node]


@dataclass(frozen=True)
class Table:
    """A table, or a truth value (`truth`); rows leave unbound variables out.

    `typed` is False where the format tells no kinds of terms (CSV).
    """

    variables: tuple[str, ...] = ()
    rows: Sequence[Row] = ()
    truth: bool | None = None
    ordered: bool = False
    typed: bool = True


@contextmanager
def exactly() -> Iterator[None]:
    """Have the RDF library leave literals as they are written."""
    before, warns = rdflib.NORMALIZE_LITERALS, _LOG.level
    rdflib.NORMALIZE_LITERALS = False
    _LOG.setLevel(logging.ERROR)  # the tests hold ill-formed literals on purpose
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before
        _LOG.setLevel(warns)


def plain(term: Node) -> Node:
    """A term without the datatype that goes without saying."""
    if isinstance(term, Literal) and term.datatype == XSD.string:
        return Literal(str(term))
    return term


def read_graph(content: bytes, form: str, base: str) -> Graph:
    """A graph in Turtle, RDF/XML or N-Triples (rdflib's names of formats)."""
    graph = Graph()
    for s, p, o in Graph().parse(data=content, format=form, publicID=base):
        graph.add((s, p, plain(o)))
    return graph


def read_table(content: bytes, suffix: str) -> Table:
    """A table or truth value in one of the four formats, by the suffix of its files."""
    readers = {".srx": _of_xml, ".srj": _of_json, ".csv": _of_csv, ".tsv": _of_tsv}
    return readers[suffix](content)


def table_of_graph(graph: Graph) -> Table | None:
    """The table that a graph describes in the suites' own vocabulary, if it does."""
    root = graph.value(None, RDF.type, RS.ResultSet)
    if root is None:
        return None
    truth = graph.value(root, RS.boolean)
    if truth is not None:
        return Table(truth=str(truth) == "true")
    found: list[tuple[int, Row]] = []
    ordered = False
    for solution in graph.objects(root, RS.solution):
        row = {}
        for binding in graph.objects(solution, RS.binding):
            value = graph.value(binding, RS.value)
            if value is not None:
                row[str(graph.value(binding, RS.variable))] = value
        index = graph.value(solution, RS["index"])
        ordered = ordered or index is not None
        found.append((int(str(index)) if index is not None else 0, row))
    found.sort(key=lambda pair: pair[0])
    variables = tuple(sorted(str(name) for name in graph.objects(root, RS.resultVariable)))
    return Table(variables, [row for _, row in found], ordered=ordered)


def _literal(text: str, lang: str | None, datatype: str | None) -> Node:
    kind = URIRef(datatype) if datatype else None
    return plain(Literal(text, lang=lang, datatype=kind, normalize=False))


def _of_xml(content: bytes) -> Table:
    root = ElementTree.fromstring(content)
    truth = root.find(f"{_XML}boolean")
    if truth is not None:
        return Table(truth=(truth.text or "").strip() == "true")
    rows = []
    for result in root.iter(f"{_XML}result"):
        row = {}
        for binding in result.iter(f"{_XML}binding"):
            (value,) = binding
            row[binding.attrib["name"]] = _of_element(value)
        rows.append(row)
    names = tuple(each.attrib["name"] for each in root.iter(f"{_XML}variable"))
    return Table(names, rows)


def _of_element(value: ElementTree.Element) -> Node:
    text = value.text or ""
    if value.tag == f"{_XML}uri":
        return URIRef(text)
    if value.tag == f"{_XML}bnode":
        return BNode(text)
    return _literal(text, value.attrib.get(_XML_LANG), value.attrib.get("datatype"))


def _of_json(content: bytes) -> Table:
    body = json.loads(content)
    if "boolean" in body:
        return Table(truth=bool(body["boolean"]))
    rows = []
    for binding in body["results"]["bindings"]:
        row: dict[str, Node] = {}
        for name, value in binding.items():
            text = value["value"]
            if value["type"] == "uri":
                row[name] = URIRef(text)
            elif value["type"] == "bnode":
                row[name] = BNode(text)
            else:
                row[name] = _literal(text, value.get("xml:lang"), value.get("datatype"))
        rows.append(row)
    return Table(tuple(body["head"].get("vars", ())), rows)


def _of_csv(content: bytes) -> Table:
    head, *lines = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    rows = []
    for line in lines:
        cells = {name: cell for name, cell in zip(head, line or [""], strict=True) if cell}
        rows.append({name: _of_cell(cell) for name, cell in cells.items()})
    return Table(tuple(head), rows, typed=False)


def _of_cell(cell: str) -> Node:
    return BNode(cell[2:]) if cell.startswith("_:") else Literal(cell)


def _of_tsv(content: bytes) -> Table:
    head, *lines = content.decode("utf-8").rstrip("\n").split("\n")
    names = [name.strip().removeprefix("?") for name in head.split("\t")]
    rows = []
    for line in lines:
        cells = zip(names, line.rstrip("\r").split("\t"), strict=True)
        rows.append({name: _of_turtle(cell) for name, cell in cells if cell})
    return Table(tuple(names), rows)


def _of_turtle(cell: str) -> Node:
    """A term as Turtle writes it, in one cell of a TSV."""
    if cell.startswith("<"):
        return URIRef(cell[1:-1])
    if cell.startswith("_:"):
        return BNode(cell[2:])
    if quoted := _QUOTED.fullmatch(cell):
        text = re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), quoted["text"])
        return _literal(text, quoted["lang"], quoted["type"])
    for pattern, datatype in _NUMBERS:
        if pattern.fullmatch(cell):
            return _literal(cell, None, str(datatype))
    raise ValueError(f"{cell!r} is no term of a TSV")
