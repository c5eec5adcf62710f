"""Each fault in a data file is told with file, line and remedy, and nothing of the graph changes.

A case breaks one thing in a copy of the toy corpus by replacing a text in a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.build import build, check
from kg.iris import DEFAULT_BASE
from kg.problems import Problems
from kg.store import current, open_current
from tests.conftest import ONTOLOGY


@dataclass(frozen=True)
class Fault:
    """Replace `old` by `new` in `file`; expect `message` at `line`."""

    name: str
    file: str
    old: str
    new: str
    line: int | None
    message: str


FAULTS = [
    Fault(
        "BibTeX entry without its closing brace",
        "bibliography/all.bib",
        "  programmes = {harbour}\n}",
        "  programmes = {harbour\n",
        1,
        "The entry is broken",
    ),
    Fault(
        "BibTeX key twice in one file",
        "bibliography/all.bib",
        "@misc{nobody-nd,",
        "@misc{ile-2014,",
        48,
        "'ile-2014' stands twice",
    ),
    Fault(
        "BibTeX field twice in one entry",
        "bibliography/all.bib",
        "  volume = {3},",
        "  volume = {3},\n  volume = {4},",
        16,
        "same field twice: volume",
    ),
    Fault(
        "BibTeX field that nobody knows",
        "bibliography/all.bib",
        "  volume = {3},",
        "  volum = {3},",
        22,
        "unknown key 'volum'",
    ),
    Fault(
        "BibTeX year that is no date",
        "bibliography/all.bib",
        "year = {2010}",
        "year = {MMX}",
        20,
        "'MMX' is not an EDTF date",
    ),
    Fault(
        "BibTeX type of work that nobody knows",
        "bibliography/all.bib",
        "csltype = {article-journal}",
        "csltype = {article}",
        29,
        "There is no work-type 'article'. Did you mean",
    ),
    Fault(
        "Turtle that does not parse",
        "links/countries.ttl",
        "skos:exactMatch",
        "skos:exactMatch ;",
        3,
        "Not Turtle",
    ),
    Fault(
        "YAML that does not parse",
        "claims/all.yaml",
        "  outcome: hope",
        "  outcome: [hope",
        8,
        "Not YAML",
    ),
    Fault(
        "YAML that is not a list",
        "organisations.yaml",
        "- id: pairkg\n  label: {fr: Le projet pairkg, en: The pairkg project}\n"
        "- id: harbour-health\n  label: {fr: Santé du port, en: Harbour Health}\n  country: GB\n",
        "id: pairkg\n",
        1,
        "must be a list of blocks",
    ),
    Fault(
        "YAML key twice in one block",
        "claims/all.yaml",
        "  outcome: hope",
        "  outcome: hope\n  outcome: stigma",
        8,
        "The key 'outcome' stands twice",
    ),
    Fault(
        "key that nobody knows",
        "claims/all.yaml",
        "  outcome: hope",
        "  outcomes: hope",
        7,
        "unknown key 'outcomes'",
    ),
    Fault(
        "key that is missing",
        "studies/all.yaml",
        "  design: qualitative\n",
        "",
        12,
        "has no 'design'",
    ),
    Fault(
        "text in one language only",
        "claims/all.yaml",
        "{fr: Les pairs donnent de l'espoir., en: Peers give hope.}",
        "{fr: Les pairs donnent de l'espoir.}",
        6,
        "has no 'statement.en'",
    ),
    Fault(
        "identifier with a capital",
        "claims/all.yaml",
        "- id: gives-hope",
        "- id: Gives-hope",
        5,
        "is not an identifier",
    ),
    Fault(
        "identifier twice",
        "claims/all.yaml",
        "- id: gives-hope",
        "- id: reduces-stays",
        5,
        "The claim 'reduces-stays' is there already",
    ),
    Fault(
        "identifier of a work in two places",
        "bibliography/all.bib",
        "@misc{nobody-nd,",
        "@misc{harbour-2012,",
        48,
        "'harbour-2012' stands twice",
    ),
    Fault(
        "finding of a study that is not there",
        "findings/all.yaml",
        "  study: harbour-2012",
        "  study: harbour-2021",
        29,
        "There is no study 'harbour-2021'. Did you mean 'harbour-2012'?",
    ),
    Fault(
        "evidence for a claim that is not there",
        "findings/all.yaml",
        "- {claim: gives-hope, stance: no-difference}",
        "- {claim: gives-joy, stance: no-difference}",
        27,
        "There is no claim 'gives-joy'",
    ),
    Fault(
        "stance that nobody knows",
        "findings/all.yaml",
        "stance: no-difference",
        "stance: refutes",
        27,
        "There is no stance 'refutes'",
    ),
    Fault(
        "country that is not in the list",
        "studies/all.yaml",
        "  countries: [GB]\n  period",
        "  countries: [UK]\n  period",
        5,
        "There is no country 'UK'",
    ),
    Fault(
        "place in an unknown source",
        "findings/all.yaml",
        'stated_in: ["harbour-report:70"]',
        'stated_in: ["harbor-report:70"]',
        33,
        "There is no source 'harbor-report'. Did you mean 'harbour-report'?",
    ),
    Fault(
        "place beyond the end of the source",
        "findings/all.yaml",
        'stated_in: ["harbour-report:70"]',
        'stated_in: ["harbour-report:121"]',
        33,
        "lies beyond the 120 lines",
    ),
    Fault(
        "place that is no place",
        "findings/all.yaml",
        'stated_in: ["harbour-report:70"]',
        'stated_in: ["harbour-report, line 70"]',
        33,
        "is not of the form source:LINE",
    ),
    Fault(
        "statement without a place",
        "findings/all.yaml",
        'stated_in: ["harbour-report:70"]',
        "stated_in: []",
        33,
        "has too little under 'stated_in'",
    ),
    Fault(
        "date that is no date",
        "programmes/harbour.yaml",
        "date: 2004-06",
        "date: June 2004",
        31,
        "'June 2004' is not an EDTF date",
    ),
    Fault(
        "end before the beginning",
        "programmes/harbour.yaml",
        "  start: 2001\n",
        "  start: 2005\n",
        9,
        "The end '2004' lies before the date '2005'",
    ),
    Fault(
        "CSV with a header of its own",
        "people.csv",
        "printed,person,reason",
        "name,person,reason",
        1,
        "The header is 'name,person,reason'",
    ),
    Fault(
        "CSV row with a cell too many",
        "bibliography/occurrences/harbour-report.csv",
        "nobody-nd,harbour-report:113",
        "nobody-nd,harbour-report:113,x",
        3,
        "The row has 3 cells where the header has 2",
    ),
    Fault(
        "spelling that no work prints",
        "people.csv",
        '"Maréchal, L"',
        '"Marechal, L"',
        2,
        "No work prints the name",
    ),
    Fault(
        "occurrence of a work that is not there",
        "bibliography/occurrences/harbour-report.csv",
        "nobody-nd",
        "nobody-no",
        3,
        "There is no work 'nobody-no'",
    ),
    Fault(
        "citation function that CiTO has not",
        "citations/harbour-report.csv",
        ",disputes,",
        ",doubts,",
        3,
        "There is no citation-function 'doubts'",
    ),
    Fault(
        "citation that carries a finding its work does not report",
        "citations/harbour-report.csv",
        "marechal-2010-no-hope",
        "harbour-2012-hope",
        3,
        "which the work 'marechal-2010' does not report",
    ),
    Fault(
        "citation twice",
        "citations/harbour-report.csv",
        "harbour-report,71,,,",
        "harbour-report,71,,,8,,8,citesAsEvidence,,,,,\nharbour-report,71,,,",
        5,
        "Two citations have the identifier",
    ),
    Fault(
        "inferred citation without reasons",
        "citations/harbour-report.csv",
        "Seule étude du port.,The only study of the harbour.",
        ",",
        3,
        "has no reason in both languages",
    ),
    Fault(
        "measure that nobody knows",
        "findings/all.yaml",
        "measure: proportion",
        "measure: percentage",
        10,
        "There is no measure 'percentage'",
    ),
    Fault(
        "lines left out for a reason that nobody knows",
        "coverage/harbour-report.csv",
        ",heading,",
        ",title,",
        2,
        "There is no omission-reason 'title'",
    ),
    Fault(
        "lines left out without the note that their reason needs",
        "coverage/harbour-report.csv",
        "A table of months without its columns",
        "",
        3,
        "without a note",
    ),
    Fault(
        "exception for a thing that is not there",
        "exceptions/all.csv",
        "study/marechal-2010",
        "study/marechal-2011",
        2,
        "There is no study 'marechal-2011'. Did you mean 'marechal-2010'?",
    ),
]


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
    assert len(FAULTS) == 38
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
