"""A build is whole or absent, named for its content, and the same every time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.assembly import assemble
from kg.build import BuildResult, build
from kg.iris import DEFAULT_BASE, BadBaseError, Iris
from kg.read.folder import data_files
from kg.read.ontology import ontology_files
from kg.store import KEPT, NoGraphError, StoreError, current, open_current
from kg.triples.convert import quads
from tests.conftest import ONTOLOGY, TOY


def _all(store: Path) -> list[ox.Quad]:
    identifier = current(store)
    assert identifier is not None
    return list(ox.Store.read_only(str(store / "generations" / identifier / "quads")))


def test_the_same_files_are_built_once(toy: Path, tmp_path: Path) -> None:
    first = build(toy, ONTOLOGY, tmp_path / "store", DEFAULT_BASE)
    second = build(toy, ONTOLOGY, tmp_path / "store", DEFAULT_BASE)
    assert (first.reused, second.reused) == (False, True)
    assert first.generation == second.generation


def test_another_content_or_base_is_another_generation(toy: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    made = {build(toy, ONTOLOGY, store, DEFAULT_BASE).generation}
    made.add(build(toy, ONTOLOGY, store, "https://example.org/graph/").generation)
    claims = toy / "claims" / "all.yaml"
    claims.write_text(claims.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    made.add(build(toy, ONTOLOGY, store, DEFAULT_BASE).generation)
    assert len(made) == 3


def test_every_file_that_is_read_counts_for_the_name(toy: Path) -> None:
    from kg.build import _inputs

    names = set(_inputs(toy, ONTOLOGY))
    read = {f"data/{path.relative_to(toy).as_posix()}" for path in data_files(toy)}
    read |= {f"ontology/{p.relative_to(ONTOLOGY).as_posix()}" for p in ontology_files(ONTOLOGY)}
    assert len(read) > 15
    assert read <= names


def test_things_move_with_the_base_and_concepts_do_not(toy: Path, tmp_path: Path) -> None:
    build(toy, ONTOLOGY, tmp_path / "store", "https://example.org/graph/")
    engine = open_current(tmp_path / "store").engine
    table = engine.select(
        "SELECT ?outcome WHERE { <https://example.org/graph/claim/gives-hope> "
        "<https://w3id.org/pairkg/ontology#outcome> ?outcome }"
    )
    assert [str(row[0]) for row in table.rows] == ["<https://w3id.org/pairkg/outcome/hope>"]


@pytest.mark.parametrize("base", ["", "example.org/", "https://example.org", "https://a b/"])
def test_a_base_that_cannot_be_one_is_refused(base: str) -> None:
    with pytest.raises(BadBaseError, match="must be an http or https address"):
        Iris(base)


def test_the_same_corpus_gives_the_same_bytes(toy: Path) -> None:
    def text() -> str:
        assembly = assemble(toy, ONTOLOGY, Iris())
        found = [q for iri, graph in assembly.graphs.items() for q in quads(iri, graph)]
        return "\n".join(sorted(str(quad) for quad in found))

    assert text() == text()
    assert len(text()) > 100_000


def test_each_triple_stands_in_one_graph(toy_store: tuple[Path, BuildResult]) -> None:
    triples = [quad.triple for quad in _all(toy_store[0])]
    assert len(triples) > 1000
    assert len(triples) == len(set(triples))


def test_there_are_no_blank_nodes(toy_store: tuple[Path, BuildResult]) -> None:
    terms = [term for quad in _all(toy_store[0]) for term in (quad.subject, quad.object)]
    assert not [term for term in terms if isinstance(term, ox.BlankNode)]


def test_the_graphs_are_the_sources_and_our_own(toy_store: tuple[Path, BuildResult]) -> None:
    names = {str(quad.graph_name).strip("<>") for quad in _all(toy_store[0])}
    iris = Iris()
    ours = ("ontology", "vocabularies", "curation", "records", "provenance", "description")
    expected = {iris.graph(name) for name in ours}
    expected |= {iris.source_graph(source) for source in ("harbour-report", "island-note")}
    assert names == expected


def test_provenance_names_every_input(toy_store: tuple[Path, BuildResult]) -> None:
    engine = open_current(toy_store[0]).engine
    table = engine.select(
        "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?input ?hash WHERE { GRAPH "
        "<https://w3id.org/pairkg/graph/provenance> { ?build a prov:Activity ; prov:used ?i . "
        "?i <https://w3id.org/pairkg/ontology#fileName> ?input ; "
        "<https://w3id.org/pairkg/ontology#sha256> ?hash } }"
    )
    names = {str(row[0]).strip('"') for row in table.rows}
    assert {f"data/{p.relative_to(TOY).as_posix()}" for p in data_files(TOY)} <= names


def test_a_reader_keeps_its_generation_through_builds(toy: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(toy, ONTOLOGY, store, DEFAULT_BASE)
    reader = open_current(store)
    size = reader.engine.size()
    terms = toy / "terms" / "all.yaml"
    for turn in range(KEPT - 1):
        terms.write_text(terms.read_text(encoding="utf-8") + f"# {turn}\n", encoding="utf-8")
        build(toy, ONTOLOGY, store, DEFAULT_BASE)
    assert reader.engine.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    assert reader.engine.size() == size
    assert len(list((store / "generations").iterdir())) == KEPT


def test_a_graph_in_memory_answers_as_the_one_on_disk(
    toy_store: tuple[Path, BuildResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"
    disk = open_current(toy_store[0]).engine.select(query)
    assert open_current(toy_store[0], resident=True).engine.select(query) == disk
    monkeypatch.setattr("kg.store.RESIDENT", 10)  # too large for memory: read from disk
    assert open_current(toy_store[0], resident=True).engine.select(query) == disk


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoGraphError, match="run `pairkg build`"):
        open_current(tmp_path)


def test_a_damaged_graph_says_what_to_do(toy: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    result = build(toy, ONTOLOGY, store, DEFAULT_BASE)
    for path in (result.path / "quads").iterdir():
        if path.name.startswith(("MANIFEST", "CURRENT")):
            path.write_bytes(b"damaged\n")
    with pytest.raises(StoreError, match="delete that folder and run `pairkg build`"):
        open_current(store)


def test_a_damaged_graph_is_built_again(toy: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = build(toy, ONTOLOGY, store, DEFAULT_BASE)
    shutil.rmtree(first.path / "quads")
    said: list[str] = []
    again = build(toy, ONTOLOGY, store, DEFAULT_BASE, warn=said.append)
    assert (again.generation, again.reused) == (first.generation, False)
    assert open_current(store).engine.size() == first.triples
    assert len(said) == 1
    assert "is damaged; it is made again from the files (quads/" in said[0]
    build(toy, ONTOLOGY, store, DEFAULT_BASE, warn=said.append)
    assert len(said) == 1


def test_a_graph_without_its_facts_is_built_again(toy: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = build(toy, ONTOLOGY, store, DEFAULT_BASE)
    (first.path / "generation.json").unlink()
    said: list[str] = []
    assert not build(toy, ONTOLOGY, store, DEFAULT_BASE, warn=said.append).reused
    assert [line.count("generation.json is missing") for line in said] == [1]


def test_a_store_that_cannot_be_written_is_told(toy: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="cannot be"):
        build(toy, ONTOLOGY, tmp_path / "file", DEFAULT_BASE)
