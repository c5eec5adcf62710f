"""Writes: whole or absent, checked, journalled, and made again on a new build."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.engine import QuerySyntaxError
from kg.live import (
    RdfSyntaxError,
    Write,
    WriteFailed,
    Writer,
    WriterDied,
    WriteRefused,
    WriteTooSlow,
)
from kg.live.journal import Journal, JournalDamaged
from kg.live.leftovers import sweep
from kg.live.recovery import serve_build
from kg.resources import shipped_ontology
from kg.sparql_guard import QueryRefused, ServiceRefused
from kg.sparql_update import LoadRefused, UsingTwice, as_insertions, with_using
from kg.store import Generation, current, find, open_current, write_generation
from tests.rights import HELD

EX = "http://example.org/"
BASE = "https://w3id.org/pairkg/"
G = ox.NamedNode(f"{EX}g")


def quads(count: int = 3) -> list[ox.Quad]:
    p = ox.NamedNode(f"{EX}p")
    return [ox.Quad(ox.NamedNode(f"{EX}s{n}"), p, ox.Literal(str(n)), G) for n in range(count)]


def new_build(store: Path, name: str = "build", count: int = 3) -> Generation:
    generation = write_generation(store, name, quads(count), BASE)
    return serve_build(store, generation)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    new_build(tmp_path)
    return tmp_path


@pytest.fixture
def writer(store: Path) -> Iterator[Writer]:
    writer = Writer(store, shipped_ontology())
    yield writer
    writer.close()


def update(text: str) -> Write:
    return Write("update", text.encode(), who="curator of the test", role="curator")


def insert(number: int) -> Write:
    return update(f'INSERT DATA {{ GRAPH <{EX}w> {{ <{EX}n{number}> <{EX}p> "{number}" }} }}')


def ask(store: Path, text: str) -> bool:
    return open_current(store).engine.ask(text)


def written(store: Path) -> set[int]:
    table = open_current(store).engine.select(f"SELECT ?o {{ GRAPH <{EX}w> {{ ?s ?p ?o }} }}")
    return {int(row[0].value) for row in table.rows if isinstance(row[0], ox.Literal)}


def test_a_write_is_there_as_soon_as_it_is_acknowledged(store: Path, writer: Writer) -> None:
    for number in range(1, 4):
        done = writer.submit(insert(number))
        assert done is not None
        assert done.number == number
        assert done.generation.startswith(f"build-w{number}-")
        assert current(store) == done.generation
        assert written(store) == set(range(1, number + 1))
    assert open_current(store).generation.triples == 6


def test_the_operations_on_graphs(store: Path, writer: Writer) -> None:
    turtle = b"<> <http://example.org/p> _:b . _:b <http://example.org/q> 1 ."
    put = Write("put", turtle, f"{EX}new", "turtle", f"{EX}new")
    first, second = writer.submit(put), writer.submit(put)
    assert first is not None
    assert second is not None
    assert (first.existed, second.existed) == (False, True)
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{EX}new> {{ ?s ?p ?o }} }}"
    assert open_current(store).engine.select(count).rows[0][0] == ox.Literal(2)
    writer.submit(Write("post", turtle, f"{EX}new", "turtle", f"{EX}new"))
    assert open_current(store).engine.select(count).rows[0][0] == ox.Literal(4)
    assert writer.submit(Write("delete", graph=f"{EX}new")) is not None
    assert writer.submit(Write("delete", graph=f"{EX}new")) is None
    assert not ask(store, f"ASK {{ GRAPH <{EX}new> {{ ?s ?p ?o }} }}")
    writer.submit(Write("put", b"<a:a> <a:b> 1 .", None, "turtle"))
    assert open_current(store).engine.size() == 4


@pytest.mark.parametrize(
    ("write", "error"),
    [
        pytest.param(update("INSERT DATA { <a:a> <a:b> "), QuerySyntaxError, id="syntax"),
        pytest.param(update("LOAD <http://example.org/>"), LoadRefused, id="load"),
        pytest.param(
            update("INSERT { ?s ?p 1 } WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }"),
            ServiceRefused,
            id="service",
        ),
        pytest.param(
            update("CREATE GRAPH <http://example.org/g>"), QueryRefused, id="there is one"
        ),
        pytest.param(Write("put", b"<a> <b>", f"{EX}x", "turtle"), RdfSyntaxError, id="turtle"),
        pytest.param(
            Write("put", b"<!DOCTYPE r [<!ENTITY a 'b'>]><r/>", f"{EX}x", "rdfxml"),
            RdfSyntaxError,
            id="doctype",
        ),
        pytest.param(
            Write(
                "put",
                b'{"@context": "http://127.0.0.1:9/c", "@id": "a:a", "x": 1}',
                f"{EX}x",
                "jsonld",
            ),
            RdfSyntaxError,
            id="remote context",
        ),
        pytest.param(
            Write(
                "post",
                b"<http://example.org/f> a <https://w3id.org/pairkg/ontology#Finding> .",
                f"{EX}x",
                "turtle",
            ),
            WriteRefused,
            id="shapes",
        ),
        pytest.param(
            update(
                "INSERT { ?s a <https://w3id.org/pairkg/ontology#Finding> } "
                "WHERE { GRAPH ?g { ?s ?p ?o } }"
            ),
            WriteRefused,
            id="shapes, by a pattern",
        ),
    ],
)
def test_what_is_refused_changes_nothing(
    store: Path, writer: Writer, write: Write, error: type[Exception]
) -> None:
    writer.submit(insert(1))
    before = (store / "journal.jsonl").read_bytes()
    with pytest.raises(error):
        writer.submit(write)
    assert (store / "journal.jsonl").read_bytes() == before
    assert open_current(store).engine.size() == 4
    after = writer.submit(insert(2))
    assert after is not None
    assert after.number == 2


def test_the_reason_of_the_shapes_is_told(writer: Writer) -> None:
    body = b"<http://example.org/f> a <https://w3id.org/pairkg/ontology#Finding> ."
    with pytest.raises(WriteRefused) as refused:
        writer.submit(Write("post", body, f"{EX}x", "turtle"))
    assert len(refused.value.reasons) > 1
    assert all(reason.startswith(f"{EX}f: ") for reason in refused.value.reasons)


def test_what_a_write_takes_from_a_thing_is_checked_too(tmp_path: Path) -> None:
    """Taking the last label away breaks a rule of the thing that lost it."""
    lines = f"""<{EX}o> a <http://xmlns.com/foaf/0.1/Organization> ;
        <http://purl.org/dc/terms/identifier> "o" ;
        <http://www.w3.org/2004/02/skos/core#prefLabel> "a"@en, "b"@fr ."""
    ground = write_generation(tmp_path, "build", [], BASE)
    serve_build(tmp_path, ground)
    writer = Writer(tmp_path, shipped_ontology())
    try:
        writer.submit(Write("post", lines.encode(), f"{EX}g", "turtle"))
        with pytest.raises(WriteRefused):
            writer.submit(
                update(
                    f"DELETE {{ GRAPH ?g {{ <{EX}o> ?p ?l }} }} "
                    f"WHERE {{ GRAPH ?g {{ <{EX}o> ?p ?l FILTER(isLiteral(?l)) }} }}"
                )
            )
    finally:
        writer.close()


