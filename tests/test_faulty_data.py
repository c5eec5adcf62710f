"""Each fault in a data file is told with file, line and remedy, and nothing of the graph changes.

A case breaks one thing in a copy of the toy corpus by replacing a text in a file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build, check
from kg.iris import DEFAULT_BASE
from kg.problems import Problems
from kg.store import current, open_current
from tests.conftest import ONTOLOGY
from tests.faults import FAULTS, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_names_its_file_and_line(fault: Fault, toy: Path) -> None:
    path = toy / fault.file
    text = path.read_text(encoding="utf-8")
    assert text.count(fault.old) == 1, "the case must break exactly one place"
    path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
    problems = check(toy, ONTOLOGY, DEFAULT_BASE)
    found = [p for p in problems if fault.message in p.text()]
    assert found, [p.text() for p in problems]
    assert found[0].file.endswith(fault.file)
    assert found[0].line == fault.line, [p.text() for p in problems]
    assert found[0].remedy
    assert "\n" not in found[0].text()


def test_all_cases_ran() -> None:
    assert len(FAULTS) == 42
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_the_toy_corpus_has_no_fault(toy: Path) -> None:
    assert check(toy, ONTOLOGY, DEFAULT_BASE) == []


def test_bytes_that_are_not_utf8_are_told_with_their_line(toy: Path) -> None:
    path = toy / "claims" / "all.yaml"
    path.write_bytes(path.read_bytes().replace("réduit".encode(), "réduit".encode("latin-1")))
    (problem, *_) = [p for p in check(toy, ONTOLOGY, DEFAULT_BASE) if "UTF-8" in p.text()]
    assert (problem.line, problem.file.endswith("claims/all.yaml")) == (2, True)


def test_a_file_that_belongs_nowhere_is_told(toy: Path) -> None:
    (toy / "claims" / "old.json").write_text("{}")
    (problem,) = check(toy, ONTOLOGY, DEFAULT_BASE)
    assert problem.file.endswith("claims/old.json")
    assert "fits none of the kinds" in problem.message


def test_what_cannot_be_read_as_a_file_is_told(toy: Path) -> None:
    (toy / "claims" / "lost.yaml").symlink_to(toy / "nowhere")
    (toy / "studies" / "all.csv").mkdir()
    problems = check(toy, ONTOLOGY, DEFAULT_BASE)
    assert [p.message for p in problems] == [
        "This leads to no file",
        "This is a folder, not a file",
    ]


def test_a_block_that_has_no_keys_is_told(toy: Path) -> None:
    path = toy / "claims" / "all.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n- hello\n", encoding="utf-8")
    (problem,) = check(toy, ONTOLOGY, DEFAULT_BASE)
    assert "A claim must hold keys with values. Write one 'key: value' a line." in problem.text()


def test_without_the_sources_nothing_else_is_told(toy: Path) -> None:
    (toy / "sources.yaml").unlink()
    (problem,) = check(toy, ONTOLOGY, DEFAULT_BASE)
    assert problem.file.endswith("sources.yaml")
    assert "missing" in problem.message


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    problems = check(tmp_path / "none", ONTOLOGY, DEFAULT_BASE)
    assert "There is no such folder" in problems[0].message


def test_a_broken_shape_is_told_at_the_block(toy: Path) -> None:
    # A claim with no evidence passes the readers; the shapes ask for evidence.
    path = toy / "findings" / "all.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("- id: marechal-2010-no-hope")], encoding="utf-8")
    citations = toy / "citations" / "harbour-report.csv"
    rows = citations.read_text(encoding="utf-8").splitlines(keepends=True)
    citations.write_text("".join([*rows[:2], *rows[3:]]), encoding="utf-8")
    problems = check(toy, ONTOLOGY, DEFAULT_BASE)
    assert [(p.file.endswith("claims/all.yaml"), p.line) for p in problems] == [(True, 5)]
    assert "claim-needs-evidence" in problems[0].message


def test_a_faulty_ontology_file_is_told(toy: Path, tmp_path: Path) -> None:
    ontology = tmp_path / "ontology"
    (ontology / "schemes").mkdir(parents=True)
    (ontology / "pairkg.ttl").write_text("@prefix a: <urn:a:> .\na:b a:c\n")
    problems = check(toy, ontology, DEFAULT_BASE)
    assert len(problems) == 1
    assert problems[0].file.endswith("pairkg.ttl")
    assert problems[0].line is not None


def test_a_faulty_build_leaves_the_graph_in_service(toy: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    before = build(toy, ONTOLOGY, store, DEFAULT_BASE)
    (toy / "claims" / "all.yaml").write_text("- id: x\n")
    with pytest.raises(Problems):
        build(toy, ONTOLOGY, store, DEFAULT_BASE)
    assert current(store) == before.generation
    assert open_current(store).engine.size() == before.triples
    names = [path.name for path in (store / "generations").iterdir()]
    assert names == [before.generation]
