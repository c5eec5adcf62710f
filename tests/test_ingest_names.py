"""Persons, journals, publishers and programmes of what is taken in, and citations of documents."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from kg.ingest.running import ingest
from kg.read.folder import read_folder
from tests.ingest_files import bib, by_record, content, problems_of, rows, works

PEERS = "title={Peers who mend the long nets}, year={2015}, journal={Harbour Revew}"
DECISIONS = "a,b,verdict,by,date,reason_fr,reason_en,kind\n"


def decide(toy: Path, *lines: str) -> None:
    folder = toy / "matching"
    folder.mkdir(exist_ok=True)
    text = DECISIONS + "".join(f"{line}\n" for line in lines)
    (folder / "decisions.csv").write_text(text, "utf-8")


def named(toy: Path, taken: object, kind: str) -> list[tuple[str, str, str]]:
    return [
        (row["printed"], row["candidate"], row["verdict"])
        for row in rows(toy, taken, "names.csv")  # type: ignore[arg-type]
        if row["kind"] == kind
    ]


def test_an_initial_joins_by_a_co_author_and_else_is_listed(toy: Path, tmp_path: Path) -> None:
    sure = bib(
        tmp_path / "sure.bib",
        ("a", "author={Quay, A. and de la Mer, Jean-Paul and Maréchal, Léa}, " + PEERS),
        ("b", "author={de la Mer, J.}, title={Alone on the far pier}, year={2011}"),
    )
    [taken] = ingest([sure], toy)
    assert named(toy, taken, "person") == [
        ("Quay, A.", "quay-ann", "same"),
        ("de la Mer, J.", "de-la-mer-jean-paul", "uncertain"),
    ]
    people = rows(toy, taken, "people.csv")
    assert [(row["printed"], row["person"]) for row in people] == [("Quay, A.", "quay-ann")]
    assert works(toy)[by_record(taken)["a"].work].author[0].printed == "Quay, A."
    assert problems_of(toy) == []


def test_a_decision_takes_a_join_back_and_is_remembered(toy: Path, tmp_path: Path) -> None:
    path = bib(
        tmp_path / "sure.bib",
        ("a", "author={Quay, A. and de la Mer, Jean-Paul and Maréchal, Léa}, " + PEERS),
    )
    before = content(toy)
    [taken] = ingest([path], toy)
    decide(toy, '"quay-ann","Quay, A.",different,A reader,2020-01-01,Autre,Another,person')
    assert problems_of(toy) == []
    shutil.rmtree(toy / "imports" / taken.id)
    assert {n: c for n, c in content(toy).items() if not n.startswith("matching/")} == before
    [again] = ingest([path], toy)
    assert not (toy / "imports" / again.id / "people.csv").exists()


def test_a_decision_joins_a_name(toy: Path, tmp_path: Path) -> None:
    path = bib(tmp_path / "b.bib", ("b", "author={de la Mer, J.}, title={A far pier}, year={2011}"))
    ingest([path], toy)
    decide(
        toy, 'de-la-mer-jean-paul,"de la Mer, J.",same,A reader,2020-01-01,Le même,The same,person'
    )
    assert problems_of(toy) == []
    decide(toy, 'de-la-mer-jean-paul,"Noone, Zed",same,A reader,2020-01-01,Lui,Him,person')
    assert any("No work prints the name 'Noone, Zed'" in text for text in problems_of(toy))


def test_a_journal_is_led_to_a_known_one_and_printed_as_it_was(toy: Path, tmp_path: Path) -> None:
    path = bib(tmp_path / "j.bib", ("a", "author={Roe, Ann}, " + PEERS))
    [taken] = ingest([path], toy)
    assert named(toy, taken, "journal") == [("Harbour Revew", "Harbour Review", "same")]
    assert works(toy)[by_record(taken)["a"].work].journal == "Harbour Revew"
    assert problems_of(toy) == []


def test_a_programme_is_linked_only_where_it_is_named(toy: Path, tmp_path: Path) -> None:
    path = bib(
        tmp_path / "p.bib",
        ("a", "author={Roe, Ann}, title={Le Programme du Port, dix ans après}, year={2014}"),
        ("b", "author={Roe, Bea}, title={Un port sans programme}, year={2014}"),
    )
    [taken] = ingest([path], toy)
    found = works(toy)
    assert found[by_record(taken)["a"].work].programmes == ("harbour",)
    assert found[by_record(taken)["b"].work].programmes == ()
    assert named(toy, taken, "programme") == [("Programme du Port", "harbour", "same")]
    work = by_record(taken)["a"].work
    decide(toy, f"harbour,{work},different,A reader,2020-01-01,Un autre,Another,programme")
    assert problems_of(toy) == []


def test_citations_of_a_document_are_kept_and_lead_to_works(toy: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(
        "# Nets\n\nPeers mend nets (Roe, 2012) and sails (Nobody, 1950).\n\n# References\n\n"
        "Roe, A. (2012). Peers who mend the long nets. Harbour Review, 3(2), 5-9.\n",
        "utf-8",
    )
    [taken] = ingest([path], toy)
    found = rows(toy, taken, "citations.csv")
    work = taken.outcomes[0].work
    assert [(row["line"], row["kind"], row["work"]) for row in found] == [
        ("3", "author-year", work),
        ("3", "author-year", ""),
    ]
    assert problems_of(toy) == []
    assert len(read_folder(toy).records.cited) == 2


@pytest.mark.parametrize("file", ["works.bib", "names.csv", "records.csv"])
def test_no_abstract_leaves_the_users_own_copy(toy: Path, tmp_path: Path, file: str) -> None:
    path = bib(
        tmp_path / "p.bib",
        (
            "a",
            "author={Roe, Ann}, title={Programme du Port}, year={2014}, abstract={Waves of words}",
        ),
    )
    [taken] = ingest([path], toy)
    folder = toy / "imports" / taken.id
    kept = json.loads((folder / "kept.jsonl").read_text("utf-8"))
    assert kept["csl"]["abstract"] == "Waves of words"
    assert "Waves of words" not in (folder / file).read_text("utf-8")


def test_decisions_without_a_kind_are_about_works(toy: Path) -> None:
    folder = toy / "matching"
    folder.mkdir()
    with (folder / "decisions.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(DECISIONS.strip().removesuffix(",kind").split(","))
        writer.writerow(["harbour-2012", "marechal-2010", "different", "A", "2020", "x", "x"])
    assert problems_of(toy) == []