def test_a_write_that_takes_too_long_leaves_nothing(store: Path) -> None:
    writer = Writer(store, shipped_ontology(), seconds=2)
    try:
        endless = (
            "INSERT { ?a <a:b> ?i } WHERE { "
            + " ".join(f"GRAPH ?g{n} {{ ?a{n} ?b{n} ?c{n} }}" for n in range(40))
            + " BIND(<a:a> AS ?a) BIND(1 AS ?i) }"
        )
        with pytest.raises(WriteTooSlow):
            writer.submit(update(endless))
        done = writer.submit(insert(1))
        assert done is not None
        assert done.number == 1
    finally:
        writer.close()


def test_a_write_that_kills_its_process_leaves_nothing(store: Path, writer: Writer) -> None:
    deadly = "INSERT { ?s ?p 1 } WHERE " + "{" * 30_000 + "?s ?p ?o" + "}" * 30_000
    with pytest.raises(WriterDied):
        writer.submit(update(deadly))
    done = writer.submit(insert(1))
    assert done is not None
    assert done.number == 1
    assert written(store) == {1}


def test_the_journal_says_who_wrote_what(store: Path, writer: Writer) -> None:
    writer.submit(insert(1))
    entries = list(Journal(store).after(0))
    assert [entry.number for entry in entries] == [1]
    assert entries[0].write == insert(1)
    line = json.loads((store / "journal.jsonl").read_text("utf-8"))
    assert (line["who"], line["role"]) == ("curator of the test", "curator")


def test_a_new_build_keeps_the_writes(store: Path, writer: Writer) -> None:
    for number in (1, 2):
        writer.submit(insert(number))
    served = new_build(store, "other", count=10)
    assert served.id == current(store)
    assert served.id.startswith("other-w2-")
    assert open_current(store).engine.size() == 12
    done = writer.submit(insert(3))
    assert done is not None
    assert done.generation.startswith("other-w3-")
    assert written(store) == {1, 2, 3}


def test_a_damaged_version_is_made_again(store: Path, writer: Writer) -> None:
    writer.submit(insert(1))
    writer.close()
    serving = find(store, current(store) or "")
    assert serving is not None
    for path in serving.quads.glob("*.sst"):
        path.unlink()
    (serving.quads / "CURRENT").write_text("nothing")
    ground = find(store, "build")
    assert ground is not None
    serve_build(store, ground)
    assert written(store) == {1}


