"""Exports say what the graph says, in the words of each format, and always the same way."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from kg.export import FORMATS, UnknownFormatError, export
from kg.export.bibtex import bibtex_of
from kg.export.csl import csl_of
from kg.export.library import Entry, Name, date_parts, read_library
from kg.export.rdf import canonical_nquads, read_quads
from kg.export.ris import ris_of
from kg.graph import KnowledgeGraph

ARTICLE = Entry(
    id="marechal-2010",
    iri="https://example.org/work/marechal-2010",
    type="article-journal",
    status="complete",
    identification="identified",
    title="Peers & stays: 50 % fewer",
    issued="2010-03",
    journal="Harbour Review",
    volume="3",
    issue="2",
    pages="12-34",
    doi="10.1234/a_b",
    authors=(
        Name("Maréchal", "Léa"),
        Name("de la Mer", "Jean-Paul"),
        Name("Harbour Health", None, True),
    ),
    others=True,
)


@pytest.fixture(scope="module")
def entries(toy_graph: KnowledgeGraph) -> dict[str, Entry]:
    return {entry.id: entry for entry in read_library(toy_graph)}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(toy_graph: KnowledgeGraph, name: str) -> None:
    first = export(toy_graph, name)
    assert first == export(toy_graph, name) != b""
    assert first.endswith(b"\n")


def test_an_unknown_format_is_named(toy_graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownFormatError, match="'endnote' is not an export format"):
        export(toy_graph, "endnote")


def test_works_come_in_order_with_all_that_is_known(entries: dict[str, Entry]) -> None:
    assert list(entries) == ["harbour-2012", "ile-2014", "marechal-2010", "nobody-nd"]
    article = entries["marechal-2010"]
    assert article.authors[:2] == (Name("Maréchal", "Léa"), Name("de la Mer", "Jean-Paul"))
    assert article.editors == (Name("Quay", "Ann"),)
    assert (article.journal, article.volume, article.issue) == ("Harbour Review", "3", "2-3")
    assert (article.doi, article.pmid, article.year) == ("10.1234/example", "123", "2010")


def test_a_corporate_author_stays_whole_and_the_unnamed_rest_is_kept(
    entries: dict[str, Entry],
) -> None:
    report = entries["harbour-2012"]
    assert report.authors == (Name("Harbour Health", corporate=True),)
    assert report.others


def test_what_has_no_property_of_its_own_is_not_lost(entries: dict[str, Entry]) -> None:
    page = entries["ile-2014"]
    assert (page.series, page.edition, page.accessed) == ("Notes", "2", "2014-04-01")
    assert page.note == "Consultée en ligne"


def test_every_format_holds_the_whole_graph(toy_graph: KnowledgeGraph) -> None:
    quads = set(read_quads(toy_graph))
    assert len(quads) == toy_graph.engine.size()
    assert set(ox.parse(export(toy_graph, "trig"), ox.RdfFormat.TRIG)) == quads
    assert set(ox.parse(export(toy_graph, "jsonld"), ox.RdfFormat.JSON_LD)) == quads
    turtle = ox.parse(export(toy_graph, "turtle"), ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in turtle} == {quad.triple for quad in quads}


def test_canonical_lines_are_sorted_and_do_not_tell_the_time(toy_graph: KnowledgeGraph) -> None:
    quads = read_quads(toy_graph)
    lines = export(toy_graph, "nquads").splitlines(keepends=True)
    assert lines == sorted(lines)
    assert len(lines) == len(quads) - 1
    assert not any(b'endedAtTime> "' in line for line in lines)
    assert canonical_nquads(quads[::-1]) == b"".join(lines)


def test_there_is_no_blank_node_to_relabel(toy_graph: KnowledgeGraph) -> None:
    for quad in read_quads(toy_graph):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_a_work_reads_as_bibtex() -> None:
    assert bibtex_of(ARTICLE) == (
        "@article{marechal-2010,\n"
        "  author = {Maréchal, Léa and {de la Mer}, Jean-Paul and {Harbour Health} and others},\n"
        "  title = {Peers \\& stays: 50 \\% fewer},\n"
        "  journal = {Harbour Review},\n"
        "  year = {2010},\n"
        "  month = mar,\n"
        "  volume = {3},\n"
        "  number = {2},\n"
        "  pages = {12--34},\n"
        "  doi = {10.1234/a_b},\n"
        "}\n"
    )


def test_a_reader_finds_every_work_and_no_fault(toy_graph: KnowledgeGraph) -> None:
    library = parse_string(export(toy_graph, "bibtex").decode())
    assert [entry.key for entry in library.entries] == [
        "harbour-2012",
        "ile-2014",
        "marechal-2010",
        "nobody-nd",
    ]
    assert not library.failed_blocks


@given(st.text(alphabet="ab {}\\%&é\n", max_size=30))
def test_no_title_can_break_out_of_its_field(title: str) -> None:
    text = bibtex_of(replace(ARTICLE, title=f"x{title}"))
    library = parse_string(text)
    assert len(library.entries) == 1
    assert not library.failed_blocks
    assert library.entries[0]["doi"] == "10.1234/a_b"


def test_a_work_reads_as_ris() -> None:
    assert ris_of(ARTICLE).split("\r\n") == [
        "TY  - JOUR",
        "ID  - marechal-2010",
        "AU  - Maréchal, Léa",
        "AU  - de la Mer, Jean-Paul",
        "AU  - Harbour Health",
        "AU  - et al.",
        "TI  - Peers & stays: 50 % fewer",
        "T2  - Harbour Review",
        "PY  - 2010",
        "DA  - 2010/03",
        "VL  - 3",
        "IS  - 2",
        "SP  - 12",
        "EP  - 34",
        "DO  - 10.1234/a_b",
        "ER  - ",
        "",
    ]


@given(st.text(max_size=40))
def test_no_title_can_begin_a_line_of_its_own(title: str) -> None:
    lines = ris_of(replace(ARTICLE, title=f"x{title}")).splitlines()
    assert sum(line.startswith("ER  - ") for line in lines) == 1
    assert all(line[2:6] == "  - " for line in lines)


def test_a_work_reads_as_a_csl_item() -> None:
    assert csl_of(ARTICLE) == {
        "id": "marechal-2010",
        "type": "article-journal",
        "title": "Peers & stays: 50 % fewer",
        "author": [
            {"family": "Maréchal", "given": "Léa"},
            {"family": "de la Mer", "given": "Jean-Paul"},
            {"literal": "Harbour Health"},
            {"literal": "et al."},
        ],
        "issued": {"date-parts": [[2010, 3]]},
        "container-title": "Harbour Review",
        "volume": "3",
        "issue": "2",
        "page": "12-34",
        "DOI": "10.1234/a_b",
        "custom": {
            "iri": "https://example.org/work/marechal-2010",
            "status": "complete",
            "identification": "identified",
        },
    }


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        pytest.param("2012", {"date-parts": [[2012]]}, id="year"),
        pytest.param("2012-12-30", {"date-parts": [[2012, 12, 30]]}, id="day"),
        pytest.param("2003/2006", {"date-parts": [[2003], [2006]]}, id="interval"),
        pytest.param("198X", {"raw": "198X"}, id="decade"),
        pytest.param("2003/..", {"raw": "2003/.."}, id="open interval"),
    ],
)
def test_a_date_is_told_in_parts_or_as_it_stands(edtf: str, issued: dict[str, object]) -> None:
    assert csl_of(replace(ARTICLE, issued=edtf))["issued"] == issued


def test_what_is_unknown_is_left_out(toy_graph: KnowledgeGraph) -> None:
    items = json.loads(export(toy_graph, "csl-json"))
    nobody = next(item for item in items if item["id"] == "nobody-nd")
    assert set(nobody) == {"id", "type", "author", "custom"}


def test_csv_has_one_work_a_line(toy_graph: KnowledgeGraph) -> None:
    rows = list(csv.DictReader(io.StringIO(export(toy_graph, "csv").decode())))
    assert [row["id"] for row in rows] == ["harbour-2012", "ile-2014", "marechal-2010", "nobody-nd"]
    assert rows[0]["authors"] == "Harbour Health; et al."
    assert rows[2]["authors"].startswith("Maréchal, Léa; de la Mer, Jean-Paul")


@pytest.mark.parametrize(
    ("network", "relations"),
    [
        pytest.param("citations", {"cites"}, id="citations"),
        pytest.param(
            "claims",
            {
                "supports",
                "no-difference",
                "ofStudy",
                "reportedIn",
                "evaluates",
                "subject",
                "partOf",
            },
            id="claims",
        ),
    ],
)
def test_graphml_tells_its_relations(
    toy_graph: KnowledgeGraph, network: str, relations: set[str]
) -> None:
    assert _relations(export(toy_graph, "graphml", network)) == relations


def test_both_networks_stand_in_one_file(toy_graph: KnowledgeGraph) -> None:
    both = _relations(export(toy_graph, "graphml"))
    parts = [_relations(export(toy_graph, "graphml", n)) for n in ("claims", "citations")]
    assert both == parts[0] | parts[1]


def _relations(graphml: bytes) -> set[str | None]:
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ElementTree.fromstring(graphml)
    key = root.find("g:key[@attr.name='relation']", space)
    assert key is not None
    found = root.findall(f"g:graph/g:edge/g:data[@key='{key.get('id')}']", space)
    assert len(found) == len(root.findall("g:graph/g:edge", space))
    return {data.text for data in found}


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        pytest.param("2012~", (2012,), id="about"),
        pytest.param("2006?", (2006,), id="perhaps"),
        pytest.param("2014-03", (2014, 3), id="month"),
        pytest.param("198X", None, id="decade"),
        pytest.param(None, None, id="unknown"),
    ],
)
def test_the_parts_of_a_date(edtf: str | None, parts: tuple[int, ...] | None) -> None:
    assert date_parts(edtf) == parts
