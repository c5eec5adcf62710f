"""Imports go one way along the line from sources to pages; a new module finds its place here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LAYERS = (
    # what everything stands on
    {
        "kg",
        "kg.problems",
        "kg.dates",
        "kg.folding",
        "kg.iris",
        "kg.locators",
        "kg.resources",
        "kg.settings",
    },
    {"kg.files", "kg.manifest"},
    {"kg.references"},
    {"kg.documents"},
    {"kg.extract"},
    {"kg.intext"},
    {"kg.texts"},
    # what a source said
    {"kg.located", "kg.records"},
    {"kg.read"},
    {"kg.library"},
    {"kg.formatted"},
    {"kg.matching"},
    # who and what it is
    {"kg.entities"},
    {"kg.resolve"},
    {"kg.ingest"},
    # as triples
    {"kg.vocabulary"},
    {"kg.triples", "kg.provenance"},
    {"kg.shapes", "kg.coverage", "kg.fidelity"},
    {"kg.assembly"},
    {"kg.spans"},
    # in the store
    {"kg.sparql_guard"},
    {"kg.engine"},
    {"kg.store"},
    {"kg.workers"},
    {"kg.sparql_update", "kg.tokens"},
    {"kg.live"},
    {"kg.catalogue"},
    {"kg.description"},
    {"kg.build"},
    # the questions
    {"kg.rows"},
    {"kg.graph"},
    {"kg.remote"},
    {"kg.answers", "kg.networks"},
    {"kg.export"},
    {"kg.bench", "kg.synth"},
    # the doors
    {"api"},
    {"kg.cli"},
)
"""From the bottom up. A package stands for its modules; a module imports from its own layer or
from one below."""

KNOW_NOTHING_OF_RDF = (
    "kg.records",
    "kg.located",
    "kg.entities",
    "kg.resolve",
    "kg.read",
    "kg.library",
)
RDF_LIBRARIES = {"rdflib", "pyoxigraph", "pyshacl", "owlrl"}
READ_TURTLE_FILES = {"kg.read.turtle", "kg.read.folder", "kg.read.ontology"}
"""Their input is RDF (the ontology, links to other vocabularies), which they pass on as it is."""
DOORS = {"kg.cli.server"}
"""The only place where `kg` knows of `api`: `pairkg serve` starts it."""


def modules() -> dict[str, Path]:
    """Every module of the project, by its dotted name."""
    found = {}
    for package in ("kg", "api"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            for alias in node.names:
                name = f"{base}.{alias.name}"
                yield name if name in MODULES else base


def layer(module: str) -> int | None:
    """The place of a module, by its longest name in LAYERS; `kg` stands for itself only."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        if name == "kg" and module != "kg":
            return None
        for place, members in enumerate(LAYERS):
            if name in members:
                return place
    return None


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 40


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_layer(module: str) -> None:
    assert layer(module) is not None, f"{module} has no place in LAYERS"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_its_own_layer_or_below(module: str) -> None:
    own = layer(module)
    assert own is not None
    ours = [name for name in imports(MODULES[module]) if name.split(".")[0] in ("kg", "api")]
    upward = [name for name in ours if (layer(name) or 0) > own]
    assert not upward, f"{module} imports {', '.join(upward)}, which stand above it"


def test_kg_knows_of_api_at_its_doors_only() -> None:
    knowing = {
        module
        for module, path in MODULES.items()
        if module.startswith("kg")
        for name in imports(path)
        if name.split(".")[0] == "api"
    }
    assert knowing == DOORS


def test_what_comes_before_the_triples_knows_nothing_of_rdf() -> None:
    looked_at = [
        name
        for name in MODULES
        if name.startswith(KNOW_NOTHING_OF_RDF) and name not in READ_TURTLE_FILES
    ]
    knowing = {
        module
        for module in looked_at
        for name in imports(MODULES[module])
        if name.split(".")[0] in RDF_LIBRARIES or name == "kg.vocabulary"
    }
    assert len(looked_at) > 8
    assert not knowing


def test_answers_and_routes_speak_to_the_graph_and_never_to_the_store() -> None:
    allowed = {"api.state", "api.problems"}  # open the graph; turn its errors into answers
    reaching = {
        module
        for module, path in MODULES.items()
        if module.startswith(("kg.answers", "api")) and module not in allowed
        for name in imports(path)
        if name == "kg.store"
    }
    assert not reaching
