"""What the tests share: the toy corpus, graphs built from it, and the real data and sources."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from kg.assembly import Assembly, assemble
from kg.build import BuildResult, build
from kg.graph import KnowledgeGraph
from kg.iris import DEFAULT_BASE, Iris
from kg.store import open_current

ROOT = Path(__file__).resolve().parent.parent
TOY = ROOT / "tests" / "toy"
DATA = ROOT / "data"
ONTOLOGY = ROOT / "ontology"
SEEDS = ROOT.parent / "shared" / "seeds"


def open_graph(store: Path) -> KnowledgeGraph:
    """The graph in service in a store."""
    opened = open_current(store)
    return KnowledgeGraph(opened.engine, Iris(opened.generation.base), opened.generation.id)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A copy of the toy corpus that a test may break."""
    copy = tmp_path / "toy"
    shutil.copytree(TOY, copy)
    return copy


@pytest.fixture
def toy_text(toy: Path, tmp_path: Path) -> Path:
    """A text for the harbour report of the toy corpus, which then knows it by its SHA-256."""
    lines = [f"Line {number} of the harbour report." for number in range(1, 121)]
    lines[70] = "\t« Été », said 𝒫 <b>& others</b>.  "
    lines[111] = " "
    text = tmp_path / "harbour.txt"
    text.write_bytes("\n".join([*lines, ""]).encode())
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    sources = toy / "sources.yaml"
    known = sources.read_text("utf-8").replace("0" * 63 + "1", digest)
    sources.write_text(known, "utf-8")
    return text


@pytest.fixture(scope="session")
def toy_assembly() -> Assembly:
    """The graphs of the toy corpus in memory."""
    return assemble(TOY, ONTOLOGY, Iris())


@pytest.fixture(scope="session")
def real_assembly() -> Assembly:
    """The graphs of the shipped data in memory."""
    return assemble(DATA, ONTOLOGY, Iris())


@pytest.fixture(scope="session")
def toy_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildResult]:
    """A store built from the toy corpus, and what the build said."""
    store = tmp_path_factory.mktemp("toy-store")
    return store, build(TOY, ONTOLOGY, store, DEFAULT_BASE)


@pytest.fixture(scope="session")
def toy_graph(toy_store: tuple[Path, BuildResult]) -> KnowledgeGraph:
    """The graph of the toy corpus."""
    return open_graph(toy_store[0])


@pytest.fixture(scope="session")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the shipped data."""
    store = tmp_path_factory.mktemp("real-store")
    build(DATA, ONTOLOGY, store, DEFAULT_BASE)
    return store


@pytest.fixture(scope="session")
def real_graph(real_store: Path) -> KnowledgeGraph:
    """The graph of the shipped data."""
    return open_graph(real_store)


@pytest.fixture(scope="session")
def seeds() -> dict[str, list[str]]:
    """The lines of the five sources by identifier; tests that need them are skipped without."""
    if not SEEDS.is_dir():
        pytest.skip("The source texts are not beside this checkout (../shared/seeds).")
    return {path.stem: path.read_text(encoding="utf-8").split("\n") for path in SEEDS.iterdir()}
