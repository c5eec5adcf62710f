"""One thing once: merges, decisions about them, and old identifiers that lead to works."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from kg.ingest.running import Taken, ingest
from tests.ingest_files import LIBRARY, bib, by_record, client_of, problems_of, rows, works


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "Ma bibliothèque.bib"
    path.write_text(LIBRARY, "utf-8")
    return path


# One thing once


def decide(data: Path, *decisions: str) -> None:
    (data / "matching").mkdir(exist_ok=True)
    head = "a,b,verdict,by,date,reason_fr,reason_en\n"
    lines = "".join(f"{line},A reader,2026-01-05,Relu.,Read again.\n" for line in decisions)
    (data / "matching" / "decisions.csv").write_text(head + lines, "utf-8")


PERHAPS = (
    "author={Maréchal, L.}, title={Stays and peers: an étude}, year={2011}, address={Far Quay}"
)


def uncertain_pair(toy: Path, tmp_path: Path) -> tuple[Taken, Any]:
    """A record that may be the article of 2010: its title, another year, no identifier."""
    path = bib(
        tmp_path / "maybe.bib",
        ("s", PERHAPS),
    )
    [taken] = ingest([path], toy)
    return taken, taken.outcomes[0]


def test_an_uncertain_record_is_added_and_listed(toy: Path, tmp_path: Path) -> None:
    taken, outcome = uncertain_pair(toy, tmp_path)
    assert (outcome.verdict, outcome.candidate) == ("uncertain", "marechal-2010")
    [row] = rows(toy, taken, "uncertain.csv")
    assert (row["work"], row["candidate"]) == ("marechal-2011", "marechal-2010")
    assert row["reason_fr"] != row["reason_en"]
    assert problems_of(toy) == []


def test_a_decision_makes_two_works_one_and_its_row_undoes_it(toy: Path, tmp_path: Path) -> None:
    uncertain_pair(toy, tmp_path)
    apart = works(toy)
    decide(toy, "marechal-2010,marechal-2011,same")
    assert problems_of(toy) == []
    client = client_of(toy, tmp_path)
    work = client.get("/api/works/marechal-2010").json()
    assert work["title"].startswith("Stays and PEERS")
    assert work["also"][0]["id"] == "marechal-2011"
    assert client.get("/api/works?q=Stays").json()["total"] == 1
    turtle = client.get("/work/marechal-2010?format=turtle").text
    assert '"Far Quay"' in turtle
    (toy / "matching" / "decisions.csv").unlink()
    assert works(toy) == apart
    assert client_of(toy, tmp_path).get("/api/works/marechal-2011").status_code == 200


def test_all_that_named_the_merged_work_names_the_kept_one(toy: Path, tmp_path: Path) -> None:
    path = bib(
        tmp_path / "z.bib", ("z", "author={Zed, Zoé}, title={Ferries of the north}, year={1970}")
    )
    [taken] = ingest([path], toy)
    assert taken.outcomes[0].work == "zed-1970"
    before = client_of(toy, tmp_path)
    cited = before.get("/api/citations?work=marechal-2010").json()
    studies = before.get("/api/works/marechal-2010").json()["studies"]
    assert cited["total"] > 0
    assert studies
    decide(toy, "zed-1970,marechal-2010,same")
    assert problems_of(toy) == []
    after = client_of(toy, tmp_path)
    now = after.get("/api/citations?work=zed-1970").json()
    assert [c["id"] for c in now["items"]] == [c["id"] for c in cited["items"]]
    work = after.get("/api/works/zed-1970").json()
    assert [study["id"] for study in work["studies"]] == [study["id"] for study in studies]


def test_old_identifiers_lead_to_the_work(toy: Path, library: Path, tmp_path: Path) -> None:
    [taken] = ingest([library], toy)
    client = client_of(toy, tmp_path)
    alias = by_record(taken)["m10"].alias
    for path in (f"/work/{alias}?lang=en", f"/api/works/{alias}", f"/work/{alias}?format=turtle"):
        answer = client.get(path)
        assert answer.status_code == 308
        assert answer.headers["location"] == path.replace(alias, "marechal-2010")
        assert client.get(answer.headers["location"]).status_code == 200
    assert client.get("/api/works/nobody-1900").status_code == 404
    [other] = client.get("/api/works/marechal-2010").json()["also"]
    assert (other["file"], other["record"], other["line"]) == (library.name, "m10", 2)
    assert "DOI" in other["reason"]["fr"]
    assert {d["field"]: d["value"] for d in other["differences"]}["publisher"] == "Quay Press"


@pytest.mark.parametrize(
    ("decisions", "said"),
    [
        (["marechal-2010,nobody-1900,same"], "There is no work 'nobody-1900'"),
        (["ile-2014,ile-2014,same"], "compared with itself"),
        (["ile-2014,marechal-2010,same", "harbour-2012,marechal-2010,same"], "merged twice"),
        (["ile-2014,marechal-2010,same", "marechal-2010,ile-2014,same"], "merged into itself"),
        (
            ["ile-2014,marechal-2010,same", "marechal-2010,ile-2014,different"],
            "are one by other decisions",
        ),
    ],
)
def test_decisions_that_cannot_stand_are_named(toy: Path, decisions: list[str], said: str) -> None:
    decide(toy, *decisions)
    found = [text for text in problems_of(toy) if said in text]
    assert found
    assert "decisions.csv:2" in "".join(found) or "decisions.csv:3" in "".join(found)


def test_known_different_works_are_not_proposed_again(toy: Path, tmp_path: Path) -> None:
    _, outcome = uncertain_pair(toy, tmp_path)
    decide(toy, f"marechal-2010,{outcome.work},different")
    assert problems_of(toy) == []
    again = bib(
        tmp_path / "again.bib",
        ("t", PERHAPS),
    )
    [taken] = ingest([again], toy)
    assert (taken.outcomes[0].verdict, taken.outcomes[0].work) == ("merged", outcome.work)


def test_a_false_merge_is_undone(toy: Path, library: Path) -> None:
    [taken] = ingest([library], toy)
    alias = by_record(taken)["m10"].alias
    decide(toy, f"marechal-2010,{alias},different")
    [problem] = problems_of(toy)
    assert "are one by an import" in problem
    shutil.rmtree(toy / "imports" / taken.id)
    [again] = ingest([library], toy)
    assert by_record(again)["m10"].verdict == "new"
    assert by_record(again)["m10"].alias == alias
    assert problems_of(toy) == []