def test_a_cut_line_of_the_journal_was_never_acknowledged(store: Path, writer: Writer) -> None:
    writer.submit(insert(1))
    writer.close()
    path = store / "journal.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    assert Journal(store).last() == 1
    again = Writer(store, shipped_ontology())
    try:
        done = again.submit(insert(2))
    finally:
        again.close()
    assert done is not None
    assert done.number == 2
    assert Journal(store).last() == 2


def test_a_damaged_line_of_the_journal_is_named(store: Path, writer: Writer) -> None:
    for number in (1, 2):
        writer.submit(insert(number))
    path = store / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"n1", b"n7", 1))
    with pytest.raises(JournalDamaged, match=r"journal\.jsonl:1: "):
        Journal(store).last()


def test_an_entry_that_was_never_in_service_is_made_at_start(store: Path, writer: Writer) -> None:
    writer.submit(insert(1))
    writer.close()
    Journal(store).append(2, insert(2))
    ground = find(store, "build")
    assert ground is not None
    serve_build(store, ground)
    assert written(store) == {1, 2}


@pytest.mark.skipif(not HELD, reason="run by a test of the faults of stores, with fewer rights")
def test_a_store_that_may_not_be_written(store: Path, writer: Writer) -> None:
    (store / "generations").chmod(0o500)
    try:
        with pytest.raises(WriteFailed, match="cannot be written"):
            writer.submit(insert(1))
    finally:
        (store / "generations").chmod(0o700)
    done = writer.submit(insert(1))
    assert done is not None
    assert done.number == 1


def test_old_versions_go_and_builds_stay(
    store: Path, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 6):
        writer.submit(insert(number))
    names = {path.name.rpartition("-")[0] for path in (store / "generations").iterdir()}
    assert names == {"", *(f"build-w{number}" for number in range(1, 6))}
    monkeypatch.setattr("kg.store.KEPT_SECONDS", 0.0)
    new_build(store, "other")
    left = sorted(path.name for path in (store / "generations").iterdir())
    assert left == ["build", "other", current(store)]


_STREAM = """
import sys
from pathlib import Path
from kg.live import Write, Writer
from kg.resources import shipped_ontology

def main():
    store, first = Path(sys.argv[1]), int(sys.argv[2])
    writer = Writer(store, shipped_ontology())
    for number in range(first, first + 10_000):
        triple = f'<{EX}n{number}> <{EX}p> "{number}"'
        text = f"INSERT DATA {{ GRAPH <{EX}w> {{ {triple} }} }}"
        writer.submit(Write("update", text.encode()))
        print(number, flush=True)

if __name__ == "__main__":
    main()
""".replace("{EX}", EX)


def test_what_was_acknowledged_survives_any_kill(store: Path, tmp_path: Path) -> None:
    """Kills the whole group of processes at a random moment, again and again."""
    script = tmp_path / "stream.py"
    script.write_text(_STREAM)
    moment = random.Random(20)
    acknowledged: set[int] = set()
    following = 1
    for _ in range(12):
        ground = find(store, "build")
        assert ground is not None
        serve_build(store, ground)
        sweep(store)
        there = written(store) if following > 1 else set()
        assert acknowledged <= there
        assert len(there - acknowledged) <= 1  # the one that was not answered in time
        acknowledged |= there
        following = max(acknowledged, default=0) + 1
        process = subprocess.Popen(
            [sys.executable, str(script), str(store), str(following)],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stdout is not None
        acknowledged.add(int(process.stdout.readline()))
        time.sleep(moment.uniform(0, 0.4))
        os.killpg(process.pid, signal.SIGKILL)
        acknowledged |= {int(line) for line in process.stdout.read().split("\n") if line}
        process.wait()
        process.stdout.close()
        following = max(acknowledged) + 1
    assert len(acknowledged) >= 12


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("PREFIX e: <e:> DELETE DATA { e:a e:b 1 }", "PREFIX e: <e:> INSERT DATA { e:a e:b 1 }"),
        ("DELETE WHERE { ?s ?p ?o }", None),
        ("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", None),
        ("INSERT DATA { <a:a> <a:b> 1 } ; CLEAR ALL", None),
        (
            "insert # DATA\n data { <a:a> <a:b> 'DELETE' }",
            "INSERT # DATA\n data { <a:a> <a:b> 'DELETE' }",
        ),
    ],
)
def test_updates_that_name_their_triples(text: str, wanted: str | None) -> None:
    assert as_insertions(text) == wanted


def test_graphs_of_the_protocol_come_before_each_where() -> None:
    text = "DELETE { ?s ?p 'WHERE' } WHERE { ?s ?p ?o } ; DELETE WHERE { ?s ?p ?o }"
    found = with_using(text, ["a:d"], ["a:n"])
    assert found.count("USING <a:d> USING NAMED <a:n> WHERE") == 1
    with pytest.raises(UsingTwice):
        with_using("WITH <a:a> DELETE { ?s ?p 1 } WHERE { ?s ?p ?o }", ["a:d"], [])
