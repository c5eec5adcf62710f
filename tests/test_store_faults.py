"""A store on a full, read-only, foreign or damaged disk: one sentence, and nothing is lost."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.program import run
from kg.live import Write, WriteFailed, Writer
from kg.live.errors import WriteError
from kg.live.journal import Journal
from kg.live.recovery import serve_build
from kg.manifest import as_text, from_text
from kg.resources import shipped_ontology
from kg.store import FORMAT, StoreError, current, find, open_current, sound
from tests.rights import HELD, bound
from tests.stress.serving import ROOT, Server
from tests.test_live import insert, new_build, written

HELD_TO_RIGHTS = pytest.mark.skipif(not HELD, reason="run below with fewer rights")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    new_build(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def writer(store: Path) -> Iterator[Writer]:
    writer = Writer(store, shipped_ontology())
    yield writer
    writer.close()


def lines(store: Path) -> set[bytes]:
    path = find(store, current(store) or "")
    assert path is not None
    dumped = ox.Store.read_only(str(path.quads)).dump(format=ox.RdfFormat.N_QUADS)
    return set((dumped or b"").splitlines())


def left(store: Path) -> list[str]:
    """Drafts that nobody has taken away."""
    names = [path.name for path in (*store.iterdir(), *(store / "generations").iterdir())]
    return [name for name in names if name.startswith(".") and not name.startswith(".head-")]


def flip(generation: Path) -> int:
    """Turn bytes over in the middle of every table; how many tables."""
    tables = [path for path in (generation / "quads").glob("*.sst") if path.stat().st_size > 1000]
    for path in tables:
        data = bytearray(path.read_bytes())
        for place in range(len(data) // 4, len(data) // 2):
            data[place] ^= 0xFF
        path.write_bytes(data)
    return len(tables)


# a full disk


def test_a_full_disk_refuses_a_write_and_loses_nothing(store: Path, writer: Writer) -> None:
    """The size that the process may give a file stands for the room on the disk."""
    writer.submit(insert(1))
    before, entries = lines(store), (store / "journal.jsonl").read_bytes()
    process = writer._process
    assert process is not None
    assert process.pid is not None
    _, most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (2000, most))
    triples = " ".join(f'<a:{n}> <a:p> "{n * "x"}" .' for n in range(300))
    with pytest.raises(WriteError, match=r"nothing was written|cannot be"):
        writer.submit(Write("update", f"INSERT DATA {{ {triples} }}".encode()))
    assert lines(store) == before
    assert (store / "journal.jsonl").read_bytes() == entries
    if process.is_alive():
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))
    done = writer.submit(insert(2))  # there is room again
    assert done is not None
    assert done.number == 2
    assert written(store) == {1, 2}
    assert left(store) == []


def test_a_journal_that_takes_no_more_is_as_it_was(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(store)
    journal.append(1, insert(1))
    before = journal.path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.live.journal.os.fsync", full)
    with pytest.raises(WriteFailed, match="No space left"):
        journal.append(2, insert(2))
    assert journal.path.read_bytes() == before
    assert journal.last() == 1


# a disk that may not be written


@pytest.mark.skipif(HELD, reason="the tests that it runs have run as they are")
def test_an_administrator_without_rights_over_files_is_told_the_same() -> None:
    command = bound()
    if command is None:
        pytest.skip("setpriv of util-linux, which takes rights away, is not there")
    tests = (
        "tests/test_live.py::test_a_store_that_may_not_be_written",
        "tests/test_store_faults.py::test_a_store_of_another_user_is_said_so",
        "tests/test_store_faults.py::test_a_store_that_may_only_be_read_is_read",
        "tests/test_store_faults.py::test_a_backup_where_nothing_may_be_written_is_said_so",
    )
    done = subprocess.run(
        [*command, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert f"{len(tests)} passed" in done.stdout, done.stdout
    assert "skipped" not in done.stdout


@HELD_TO_RIGHTS
def test_a_store_that_may_only_be_read_is_read(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = tmp_path / "q.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    folders = [path for path in (*store.rglob("*"), store) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o500)
    try:
        assert run(["query", str(query), "--store", str(store), "--format", "csv"]) == 0
        assert capsys.readouterr().out.split() == ["n", "3"]
        serving = find(store, current(store) or "")
        assert serving is not None
        assert sound(serving)
    finally:
        for folder in folders:
            folder.chmod(0o700)


@HELD_TO_RIGHTS
def test_a_backup_where_nothing_may_be_written_is_said_so(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "b.tar.gz"
    store.chmod(0o500)
    try:
        assert run(["backup", str(file), "--store", str(store)]) == 1
        assert capsys.readouterr().err.splitlines() == [
            f"The store {store} cannot be written: Permission denied."
        ]
    finally:
        store.chmod(0o700)
    assert not file.exists()


@HELD_TO_RIGHTS
def test_a_store_of_another_user_is_said_so(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "read-only"
    assert run(["build", "--data", str(toy), "--store", str(store)]) == 0
    capsys.readouterr()
    for path in (store / "lock", store / "generations", store):
        path.chmod(0o500)
    try:
        assert run(["build", "--data", str(toy), "--store", str(store)]) == 1
        said = capsys.readouterr().err.splitlines()
        assert said == [f"The store {store} cannot be written: Permission denied."]
        assert run(["query", "-", "--store", str(store)]) != 2
    finally:
        for path in (store, store / "generations", store / "lock"):
            path.chmod(0o700)
    assert open_current(store).engine.size() > 100


def test_a_store_that_is_no_folder_is_said_so(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("not a store")
    assert run(["build", "--data", str(toy), "--store", str(file)]) != 0
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert str(file) in said
    assert "fault in pairkg" not in said
    assert file.read_text() == "not a store"


# another version


def test_a_store_of_another_version_is_refused(
    store: Path, writer: Writer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    writer.submit(insert(1))
    writer.close()
    serving = find(store, current(store) or "")
    assert serving is not None
    facts = serving.path / "generation.json"
    whole = facts.read_text()
    content, files = from_text(whole)
    assert files is not None
    assert content["format"] == FORMAT
    facts.write_text(as_text(content | {"format": FORMAT + 1}, files))
    with pytest.raises(StoreError, match=rf"another version of pairkg \(form {FORMAT + 1};"):
        open_current(store)
    with pytest.raises(StoreError, match="another version"):
        writer.submit(insert(2))
    query = tmp_path / "q.rq"
    query.write_text("ASK { ?s ?p ?o }")
    assert run(["query", str(query), "--store", str(store)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "use that version" in said[0]
    facts.write_text(whole)
    assert written(store) == {1}


# damage


def test_damage_is_recognised(store: Path, writer: Writer) -> None:
    writer.submit(insert(1))
    serving = find(store, current(store) or "")
    assert serving is not None
    assert sound(serving)
    assert flip(serving.path)
    assert not sound(serving)


def test_a_damaged_store_is_built_again_from_the_data_and_the_journal(
    toy: Path, tmp_path: Path
) -> None:
    store = tmp_path / "built"
    arguments = ("--data", str(toy))
    server = Server(store, arguments)
    server.stop()
    writer = Writer(store, shipped_ontology())
    try:
        for number in (1, 2):
            writer.submit(insert(number))
    finally:
        writer.close()
    before = lines(store)
    serving = find(store, current(store) or "")
    assert serving is not None
    # The version shares its files with the build, so both are damaged.
    assert flip(serving.path)
    server = Server(store, arguments)
    try:
        assert any("is damaged; it is made again" in line for line in server.said), server.said
        assert [row["n"] for row in server.rows(
            "SELECT (COUNT(*) AS ?n) { GRAPH <http://example.org/w> { ?s ?p ?o } }"
        )] == ["2"]  # fmt: skip
    finally:
        server.stop()
    after = lines(store)
    times = (b"graph/provenance", b"purl.org/dc/terms/modified")
    assert [line for line in before ^ after if not any(part in line for part in times)] == []
    assert written(store) == {1, 2}


def test_a_damaged_empty_store_is_made_again_from_the_journal(tmp_path: Path) -> None:
    store = tmp_path / "empty"
    Server(store).stop()
    writer = Writer(store, shipped_ontology())
    try:
        writer.submit(insert(1))
    finally:
        writer.close()
    serving = find(store, current(store) or "")
    assert serving is not None
    (serving.quads / "CURRENT").write_text("nothing\n")
    server = Server(store)
    try:
        assert any("is damaged" in line for line in server.said)
    finally:
        server.stop()
    assert written(store) == {1}


def test_a_damaged_journal_is_said_and_nothing_is_changed(store: Path, writer: Writer) -> None:
    for number in (1, 2):
        writer.submit(insert(number))
    writer.close()
    before, serving = lines(store), current(store)
    path = store / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"n1", b"n9", 1))
    ground = find(store, "build")
    assert ground is not None
    with pytest.raises(Exception, match=r"journal\.jsonl:1: .* is damaged"):
        serve_build(store, ground)
    assert (lines(store), current(store)) == (before, serving)


# the end


def test_a_server_that_is_told_to_end_leaves_nothing(tmp_path: Path) -> None:
    """Also while queries run that have no end."""
    store = tmp_path / "store"
    new_build(store, "empty", count=300)
    server = Server(store)
    group = server.process.pid
    assert server.query("ASK { ?s ?p ?o }")[0] == 200
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    threads = [threading.Thread(target=_ask, args=(server, endless)) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    begun = time.monotonic()
    server.stop()
    assert time.monotonic() - begun < 6
    for thread in threads:
        thread.join()
    while _lives(group) and time.monotonic() - begun < 8:
        time.sleep(0.1)
    assert not _lives(group)
    assert not list(store.glob(".head-*"))
    assert not list(Path(tempfile.gettempdir()).glob(f"pairkg-answers-{group}-*"))


def _lives(group: int) -> bool:
    """Whether a process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _ask(server: Server, text: str) -> None:
    with contextlib.suppress(OSError):
        server.query(text)


def test_what_the_dead_left_goes_and_what_the_living_hold_stays(
    store: Path, writer: Writer
) -> None:
    writer.submit(insert(1))
    ours = list(store.glob(".head-*"))
    assert len(ours) == 1
    dead = store / ".head-999999999"
    dead.mkdir()
    (dead / "LOCK").write_text("")
    draft = store / "generations" / ".build-w2-abcdef-999999999"
    draft.mkdir()
    build = store / "generations" / f".other-{os.getpid()}"
    build.mkdir()
    ground = find(store, "build")
    assert ground is not None
    serve_build(store, ground)
    assert list(store.glob(".head-*")) == ours
    assert not draft.exists()
    assert build.exists()
    done = writer.submit(insert(2))
    assert done is not None
    assert written(store) == {1, 2}
