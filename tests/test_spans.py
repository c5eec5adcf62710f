"""Spans: the characters that each place takes up, written from a text and read by the build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD

from kg.assembly import Assembly, assemble, check
from kg.cli.program import run
from kg.iris import DEFAULT_BASE, Iris
from kg.resolve.spans import located
from kg.vocabulary import OA, PK
from tests.conftest import ONTOLOGY, SEEDS

FILE = "spans/harbour-report.csv"


def _write(toy: Path, text: Path) -> list[str]:
    assert run(["sources", "spans", str(text), "--data", str(toy)]) == 0
    return (toy / FILE).read_text("utf-8").splitlines()


def _union(assembly: Assembly) -> Graph:
    union = Graph()
    for graph in assembly.graphs.values():
        union += graph
    return union


def _spans(graph: Graph) -> Iterator[tuple[URIRef, int, int, str]]:
    """Each place that has a span: its IRI, start, end and the digest of the text."""
    for selector in graph.subjects(RDF.type, OA.TextPositionSelector):
        place = graph.value(predicate=OA.hasSelector, object=selector)
        start, end = graph.value(selector, OA.start), graph.value(selector, OA.end)
        assert isinstance(place, URIRef)
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert start.datatype == end.datatype == XSD.integer
        yield place, int(start), int(end), str(graph.value(selector, PK.sha256))


# Written


def test_every_place_of_a_source_gets_its_span(
    toy: Path, toy_text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, *rows = _write(toy, toy_text)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1].endswith(f"{FILE}: {len(rows)} places.")
    assert header == "place,start,end"
    found = {row.split(",")[0]: tuple(map(int, row.split(",")[1:])) for row in rows}
    corpus = assemble(toy, ONTOLOGY, Iris()).corpus
    places = {p.locator for p in located(corpus) if p.locator.source == "harbour-report"}
    assert set(found) == {str(locator) for locator in places}
    text = toy_text.read_bytes().decode()
    lines = text.split("\n")
    for locator in places:
        passage = "\n".join(lines[locator.first - 1 : locator.last]).strip()
        assert text[slice(*found[str(locator)])] == passage
    assert text[slice(*found["harbour-report:71"])] == "« Été », said 𝒫 <b>& others</b>."
    assert text[slice(*found["harbour-report:110-112"])].endswith(
        "\nLine 111 of the harbour report."
    )


def test_rows_stand_in_order_of_line_and_the_same_every_time(toy: Path, toy_text: Path) -> None:
    first = _write(toy, toy_text)
    numbers = [int(row.split(":")[1].split(",")[0].split("-")[0].split()[0]) for row in first[1:]]
    assert numbers == sorted(numbers)
    assert _write(toy, toy_text) == first
    assert sorted(path.name for path in (toy / "spans").iterdir()) == ["harbour-report.csv"]


def test_a_folder_of_texts_is_written_in_one_go(
    toy: Path, toy_text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = toy_text.parent / "texts"
    folder.mkdir()
    toy_text.rename(folder / "any-name.txt")
    (folder / "note.txt").write_text("not a source", "utf-8")
    assert run(["sources", "spans", str(folder), "--data", str(toy)]) == 0
    said = capsys.readouterr().err
    assert f"{FILE}: " in said
    assert "note.txt" in said


def test_old_spans_do_not_stand_in_the_way_of_new_ones(toy: Path, toy_text: Path) -> None:
    (toy / FILE).write_text("place\nnonsense\n", "utf-8")
    assert len(_write(toy, toy_text)) > 5
    assert check(toy, ONTOLOGY, DEFAULT_BASE) == []


def test_a_text_that_is_no_source_gets_no_spans(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = tmp_path / "stranger.txt"
    stranger.write_text("Something else.\n", "utf-8")
    before = (toy / FILE).read_bytes()
    assert run(["sources", "spans", str(stranger), "--data", str(toy)]) == 1
    assert "harbour-report, island-note" in capsys.readouterr().err
    assert (toy / FILE).read_bytes() == before


def test_a_place_without_text_is_named(
    toy: Path, toy_text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blank = toy_text.read_bytes().replace(b"Line 113 of the harbour report.", b"")
    known = toy / "sources.yaml"
    old = hashlib.sha256(toy_text.read_bytes()).hexdigest()
    toy_text.write_bytes(blank)
    new = hashlib.sha256(blank).hexdigest()
    known.write_text(known.read_text("utf-8").replace(old, new), "utf-8")
    assert run(["sources", "spans", str(toy_text), "--data", str(toy)]) == 1
    assert "No text stands at harbour-report:113;" in capsys.readouterr().err
    assert "harbour-report:113" not in (toy / FILE).read_text("utf-8")


# Read


def test_a_span_becomes_a_second_selector(toy: Path, toy_text: Path) -> None:
    rows = _write(toy, toy_text)
    assembly = assemble(toy, ONTOLOGY, Iris())
    graph = _union(assembly)
    digest = hashlib.sha256(toy_text.read_bytes()).hexdigest()
    spans = list(_spans(graph))
    assert len(spans) == len(rows) - 1
    assert {sha256 for *_, sha256 in spans} == {digest}
    place = URIRef(f"{DEFAULT_BASE}source/harbour-report#L110-112")
    kinds = {graph.value(s, RDF.type) for s in graph.objects(place, OA.hasSelector)}
    assert kinds == {OA.FragmentSelector, OA.TextPositionSelector}
    home = assembly.graphs[assembly.iris.source_graph("harbour-report")]
    assert len(list(_spans(home))) == len(spans)


def test_every_place_in_the_graph_is_one_that_spans_are_written_for(toy: Path) -> None:
    assembly = assemble(toy, ONTOLOGY, Iris())
    graph = _union(assembly)
    made = {str(place).rpartition("/")[2] for place in graph.subjects(RDF.type, PK.Locator)}
    names = {p.locator for p in located(assembly.corpus)}
    assert made == {f"{locator.source}#{locator.fragment}" for locator in names}


def test_a_place_without_a_span_has_lines_only(toy: Path) -> None:
    (toy / FILE).unlink()
    assert check(toy, ONTOLOGY, DEFAULT_BASE) == []
    assert list(_spans(_union(assemble(toy, ONTOLOGY, Iris())))) == []


def test_a_span_left_behind_by_a_place_that_moved_does_no_harm(toy: Path) -> None:
    path = toy / FILE
    path.write_text(path.read_text("utf-8").replace(":71,", ":72,"), "utf-8")
    assert check(toy, ONTOLOGY, DEFAULT_BASE) == []
    places = {str(place) for place in _spans(_union(assemble(toy, ONTOLOGY, Iris())))}
    assert not any("L72" in place for place in places)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        pytest.param("report:71", "log:71", 2, "There is no source 'harbour-log'", id="unknown"),
        pytest.param(":71,", ":121,", 2, "lies beyond the 120 lines", id="beyond the end"),
        pytest.param("2810", "2874", 2, "before it begins", id="empty span"),
        pytest.param("2810", "-1", 2, "greater than or equal to 0", id="negative"),
        pytest.param("2810", "ten", 2, "valid integer", id="no number"),
        pytest.param("4096,4300\n", "1,2\nharbour-report:71,1,2\n", 4, "listed twice", id="twice"),
        pytest.param("place,start,end", "place,from,to", 1, "The header is", id="header"),
    ],
)
def test_a_faulty_span_is_told_with_file_line_and_remedy(
    old: str, new: str, line: int, message: str, toy: Path
) -> None:
    path = toy / FILE
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    (problem,) = check(toy, ONTOLOGY, DEFAULT_BASE)
    assert message in problem.text()
    assert problem.file.endswith(FILE)
    assert problem.line == line
    assert problem.remedy


# Shipped


def test_every_place_of_the_shipped_data_has_its_span(real_assembly: Assembly) -> None:
    """To write them again: `pairkg sources spans ../shared/seeds`."""
    if not SEEDS.is_dir():
        pytest.skip("The source texts are not beside this checkout (../shared/seeds).")
    corpus = real_assembly.corpus
    without = sorted(str(p.locator) for p in located(corpus) if p not in corpus.spans)
    assert without == []
    spans = {
        str(place): (start, end, sha256)
        for place, start, end, sha256 in _spans(_union(real_assembly))
    }
    assert len(spans) == len(located(corpus)) > 1000
    for source in corpus.sources.values():
        content = (SEEDS / source.file).read_bytes()
        text, digest = content.decode("utf-8"), hashlib.sha256(content).hexdigest()
        lines = text.split("\n")
        for place in located(corpus):
            locator = place.locator
            if locator.source != source.id:
                continue
            iri = real_assembly.iris.part("source", source.id, locator.fragment)
            start, end, sha256 = spans[iri]
            assert text[start:end] == "\n".join(lines[locator.first - 1 : locator.last]).strip()
            assert sha256 == digest == source.sha256
