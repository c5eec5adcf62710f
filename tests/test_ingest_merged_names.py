"""Journals and publishers under other names: a statement with its reasons, undone with its row."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import build
from kg.graph import KnowledgeGraph
from kg.ingest.running import Taken, ingest
from kg.iris import DEFAULT_BASE
from kg.rows import Row
from kg.store import open_current
from tests.conftest import ONTOLOGY
from tests.ingest_files import bib, by_record, problems_of, works

DECISIONS = "a,b,verdict,by,date,reason_fr,reason_en,kind\n"
Merged = Callable[[str], list[Row]]


@pytest.fixture
def taken(toy: Path, tmp_path: Path) -> Taken:
    """A journal and a publisher that the toy corpus prints otherwise."""
    path = bib(
        tmp_path / "j.bib",
        (
            "a",
            "author={Roe, Ann}, title={Peers who mend the long nets}, year={2015}, "
            "journal={Harbour Revew}, publisher={Quay Press}",
        ),
        ("b", "author={Roe, Bea}, title={Sails}, year={2016}, publisher={Quay Pres}"),
    )
    [found] = ingest([path], toy)
    return found


@pytest.fixture
def merged(toy: Path, tmp_path: Path) -> Merged:
    """The other names of a name, in a graph built of the data as they are then."""

    def ask(name: str) -> list[Row]:
        store = tmp_path / "store"
        build(toy, ONTOLOGY, store, DEFAULT_BASE)
        return KnowledgeGraph(open_current(store).engine).rows("names_merged", name=name)

    return ask


def decide(toy: Path, *lines: str) -> None:
    (toy / "matching").mkdir(exist_ok=True)
    text = DECISIONS + "".join(f"{line}\n" for line in lines)
    (toy / "matching" / "decisions.csv").write_text(text, "utf-8")


def printed(rows: list[Row]) -> list[str]:
    return [str(row["printed"]) for row in rows]


def test_a_merge_is_told_with_its_reasons_and_its_import(
    toy: Path, taken: Taken, merged: Merged
) -> None:
    [row] = merged("Harbour Review")
    assert (row["printed"], row["kind"], row["import"]) == ("Harbour Revew", "journal", taken.id)
    [match] = [name for name in taken.named if name.kind == "journal"]
    assert match.match.reasons[0].text("fr") in str(row["reason_fr"])
    assert match.match.reasons[0].text("en") in str(row["reason_en"])
    [firm] = merged("Quay Press")
    assert (firm["printed"], firm["kind"]) == ("Quay Pres", "publisher")
    assert works(toy)[by_record(taken)["a"].work].journal == "Harbour Revew"


def test_to_take_the_row_out_undoes_it(toy: Path, taken: Taken, merged: Merged) -> None:
    path = toy / "imports" / taken.id / "names.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    kept = [row for row in rows if row[0] != "journal"]
    assert len(kept) == len(rows) - 1
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *kept])
    assert merged("Harbour Review") == []
    assert printed(merged("Quay Press")) == ["Quay Pres"]
    shutil.rmtree(toy / "imports" / taken.id)
    assert merged("Quay Press") == []


@pytest.mark.usefixtures("taken")
def test_a_decision_takes_a_merge_back(toy: Path, merged: Merged) -> None:
    decide(toy, "Harbour Review,Harbour Revew,different,A reader,2020-01-01,Autre,Another,journal")
    assert merged("Harbour Review") == []
    (toy / "matching" / "decisions.csv").unlink()
    assert printed(merged("Harbour Review")) == ["Harbour Revew"]


def test_a_decision_merges_two_names(toy: Path, merged: Merged) -> None:
    decide(
        toy, "Harbour Review,Port Letters,same,A reader,2020-01-01,Ancien nom,Former name,journal"
    )
    [row] = merged("Harbour Review")
    assert (row["printed"], row["import"]) == ("Port Letters", None)
    assert (row["reason_fr"], row["reason_en"]) == ("Ancien nom", "Former name")


@pytest.mark.usefixtures("taken")
def test_a_chain_leads_to_its_end(toy: Path, merged: Merged) -> None:
    decide(toy, "The Harbour,Harbour Review,same,A reader,2020-01-01,Nouveau nom,New name,journal")
    assert printed(merged("The Harbour")) == ["Harbour Revew", "Harbour Review"]
    assert merged("Harbour Review") == []


@pytest.mark.usefixtures("taken")
def test_a_decision_the_other_way_round_wins(toy: Path, merged: Merged) -> None:
    decide(toy, "Harbour Revew,Harbour Review,same,A reader,2020-01-01,Oui,Yes,journal")
    assert printed(merged("Harbour Revew")) == ["Harbour Review"]
    assert merged("Harbour Review") == []


def test_names_that_differ_in_a_full_stop_stay_apart(toy: Path, merged: Merged) -> None:
    decide(
        toy,
        "Harbour Review,Harb. Rev.,same,A reader,2020-01-01,Abrégé,Short,journal",
        "Harbour Review,Harb Rev,same,A reader,2020-01-01,Abrégé,Short,journal",
        "Harbour Review,王,same,A reader,2020-01-01,Traduit,Translated,journal",
    )
    assert printed(merged("Harbour Review")) == ["Harb Rev", "Harb. Rev.", "王"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("A,A,same",), "'A' is merged into itself"),
        (("A,B,same", "B,A,same"), "'A' is merged into itself"),
        (("A,B,same", "C,B,same"), "'B' is merged twice"),
        (("A,B,same", "B,A,different"), "'A' and 'B' are held to be the same name here"),
    ],
)
def test_decisions_that_cannot_be(toy: Path, lines: tuple[str, ...], message: str) -> None:
    decide(toy, *(f"{line},A reader,2020-01-01,Oui,Yes,journal" for line in lines))
    [problem] = problems_of(toy)
    assert message in problem
    assert "decisions.csv" in problem
