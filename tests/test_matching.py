"""One thing once: pairs of references by hand, the project's own works, decisions, odd input."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from kg.bench.duplicates import measure_duplicates
from kg.bench.made_up_works import made_up_works
from kg.bench.pairs import csl_of, match_pair, read_pairs
from kg.bench.variations import VARIATIONS
from kg.extract import extract_text
from kg.library import read_library
from kg.matching import WorkIndex
from kg.matching.comparing import compare
from kg.matching.decisions import ContradictionError
from kg.matching.facts import facts_of
from kg.matching.identifiers import address, doi, identifiers_of, isbns
from kg.matching.verdicts import PHRASES, reason
from kg.matching.words import misspelt
from tests.conftest import DATA, SEEDS

DOSSIER = SEEDS / "ireps-dossier-2019.md"
PAIRS = Path(__file__).parent / "matching" / "pairs.yaml"
BIBLIOGRAPHY = ("ireps-dossier-2019", "other-sources", "thesis-cited")
ARTICLE = (
    "j|Barlow, Esme; Quint, Harvey|2016|Peer workers in rural clinics|Journal of Care|12(1)|3-9"
)


def verdict(one: dict[str, Any], two: dict[str, Any]) -> str:
    index = WorkIndex()
    index.add("one", one)
    return index.match(two).verdict


@pytest.mark.parametrize("half", ["development", "held-out"])
def test_hand_made_pairs(half: str) -> None:
    pairs = read_pairs(PAIRS, half)
    same = [pair for pair in pairs if pair.same]
    assert (len(pairs), len(same)) == (152, 85)
    assert len({pair.label for pair in pairs}) == 20
    found = [pair for pair in pairs if match_pair(pair).verdict == "same"]
    assert [pair for pair in found if not pair.same] == []
    missed = [pair for pair in same if pair not in found]
    assert len(missed) <= 0.05 * len(same), missed


@pytest.mark.parametrize("half", ["development", "held-out"])
def test_the_order_of_two_works_does_not_matter(half: str) -> None:
    for pair in read_pairs(PAIRS, half):
        one, two = facts_of(pair.one), facts_of(pair.two)
        assert compare(one, two).verdict == compare(two, one).verdict, pair


@pytest.mark.parametrize("half", ["development", "held-out"])
def test_a_work_is_found_again_as_it_was_put_in(half: str) -> None:
    for pair in read_pairs(PAIRS, half):
        assert verdict(dict(pair.one), dict(pair.one)) == "same", pair.one


def test_works_known_to_be_different_stay_apart() -> None:
    index = WorkIndex()
    for name in BIBLIOGRAPHY:
        for reference in read_library(DATA / f"bibliography/{name}.bib").references:
            match = index.match(reference.csl)
            assert match.verdict != "same", (reference.id, match)
            index.add(reference.id, reference.csl)
    assert len(index) >= 192


def test_every_work_of_the_bibliography_is_found_again() -> None:
    index = WorkIndex()
    works = [
        reference
        for name in BIBLIOGRAPHY
        for reference in read_library(DATA / f"bibliography/{name}.bib").references
    ]
    for reference in works:
        index.add(reference.id, reference.csl)
    untitled = 0
    for reference in works:
        match = index.match(reference.csl)
        if "title" in reference.csl:
            assert (match.verdict, match.id) == ("same", reference.id)
        else:  # author and year alone prove nothing
            untitled += 1
            assert match.verdict in ("same", "uncertain")
    assert untitled < 40


@pytest.mark.skipif(not DOSSIER.is_file(), reason="the dossier is not beside this checkout")
def test_references_read_from_the_dossier_are_the_curated_works() -> None:
    with (DATA / "bibliography/occurrences/ireps-dossier-2019.csv").open(encoding="utf-8") as file:
        places = [(row["work"], *_lines(row["place"])) for row in csv.DictReader(file)]
    index = WorkIndex()
    for name in BIBLIOGRAPHY:
        for reference in read_library(DATA / f"bibliography/{name}.bib").references:
            index.add(reference.id, reference.csl)
    references = extract_text(DOSSIER.read_text("utf-8")).references
    found = 0
    for reference in references:
        match = index.match(reference.csl)
        begins = [place.line for place in reference.occurrences]
        works = {work for work, first, last in places for line in begins if first <= line <= last}
        if match.verdict == "same":
            assert match.id in works, (reference.csl, match)
            found += 1
    assert len(references) > 95
    assert found >= 0.95 * len(references)


def _lines(place: str) -> tuple[int, int]:
    first, _, last = place.partition(":")[2].partition("-")
    return int(first), int(last or first)


def test_a_generated_library() -> None:
    measure = measure_duplicates(3000, seed=7)
    assert measure.precision >= 0.999, measure.wrong
    assert measure.recall >= 0.95
    assert set(measure.recall_of) == set(VARIATIONS)
    assert measure.records == 3000
    assert 2000 < measure.added < 2800
    assert 0 < measure.uncertain < 0.05


def test_the_same_seed_makes_the_same_library() -> None:
    assert list(made_up_works(200, 3)) == list(made_up_works(200, 3))
    assert list(made_up_works(200, 3)) != list(made_up_works(200, 4))


def test_a_crowded_title_costs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def counted(one: Any, two: Any) -> Any:
        nonlocal calls
        calls += 1
        return compare(one, two)

    monkeypatch.setattr("kg.matching.works.compare", counted)
    index = WorkIndex()
    for number in range(2000):
        csl = {"type": "article-journal", "title": "Éditorial", "page": str(number)}
        index.match(csl)
        index.add(str(number), csl)
    assert calls <= 2000 * 12


def test_decisions_win_over_rules() -> None:
    one, two = csl_of(ARTICLE), csl_of(ARTICLE, {"t": "Something else altogether", "p": "80-90"})
    index = WorkIndex(different=[("a", "b")], same=[("a", "z")])
    index.add("a", one)
    assert index.match(one).verdict == "same"
    assert index.match(one, id="b").verdict == "new"
    match = index.match(two, id="z")
    assert (match.verdict, match.id, match.score) == ("same", "a", 1.0)
    assert match.reasons[0].fact == "decided before to be the same"


def test_what_follows_from_decisions() -> None:
    index = WorkIndex(same=[("a", "b"), ("b", "c")], different=[("c", "d")])
    index.add("a", csl_of(ARTICLE))
    assert index.match({}, id="c").id == "a"
    assert index.match(csl_of(ARTICLE), id="d").verdict == "new"
    with pytest.raises(ContradictionError, match="'a' and 'c'"):
        WorkIndex(same=[("a", "b"), ("b", "c")], different=[("a", "c")])


def test_two_works_that_fit_equally_are_left_to_a_person() -> None:
    index = WorkIndex(different=[("a", "b")])
    index.add("a", csl_of(ARTICLE, {"v": "12(1)", "p": None}))
    index.add("b", csl_of(ARTICLE, {"v": "12(1)", "p": None}))
    match = index.match(csl_of(ARTICLE, {"v": None, "p": None}))
    assert match.verdict == "uncertain"
    assert [rival for rival, _ in match.rivals] == ["b"]
    assert match.reasons[-1].fact == "several works fit equally: 2"


def test_a_work_is_not_matched_with_itself() -> None:
    index = WorkIndex()
    index.add("a", csl_of(ARTICLE))
    assert index.match(csl_of(ARTICLE), id="a").verdict == "new"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"t": "Chapters and verses of another kind"}, "uncertain"),
        ({"t": "Les travailleurs pairs dans les cliniques rurales"}, "same"),
        ({"t": "Erratum: Peer workers in rural clinics"}, "uncertain"),
        ({"a": "Nobody, Known", "t": "Quite another thing"}, "uncertain"),
        ({"t": None}, "same"),
    ],
)
def test_one_doi_is_not_always_one_work(changes: dict[str, str], expected: str) -> None:
    one = csl_of(f"{ARTICLE}|DOI=10.5555/x.1")
    two = csl_of(f"{ARTICLE}|DOI=10.5555/x.1", {"v": None, "p": None} | changes)
    assert verdict(one, two) == expected


def test_reasons_are_said_in_both_languages() -> None:
    for phrase in PHRASES:
        said = reason(phrase, "7")
        assert said.text("en").endswith("(7)")
        assert said.text("fr").endswith("(7)")
        assert said.text("fr").split(" : ", 1)[1] != said.text("en").split(": ", 1)[1]
    assert reason("same DOI", "10.1/a: b").text("fr") == "DOI : même DOI (10.1/a: b)"


def test_scores_agree_with_verdicts() -> None:
    bands = {"same": (0.9, 1.0), "uncertain": (0.5, 0.89), "new": (0.0, 0.49)}
    seen = set()
    for pair in read_pairs(PAIRS, "development"):
        match = match_pair(pair)
        low, high = bands[match.verdict]
        assert low <= match.score <= high
        seen.add(match.verdict)
    assert seen == set(bands)


def test_identifiers_in_one_form() -> None:
    assert doi("https://dx.doi.org/10.5555/Ab%2F3.") == "10.5555/ab/3"
    assert doi("10.21203/rs.3.rs-1/v2") == doi("10.21203/rs.3.rs-1/v1")
    assert isbns("2-13-000000-X 978-2-13-000000-1") == isbns("213000000X, 9782130000001")
    assert isbns("0-306-40615-2") == ("9780306406157",)
    assert address("http://WWW.Example.org/a/b/?utm_source=x#p") == "example.org/a/b"
    assert address("https://example.org/") == ""
    found = identifiers_of(
        {
            "URL": "https://hal.science/hal-01234567v2/document",
            "note": "PMID: 0012345 ; PMC7654321 ; arXiv:2101.00001",
        }
    )
    numbers = ("HAL:hal-01234567", "PMCID:7654321", "PMID:12345", "arXiv:2101.00001")
    assert found.strong == numbers


@pytest.mark.parametrize(
    ("one", "two", "edits"),
    [
        ("organisation", "organization", 1),
        ("hospital", "hosptial", 1),
        ("qualitative", "quantitative", 0),
        ("employer", "employee", 0),
        ("inpatient", "outpatient", 0),
        ("aidants", "aides", 0),
        ("men", "man", 0),
        ("meres", "peres", 0),
    ],
)
def test_misspellings_and_other_words(one: str, two: str, edits: int) -> None:
    assert misspelt(one, two) == misspelt(two, one) == edits


@pytest.mark.parametrize(
    "csl",
    [
        {},
        {"title": ""},
        {"title": "···"},
        {"title": 7, "author": "Someone", "issued": "2012", "page": None},
        {"title": "x", "author": [None, 3, {}, {"family": ""}], "issued": {"date-parts": [[]]}},
        {"title": "a " * 50_000, "DOI": "10.5555/" + "(" * 10_000, "URL": "http://" + "a?" * 9999},
        {"title": "的研究 与 方法", "author": [{"family": "王", "given": "小明"}]},
        {"issued": {"date-parts": [["soon"]]}, "ISBN": "x" * 1000, "number-of-pages": "many"},
        {"issued": {"literal": "vers 1998"}, "title": "[Page internet]"},
    ],
)
def test_odd_fields_stop_nothing(csl: dict[str, Any]) -> None:
    index = WorkIndex()
    index.add("a", csl)
    assert index.match(csl).verdict in ("same", "uncertain", "new")
