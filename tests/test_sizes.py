"""How many triples the server says it serves, and what that costs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.state import Sizes, StoredGraph
from kg.engine import OxigraphEngine
from kg.graph import KnowledgeGraph
from kg.live import Write, Writer
from kg.resources import shipped_ontology
from tests.test_live import insert, new_build


def test_what_the_build_has_counted_is_not_counted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counting reads the whole graph: half a minute and more of a large one on a busy disk."""
    new_build(tmp_path / "store", count=3)
    source = StoredGraph(tmp_path / "store")
    monkeypatch.setattr(OxigraphEngine, "size", lambda _: pytest.fail("it was counted"))
    assert Sizes().of(source()) == 3
    source.close()


def test_the_number_follows_the_writes(tmp_path: Path) -> None:
    new_build(tmp_path / "store", count=3)
    writer, source, sizes = Writer(tmp_path / "store", shipped_ontology()), None, Sizes()
    try:
        source = StoredGraph(tmp_path / "store")
        assert sizes.of(source()) == 3
        writer.submit(insert(7))
        assert sizes.of(source()) == 4
        pattern = "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
        writer.submit(Write("update", pattern.encode()))
        assert sizes.of(source()) == 0
    finally:
        writer.close()
        if source is not None:
            source.close()


def test_a_graph_that_nobody_has_counted_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyoxigraph as ox

    store = ox.Store()
    store.add(ox.Quad(*[ox.NamedNode("http://example.org/x")] * 4))
    graph, sizes = KnowledgeGraph(OxigraphEngine(store), generation="one"), Sizes()
    assert sizes.of(graph) == 1
    monkeypatch.setattr(OxigraphEngine, "size", lambda _: pytest.fail("it was counted again"))
    assert sizes.of(graph) == 1
