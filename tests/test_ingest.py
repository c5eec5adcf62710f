"""Libraries and documents are taken into a data folder: nothing lost, nothing overwritten."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.bench.ingest import time_ingest
from kg.bench.library import generated_library
from kg.cli.program import program, run
from kg.ingest.running import ingest
from kg.problems import PairkgError, Problems
from tests.ingest_files import LIBRARY, bib, by_record, content, problems_of, rows, works


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "Ma bibliothèque.bib"
    path.write_text(LIBRARY, "utf-8")
    return path


# What comes in


def test_every_record_is_new_merged_uncertain_or_rejected(toy: Path, library: Path) -> None:
    [taken] = ingest([library], toy)
    outcomes = by_record(taken)
    assert taken.counts == {"new": 3, "merged": 1, "uncertain": 0, "rejected": 2}
    assert (outcomes["m10"].verdict, outcomes["m10"].work) == ("merged", "marechal-2010")
    assert outcomes["lune"].work == "lune-cercle-des-iles-1999"
    assert outcomes["lune-2"].work == "lune-1999"
    assert outcomes["empty"].verdict == "rejected"
    assert problems_of(toy) == []


def test_a_new_work_holds_what_the_record_says(toy: Path, library: Path) -> None:
    [taken] = ingest([library], toy)
    found = works(toy)
    lune = found["lune-cercle-des-iles-1999"]
    assert [name.printed for name in lune.author] == ["Lune, Zoé", "Cercle des îles"]
    assert (lune.author[1].corporate, lune.others) == (True, True)
    assert (lune.year, lune.publisher, lune.language) == ("1999-09", "Quay", "en")
    assert (lune.csltype, lune.status, lune.identification) == ("book", "complete", "in-source")
    data = found[by_record(taken)["王"].work]
    assert data.author[0].printed == "王, 小明"
    assert (data.title, data.csltype, data.year, data.url) == ("数据", "document", None, None)
    assert data.note == "csl type: dataset; date: n.d.; URL: ftp://example.org/x"
    assert data.status == "incomplete"


def test_what_has_no_field_with_us_is_kept_as_it_came(toy: Path, library: Path) -> None:
    [taken] = ingest([library], toy)
    lines = (toy / "imports" / taken.id / "kept.jsonl").read_text("utf-8").splitlines()
    kept = {record["id"]: record for record in map(json.loads, lines)}
    assert len(kept) == 5
    assert kept["lune"]["csl"]["abstract"] == "Waves."
    assert kept["m10"]["csl"]["ISSN"] == "1111-2222"


def test_no_curated_value_changes_and_differences_are_listed(toy: Path, library: Path) -> None:
    before = content(toy)
    [taken] = ingest([library], toy)
    after = content(toy)
    assert {name: after[name] for name in before} == before
    assert {name for name in after if name not in before} == {name for name, _ in taken.written}
    found = {
        row["field"]: (row["ours"], row["theirs"]) for row in rows(toy, taken, "differences.csv")
    }
    assert found == {
        "pages": ("12-34", "12-38"),
        "publisher": ("", "Quay Press"),
        "author": (
            "Maréchal, Léa; de la Mer, Jean-Paul; Maréchal, L",
            "Maréchal, Léa; de la Mer, Jean-Paul",
        ),
    }


def test_a_document_is_taken_in_too(toy: Path) -> None:
    [taken] = ingest([Path(__file__).parent / "extract" / "mixed.md"], toy)
    assert taken.counts["new"] == len(taken.outcomes) == 14
    assert problems_of(toy) == []


def test_records_of_one_file_are_matched_with_each_other_and_files_too(
    toy: Path, tmp_path: Path
) -> None:
    fields = (
        "author={Roe, Ann}, title={Peers on the pier of the old town}, journal={Quay}, year={2001}"
    )
    one = bib(tmp_path / "one.bib", ("a", fields), ("b", fields))
    two = bib(tmp_path / "two.bib", ("c", fields + ", volume={4}"))
    first, second = ingest([one, two], toy)
    assert [outcome.work for outcome in (*first.outcomes, *second.outcomes)] == ["roe-2001"] * 3
    assert [outcome.verdict for outcome in first.outcomes] == ["new", "merged"]
    assert second.outcomes[0].differences == (("volume", "", "4"),)
    assert problems_of(toy) == []


# Once, whole or not at all


def test_the_same_file_again_changes_nothing(toy: Path, library: Path) -> None:
    [first] = ingest([library], toy)
    before = content(toy)
    copy = shutil.copy(library, library.with_name("other name.bib"))
    [again] = ingest([Path(copy)], toy)
    assert again.earlier == first.id
    assert content(toy) == before
    library.write_text(LIBRARY + "\n% one more line", "utf-8")
    [changed] = ingest([library], toy)
    assert changed.id != first.id
    assert changed.counts["new"] == 0
    outcomes = by_record(changed)
    assert {outcomes[name].verdict for name in ("m10", "lune", "lune-2")} == {"merged"}
    assert problems_of(toy) == []


def test_a_dry_run_says_what_the_run_does_and_writes_nothing(
    toy: Path, library: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    before = content(toy)
    code = run(["ingest", str(library), "--data", str(toy), "--dry-run"])
    said = capsysbinary.readouterr()
    assert content(toy) == before
    assert b"Nothing was written" in said.err
    assert run(["ingest", str(library), "--data", str(toy)]) == code == 1
    assert capsysbinary.readouterr().out == said.out
    out = said.out.decode()
    added = {name: data.count(b"\n") for name, data in content(toy).items() if name not in before}
    for name, lines in added.items():
        assert f"+ {name}: {lines} lines\n" in out
    assert len(added) == 5


def test_the_report_of_a_program_adds_up(toy: Path, library: Path) -> None:
    result: Result = CliRunner().invoke(
        program, ["ingest", str(library), "--data", str(toy), "--json"]
    )
    [document] = json.loads(result.stdout)
    counted = [document[verdict] for verdict in ("new", "merged", "uncertain", "rejected")]
    assert sum(counted) == document["records"] == len(document["items"]) == 6


@pytest.mark.parametrize("step", ["mkdir", "open", "rename"])
def test_a_full_disk_leaves_the_data_as_they_were(
    toy: Path, library: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = content(toy)
    original = getattr(Path, step)

    def fail(self: Path, *arguments: Any, **options: Any) -> Any:
        if ".draft-" in str(self) and self.name != "records.csv":
            raise OSError(28, "No space left on device")
        return original(self, *arguments, **options)

    monkeypatch.setattr(Path, step, fail)
    [failed] = ingest([library, library], toy)
    assert failed.failure is not None
    assert "No space left on device; nothing was changed" in failed.failure
    monkeypatch.undo()
    assert content(toy) == before
    assert not (toy / "imports").exists()


def test_what_a_kill_left_is_no_data_and_is_cleared(toy: Path, library: Path) -> None:
    left = toy / "imports" / ".draft-half"
    left.mkdir(parents=True)
    (left / "works.bib").write_text("@book{half", "utf-8")
    assert problems_of(toy) == []
    ingest([library], toy)
    assert not left.exists()
    assert problems_of(toy) == []


def test_a_folder_that_lost_a_file_is_named(toy: Path, library: Path) -> None:
    [taken] = ingest([library], toy)
    (toy / "imports" / taken.id / "import.yaml").unlink()
    assert any("has records but no import.yaml" in text for text in problems_of(toy))
    [failed] = ingest([library], toy)
    assert "is there but is not the import of" in (failed.failure or "")


def test_a_file_that_holds_nothing_costs_the_others_nothing(
    toy: Path, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    assert run(["ingest", str(empty), str(library), "--data", str(toy)]) == 1
    said = capsys.readouterr()
    assert "not taken in" in said.out
    assert "6 records = 3 new" in said.out
    assert "empty.txt" in said.err


def test_another_folder_is_no_data_folder(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ingest", str(library), "--data", str(tmp_path)]) == 1
    assert "has no sources.yaml" in capsys.readouterr().err


def test_two_at_once_is_refused(toy: Path, library: Path) -> None:
    handle = os.open(toy, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(PairkgError, match=r"Another ingest is writing"):
            ingest([library], toy)
        assert ingest([library], toy, dry_run=True)[0].counts["new"] == 3
    finally:
        os.close(handle)


def test_data_that_cannot_be_read_stop_it(toy: Path, library: Path) -> None:
    (toy / "bibliography" / "more.bib").write_text("@book{x, title = {", "utf-8")
    with pytest.raises(Problems, match=r"more\.bib"):
        ingest([library], toy)


def test_the_shipped_data_stay_as_they_are(
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    inside = tmp_path / "_shipped" / "data"
    inside.mkdir(parents=True)
    monkeypatch.setattr("kg.cli.ingest.shipped_data", lambda: inside)
    assert run(["ingest", str(library), "--data", str(inside)]) == 2
    assert "copy that folder and give the copy with --data DIR" in capsys.readouterr().err


def test_to_undo_an_import_is_to_take_its_folder_out(toy: Path, library: Path) -> None:
    before = content(toy)
    [taken] = ingest([library], toy)
    shutil.rmtree(toy / "imports" / taken.id)
    assert content(toy) == before


def test_a_larger_library_passes_the_check(toy: Path, tmp_path: Path) -> None:
    path = tmp_path / "larger.bib"
    path.write_text(generated_library(200), "utf-8")
    [taken] = ingest([path], toy)
    assert sum(taken.counts.values()) == 200
    assert taken.counts["rejected"] == 0
    assert problems_of(toy) == []
    assert len(works(toy)) == 4 + taken.counts["new"] + taken.counts["uncertain"]


def test_the_timing_of_a_small_library(toy: Path) -> None:
    [small] = time_ingest(toy, [200])
    assert small.records == small.new + small.merged + small.uncertain == 200
    assert small.precision == 1
    assert small.recall > 0.9
    assert small.seconds > 0
    assert small.megabytes > 10
    assert not (toy / "imports").exists()


def test_killed_in_the_middle_of_writing_it_leaves_nothing(toy: Path, library: Path) -> None:
    """The process ends as if killed at the moment when the last file is being written."""
    code = (
        "import os, pathlib, sys\n"
        "import kg.ingest.folder as folder\n"
        "write = folder._write\n"
        "def killed(path, content):\n"
        "    if path.name == 'import.yaml': os.kill(os.getpid(), 9)\n"
        "    write(path, content)\n"
        "folder._write = killed\n"
        "from kg.ingest import ingest\n"
        "ingest([pathlib.Path(sys.argv[1])], pathlib.Path(sys.argv[2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(library), str(toy)], check=False)
    assert done.returncode == -9
    assert list((toy / "imports").glob(".draft-*"))
    assert problems_of(toy) == []
    [taken] = ingest([library], toy)
    assert taken.counts["new"] == 3
    assert not list((toy / "imports").glob(".draft-*"))
