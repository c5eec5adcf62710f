"""The order of the steps: files, records, entities, triples, shapes, store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg import __version__
from kg.iris import Iris
from kg.live.recovery import fault_in_service, in_order, serve_build
from kg.problems import Problem, Problems
from kg.read.collector import without_collector
from kg.store import current, find, sound, write_generation

__all__ = ["BuildResult", "build", "check", "fingerprint"]

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BuildResult:
    """What a build made: the generation, and whether it was there already."""

    generation: str
    triples: int
    reused: bool
    path: Path


@without_collector()
def build(
    data: Path,
    ontology: Path,
    store: Path,
    base: str,
    progress: Progress = lambda _: None,
    *,
    warn: Progress = lambda _: None,
) -> BuildResult:
    """Bring the store to the state of the files; raises Problems and changes nothing on a fault.

    A generation is named for the content of everything it is made from, so the same files are
    built once. `warn` is told when a damaged graph is made again.
    """
    iris = Iris(base)
    inputs = _inputs(data, ontology)
    identifier = fingerprint(inputs, base)
    serving = in_order(store)
    generation = find(store, identifier)
    if serving is None and current(store) == identifier:
        # Made again under its own name, so that nothing tells afterwards that it was damaged.
        fault = fault_in_service(generation)
        warn(
            f"The graph in service in {store} is damaged; it is made again from the files "
            f"({fault})."
        )
    # A version in service shares its files with its build, which is then sound as well.
    if generation and not (serving and serving.build == identifier) and not sound(generation):
        generation = None
    reused = generation is not None
    if generation is None:
        # Imported here because a start that builds nothing must not wait for them.
        from kg.assembly import assemble, shape_faults
        from kg.catalogue import shipped_catalogue
        from kg.description import description
        from kg.provenance import activity_iri, provenance
        from kg.triples.convert import quads

        progress("Reading the files")
        assembly = assemble(data, ontology, iris)
        progress("Checking the shapes")
        problems = shape_faults(assembly)
        if problems:
            raise Problems(problems)
        progress("Writing the graph")
        graphs = dict(assembly.graphs)
        graphs[iris.graph("provenance")] = provenance(
            iris,
            identifier,
            inputs,
            sorted(graphs),
            version=__version__,
            ended=datetime.now(UTC),
        )
        graphs[iris.graph("description")] = description(
            iris,
            graphs,
            shipped_catalogue(),
            activity=activity_iri(iris, identifier),
        )
        content = (quad for iri in sorted(graphs) for quad in quads(iri, graphs[iri]))
        generation = write_generation(store, identifier, content, base)
    served = serve_build(store, generation, warn, serving)
    return BuildResult(served.id, generation.triples or 0, reused, served.path)


@without_collector()
def check(data: Path, ontology: Path, base: str) -> list[Problem]:
    """Every problem of the files, in order; empty when a build would succeed."""
    from kg.assembly import check as check_files

    return check_files(data, ontology, base)


def fingerprint(inputs: Mapping[str, str], base: str) -> str:
    """The identifier of a generation: a digest of the inputs, the program and the base."""
    digest = hashlib.sha256()
    program = Path(__file__).resolve().parent
    code = {
        path.relative_to(program).as_posix(): _digest(path)
        for path in sorted(program.rglob("*.[pr][yq]"))
        if path.relative_to(program).parts[0] not in _NOT_BUILDING
    }
    for name, value in (("version", __version__), ("base", base), *inputs.items(), *code.items()):
        digest.update(f"{name}\0{value}\n".encode())
    return digest.hexdigest()[:16]


_NOT_BUILDING = (
    *("_shipped", "answers", "bench", "cli", "documents", "export", "extract", "formatted"),
    *("ingest", "intext", "library", "live", "matching", "remote", "synth", "workers"),
    *(
        "engine.py",
        "graph.py",
        "networks.py",
        "references.py",
    ),
    *("rows.py", "sparql_guard.py", "sparql_update.py", "spans.py", "store.py", "texts.py"),
    *("manifest.py", "tokens.py"),
)
"""Parts of the package that have no say in what a build makes."""


def _inputs(data: Path, ontology: Path) -> dict[str, str]:
    """Name and SHA-256 of every file that a build reads."""
    # The readers' own lists would import the parsers; the patterns are the same and a test
    # compares them.
    found = {}
    for name, folder, suffixes in (
        ("data", data, (".yaml", ".csv", ".bib", ".ttl", ".jsonl")),
        ("ontology", ontology, (".ttl",)),
    ):
        for path in sorted(folder.rglob("*")):
            if path.suffix in suffixes and path.is_file():
                found[f"{name}/{path.relative_to(folder).as_posix()}"] = _digest(path)
    return found


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"
