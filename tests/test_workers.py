"""Queries in processes that may die: what ends them, and that nothing else ends with them."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.engine import Dataset, EngineError, QuerySyntaxError, WrongFormatError
from kg.workers import (
    Limits,
    PoolBusy,
    QueryDied,
    QueryMemory,
    QueryPool,
    QueryTimeout,
    QueryTooLarge,
    SnapshotGone,
    WorkerAnswer,
    frames,
    messages,
    snapshots,
)
from kg.workers.task import Question

EX = "http://example.org/"
ROWS = 3000
AWKWARD = 'a"},{"\n, <result> \\'
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
Work = Callable[[QueryPool], Awaitable[object]]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshot")
    store = ox.Store(str(folder / "head"))
    store.bulk_extend(
        ox.Quad(
            ox.NamedNode(f"{EX}s{number}"),
            ox.NamedNode(f"{EX}p"),
            ox.Literal(AWKWARD + str(number)),
            ox.NamedNode(f"{EX}g"),
        )
        for number in range(ROWS)
    )
    store.add(ox.Quad(ox.NamedNode(f"{EX}own"), ox.NamedNode(f"{EX}p"), ox.Literal("own")))
    store.flush()
    store.backup(str(folder / "quads"))
    return folder / "quads"


def run(work: Work, limits: Limits | None = None) -> object:
    """Do some work with a pool, on a loop of its own."""

    async def whole() -> object:
        with closing(QueryPool(limits)) as pool:
            return await work(pool)

    return asyncio.run(whole())


def ask(
    snapshot: Path,
    text: str,
    form: str = "json",
    limits: Limits | None = None,
    union: bool = True,
    dataset: Dataset | None = None,
) -> WorkerAnswer:
    answer = run(lambda pool: pool.ask(snapshot, text, [form], dataset, union=union), limits)
    assert isinstance(answer, WorkerAnswer)
    return answer


def test_a_small_answer_comes_as_bytes(snapshot: Path) -> None:
    answer = ask(snapshot, f"SELECT ?o {{ <{EX}s1> ?p ?o }}", "csv")
    assert (answer.form, answer.format) == ("table", "csv")
    assert isinstance(answer.body, bytes)
    assert answer.body.startswith(b"o\r\n")
    assert answer.size == len(answer.body)


def test_a_long_answer_comes_as_a_file_that_is_whole(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> int:
        repeat = 'VALUES ?x { "1" "2" "3" "4" "5" }'
        text = f"SELECT * {{ ?s ?p ?o . ?s ?q ?r . ?s ?u ?w . {repeat} }}"
        answer = await pool.ask(snapshot, text, ["tsv"])
        assert isinstance(answer.body, Path)
        lines = answer.body.read_bytes().count(b"\n")
        assert answer.body.stat().st_size == answer.size
        return lines

    assert run(work) == 1 + 5 * (ROWS + 1)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_in_each_format(snapshot: Path, form: str) -> None:
    text = f"SELECT ?s ?o ?none {{ GRAPH <{EX}g> {{ ?s ?p ?o }} }}"
    assert ask(snapshot, text, form, Limits(rows=ROWS)).size > ROWS
    with pytest.raises(QueryTooLarge, match=f"more than {ROWS - 1} rows"):
        ask(snapshot, text, form, Limits(rows=ROWS - 1))


def test_triples_are_counted(snapshot: Path) -> None:
    text = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    assert ask(snapshot, text, "ntriples", Limits(rows=ROWS + 1)).form == "graph"
    with pytest.raises(QueryTooLarge, match="triples"):
        ask(snapshot, text, "ntriples", Limits(rows=ROWS))


def test_bytes_are_bounded_and_nothing_is_left_behind(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> list[Path]:
        text = 'SELECT * { ?s ?p ?o VALUES ?x { "1" "2" "3" "4" "5" } }'
        with pytest.raises(QueryTooLarge, match="bytes"):
            await pool.ask(snapshot, text, ["json"])
        return list(pool.spool.iterdir())

    assert run(work, Limits(bytes=1_200_000)) == []


def test_the_default_graph_is_all_graphs_or_its_own(snapshot: Path) -> None:
    text = "SELECT ?s { ?s ?p ?o }"
    assert ask(snapshot, text, "csv").body.count(b"\n") == ROWS + 2  # type: ignore[union-attr]
    own = ask(snapshot, text, "csv", union=False)
    assert own.body == f"s\r\n{EX}own\r\n".encode()
    named = ask(snapshot, text, "csv", union=False, dataset=Dataset((f"{EX}g",)))
    assert named.body.count(b"\n") == ROWS + 1  # type: ignore[union-attr]


def test_a_query_ends_at_its_deadline_and_the_next_is_answered(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> float:
        begun = time.monotonic()
        with pytest.raises(QueryTimeout):
            await pool.ask(snapshot, ENDLESS, ["json"])
        taken = time.monotonic() - begun
        await pool.ask(snapshot, "ASK { ?s ?p ?o }", ["json"])
        return taken

    taken = run(work, Limits(seconds=1, processes=1))
    assert isinstance(taken, float)
    assert 0.9 < taken < 2.5


def test_waiting_is_part_of_the_time(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> list[object]:
        asked = [pool.ask(snapshot, ENDLESS, ["json"], client=str(n)) for n in range(6)]
        return list(await asyncio.gather(*asked, return_exceptions=True))

    begun = time.monotonic()
    outcomes = run(work, Limits(seconds=1, processes=1))
    assert isinstance(outcomes, list)
    assert [type(outcome) for outcome in outcomes] == [QueryTimeout] * 6
    assert time.monotonic() - begun < 5


def test_memory_is_bounded(snapshot: Path) -> None:
    with pytest.raises(QueryMemory, match="400 MiB"):
        ask(snapshot, GREEDY, limits=Limits(seconds=60, memory=400 << 20))


def test_a_query_that_kills_its_process_harms_no_other(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> list[object]:
        deadly = "ASK { " + "{" * 20_000 + "?s ?p ?o" + "}" * 20_000 + " }"
        asked = [deadly, "ASK { ?s ?p ?o }", deadly, "ASK { ?s ?p ?o }"]
        return list(
            await asyncio.gather(
                *(pool.ask(snapshot, text, ["json"]) for text in asked), return_exceptions=True
            )
        )

    outcomes = run(work)
    assert isinstance(outcomes, list)
    assert [type(outcome) for outcome in outcomes] == [QueryDied, WorkerAnswer] * 2


def test_who_leaves_takes_his_query_along(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> float:
        asked = asyncio.ensure_future(pool.ask(snapshot, ENDLESS, ["json"]))
        await asyncio.sleep(0.5)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        begun = time.monotonic()
        await pool.ask(snapshot, "ASK { ?s ?p ?o }", ["json"])
        assert pool.running == 0
        return time.monotonic() - begun

    taken = run(work, Limits(seconds=60, processes=1))
    assert isinstance(taken, float)
    assert taken < 5


def test_one_client_leaves_room_for_others(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> list[object]:
        clients = ["a", "a", "a", "b", "b", "c"]
        asked = [pool.ask(snapshot, ENDLESS, ["json"], client=client) for client in clients]
        return list(await asyncio.gather(*asked, return_exceptions=True))

    outcomes = run(work, Limits(seconds=0.5, processes=1, waiting=3, per_client=2))
    assert isinstance(outcomes, list)
    wanted = [QueryTimeout, QueryTimeout, PoolBusy, QueryTimeout, QueryTimeout, PoolBusy]
    assert [type(outcome) for outcome in outcomes] == wanted
    assert "this client" in str(outcomes[2])
    assert "all clients" in str(outcomes[5])


@pytest.mark.parametrize(
    ("text", "form", "error"),
    [
        pytest.param("SELEC", "json", QuerySyntaxError, id="no query"),
        pytest.param("INSERT DATA { <a:a> <a:b> 1 }", "json", QuerySyntaxError, id="an update"),
        pytest.param("ASK { ?s ?p ?o }", "turtle", WrongFormatError, id="a truth as a graph"),
    ],
)
def test_faults_of_a_query_come_out_as_they_are(
    snapshot: Path, text: str, form: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(snapshot, text, form)


def test_a_snapshot_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(SnapshotGone):
        ask(tmp_path / "nothing", "ASK { ?s ?p ?o }")


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    heard: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, address = server.accept()
                except OSError:
                    return
                heard.append(address)
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], heard


def test_a_worker_reaches_no_network(snapshot: Path, listener: tuple[int, list[object]]) -> None:
    port, heard = listener
    # The engine in this process does go out, which shows that the listener hears.
    with pytest.raises((OSError, RuntimeError)):
        ox.Store().query(f"ASK {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
    assert len(heard) == 1
    for host in ("127.0.0.1", "localhost"):
        text = f"SELECT * {{ SERVICE <http://{host}:{port}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(Exception, match=r"ermission denied|not allowed"):
            ask(snapshot, text)
    assert len(heard) == 1


def test_a_snapshot_that_stays_is_taken_into_memory(
    snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "WARM_SECONDS", 0.0)
    opened = snapshots.Snapshots()
    text = "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o"
    on_disk = opened.engine(snapshot, union=True)
    rows = on_disk.select(text)
    end = time.monotonic() + 30
    while (now := opened.engine(snapshot, union=True))._store is on_disk._store:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert now.select(text) == rows
    assert now.size() == ROWS + 1


def test_a_large_snapshot_stays_on_disk(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "WARM_SECONDS", 0.0)
    monkeypatch.setattr(snapshots, "_SMALL", 1000)
    opened = snapshots.Snapshots()
    on_disk = opened.engine(snapshot, union=True)
    time.sleep(0.5)
    assert opened.engine(snapshot, union=True)._store is on_disk._store


def test_two_snapshots_are_kept_open(snapshot: Path, tmp_path: Path) -> None:
    opened = snapshots.Snapshots()
    first = opened.engine(snapshot, union=True)
    for name in ("a", "b"):
        ox.Store(str(tmp_path / name)).flush()
        opened.engine(tmp_path / name, union=True)
    assert opened.engine(snapshot, union=True)._store is not first._store


REPLIES = [
    WorkerAnswer("table", "csv", b"o\r\n{\n\x00", 7),
    WorkerAnswer("graph", "turtle", Path("/spool/1"), 5_000_000),
]


@pytest.mark.parametrize("answer", REPLIES)
def test_an_answer_goes_over_as_it_is(answer: WorkerAnswer) -> None:
    assert messages.read_reply(messages.write_reply(answer), Path("/spool/1")) == answer


@pytest.mark.parametrize(
    "error",
    [
        EngineError("cannot"),
        QuerySyntaxError("error at 1:1"),
        WrongFormatError("no"),
        SnapshotGone("gone"),
        QueryTooLarge(7, "rows"),
    ],
)
def test_an_error_goes_over_as_it_is(error: Exception) -> None:
    with pytest.raises(type(error)) as raised:
        messages.read_reply(messages.write_error(error), Path("/spool/1"))
    assert type(raised.value) is type(error)
    assert str(raised.value) == str(error)
    assert vars(raised.value) == vars(error)


def test_what_should_not_happen_is_no_fault_of_the_query() -> None:
    with pytest.raises(RuntimeError, match="KeyError in a worker: 'x'"):
        messages.read_reply(messages.write_error(KeyError("x")), Path("/spool/1"))


def test_a_question_goes_over_as_it_is() -> None:
    question = Question(
        Path("/a/quads"), "ASK { ?s ?p '\ud800é' }", ("json", "csv"),
        Dataset(("http://a/",), ("http://b/", "http://c/"), "http://d/"), False, Path("/spool/1"),
    )  # fmt: skip
    assert messages.read_question(messages.write_question(question)) == question


def test_a_message_longer_than_expected_is_not_waited_for() -> None:
    async def hear() -> bytes:
        ours, other = socket.socketpair()
        ours.setblocking(False)
        with ours, other:
            frames.send(other, b"x" * 200)
            return await frames.receive_soon(ours, 100)

    with pytest.raises(EOFError):
        asyncio.run(hear())


def test_a_message_in_pieces_is_put_together() -> None:
    async def hear() -> bytes:
        ours, other = socket.socketpair()
        ours.setblocking(False)
        with ours, other:
            long = b"y" * 3_000_000
            sending = threading.Thread(target=frames.send, args=(other, long))
            sending.start()
            heard = await frames.receive_soon(ours, 4_000_000)
            sending.join()
            return heard

    assert asyncio.run(hear()) == b"y" * 3_000_000


def test_who_leaves_while_a_process_starts_leaves_it_to_the_next(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> int:
        asked = asyncio.ensure_future(pool.ask(snapshot, "ASK { ?s ?p ?o }", ["json"]))
        await asyncio.sleep(0)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        processes = pool._processes
        async with asyncio.timeout(30):
            while not processes._idle:
                await asyncio.sleep(0.01)
        await pool.ask(snapshot, "ASK { ?s ?p ?o }", ["json"])
        assert set(processes._idle) == processes._all
        return len(processes._all)

    assert run(work, Limits(processes=1)) == 1


def test_a_pool_that_has_started_has_all_its_processes(snapshot: Path) -> None:
    async def work(pool: QueryPool) -> tuple[int, int]:
        await pool.start(snapshot)
        ready = len(pool._processes._idle)
        await pool.ask(snapshot, "ASK { ?s ?p ?o }", ["json"])
        return ready, len(pool._processes._all)

    assert run(work, Limits(processes=3)) == (3, 3)


def test_a_pool_starts_without_a_snapshot_that_can_be_opened(tmp_path: Path) -> None:
    run(lambda pool: pool.start(tmp_path / "none"))


def test_a_process_at_rest_takes_its_snapshot_into_memory(
    snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "WARM_SECONDS", 0.0)
    opened = snapshots.Snapshots()
    opened.rest()
    on_disk = opened.engine(snapshot, union=True)
    opened.rest()
    end = time.monotonic() + 30
    while opened.engine(snapshot, union=True)._store is on_disk._store:
        assert time.monotonic() < end
        time.sleep(0.01)
