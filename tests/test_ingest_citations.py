"""Citations of an ingested document: in the graph once the document is a source."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.ingest.running import Taken, ingest
from tests.ingest_files import bib, client_of, problems_of, rows

REPORT = (
    "# Nets\n\nPeers mend nets (Roe, 2012) and sails (Nobody, 1950).\n"
    "Nets last (Roe, 2012), and again (Roe, 2012).\n\n# References\n\n"
    "Roe, A. (2012). Peers who mend the long nets. Harbour Review, 3(2), 5-9.\n"
)


@pytest.fixture
def taken(toy: Path, tmp_path: Path) -> Taken:
    """A report that cites a work three times, and one that nobody knows."""
    path = tmp_path / "report.md"
    path.write_text(REPORT, "utf-8")
    [found] = ingest([path], toy)
    assert len(rows(toy, found, "citations.csv")) == 4
    return found


def as_source(toy: Path, taken: Taken) -> None:
    """Enter the document among the sources, as the text of a work that is there."""
    about = (toy / "imports" / taken.id / "import.yaml").read_text("utf-8")
    sha256 = next(line.split()[1] for line in about.splitlines() if "sha256" in line)
    with (toy / "sources.yaml").open("a", encoding="utf-8") as stream:
        stream.write(
            f"- id: nets-report\n  label: Nets report\n  language: en\n  work: marechal-2010\n"
            f"  file: report.md\n  sha256: {sha256}\n  lines: 8\n"
            f'  sections:\n    - {{number: "1", heading: "Nets", line: 1}}\n'
        )


def test_they_are_citations_of_the_source_with_their_place(
    toy: Path, taken: Taken, tmp_path: Path
) -> None:
    as_source(toy, taken)
    work = taken.outcomes[0].work
    found = client_of(toy, tmp_path).get("/api/citations?source=nets-report").json()
    assert [
        (item["id"], item["place"]["locator"]["line"], item["cited"]["id"], item["citing"]["id"])
        for item in found["items"]
    ] == [
        (f"nets-report-l3-{work}", 3, work, "marechal-2010"),
        (f"nets-report-l4-{work}", 4, work, "marechal-2010"),
        (f"nets-report-l4-{work}-2", 4, work, "marechal-2010"),
    ]
    first = found["items"][0]
    assert (first["printed"], first["function"], first["inferred"]) == ("Roe, 2012", "cites", True)
    assert "matched by program" in first["reason"]["en"]
    assert "par programme" in first["reason"]["fr"]


def test_a_document_that_is_no_source_has_none(toy: Path, taken: Taken, tmp_path: Path) -> None:
    work = taken.outcomes[0].work
    found = client_of(toy, tmp_path).get(f"/api/citations?work={work}").json()
    assert found["items"] == []


def test_a_curated_citation_wins(toy: Path, taken: Taken, tmp_path: Path) -> None:
    as_source(toy, taken)
    work = taken.outcomes[0].work
    head = (toy / "citations" / "harbour-report.csv").read_text("utf-8").splitlines()[0]
    row = {"source": "nets-report", "line": "4", "printed": "(Roe, 2012)", "work": work or ""}
    row["function"] = "citesAsEvidence"
    cells = ",".join(f'"{row.get(name, "")}"' for name in head.split(","))
    (toy / "citations" / "nets-report.csv").write_text(f"{head}\n{cells}\n", "utf-8")
    found = client_of(toy, tmp_path).get("/api/citations?source=nets-report").json()
    assert [(item["id"], item["function"]) for item in found["items"]] == [
        (f"nets-report-l3-{work}", "cites"),
        (f"nets-report-l4-{work}", "citesAsEvidence"),
    ]


def test_a_merged_work_is_cited_as_the_one_that_is_kept(
    toy: Path, taken: Taken, tmp_path: Path
) -> None:
    as_source(toy, taken)
    [other] = ingest(
        [bib(tmp_path / "o.bib", ("o", "author={Poe, Zed}, title={Oars}, year={1990}"))], toy
    )
    kept, away = other.outcomes[0].work, taken.outcomes[0].work
    (toy / "matching").mkdir(exist_ok=True)
    (toy / "matching" / "decisions.csv").write_text(
        "a,b,verdict,by,date,reason_fr,reason_en\n"
        f"{kept},{away},same,A reader,2020-01-01,Le même,The same\n",
        "utf-8",
    )
    found = client_of(toy, tmp_path).get(f"/api/citations?work={kept}").json()
    assert found["total"] == 3


def test_to_take_the_import_out_takes_them_out(toy: Path, taken: Taken, tmp_path: Path) -> None:
    as_source(toy, taken)
    shutil.rmtree(toy / "imports" / taken.id)
    assert problems_of(toy) == []
    found = client_of(toy, tmp_path).get("/api/citations?source=nets-report").json()
    assert found["items"] == []
