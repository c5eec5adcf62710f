"""A slow query never holds up another request, and strangers' queries are bounded."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from api.app import create_app
from api.settings import Settings
from api.slots import Slots
from kg.engine import Answer, Dataset, OxigraphEngine, Table
from kg.graph import KnowledgeGraph
from tests.answers_graph import load_store
from tests.http_client import session
from tests.test_api_errors import problem

ASK = "/sparql?query=ASK{}"
SLOW = "/sparql?query=ASK{}%23slow"


class SlowEngine(OxigraphEngine):
    """Holds what is slow until it is let go; notes in which threads it was asked."""

    def __init__(self) -> None:
        super().__init__(load_store())
        self.go = threading.Event()
        self.running = 0
        self.most = 0
        self.threads: list[str] = []
        self.slow_selects = False
        self._lock = threading.Lock()

    def _hold(self) -> None:
        with self._lock:
            self.running += 1
            self.most = max(self.most, self.running)
        self.go.wait(20)
        with self._lock:
            self.running -= 1

    def select(self, text: str) -> Table:
        """Slow when told to be."""
        if self.slow_selects:
            self._hold()
        return super().select(text)

    def answer(self, text: str, formats: Sequence[str], dataset: Dataset) -> Answer:
        """Slow where the query says so."""
        self.threads.append(threading.current_thread().name)
        if "slow" in text:
            self._hold()
        return super().answer(text, formats, dataset)


@pytest.fixture
def engine() -> Iterator[SlowEngine]:
    slow = SlowEngine()
    yield slow
    slow.go.set()
    deadline = time.monotonic() + 10
    while slow.running and time.monotonic() < deadline:
        time.sleep(0.01)
    assert slow.running == 0


async def until(condition: Callable[[], bool], seconds: float = 5) -> None:
    """Wait until a condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


def test_slow_queries_of_strangers_hold_up_nobody_else(engine: SlowEngine) -> None:
    app = create_app(KnowledgeGraph(engine), Settings(sparql_at_once=2, sparql_wait=10))

    async def scene() -> None:
        async with session(app) as client:
            slow = [asyncio.create_task(client.get(SLOW)) for _ in range(6)]
            await until(lambda: engine.running == 2)
            started = time.monotonic()
            for url in ("/healthz", "/api/claims", "/claim/shortens-stays", "/docs", "/"):
                assert (await client.get(url)).status_code == 200
            assert time.monotonic() - started < 5
            assert not any(task.done() for task in slow)
            engine.go.set()
            assert [(await task).status_code for task in slow] == [200] * 6

    asyncio.run(scene())
    assert engine.most == 2
    assert set(engine.threads) == {"sparql"}


def test_slow_answers_of_ours_hold_up_neither_health_nor_strangers(engine: SlowEngine) -> None:
    app = create_app(KnowledgeGraph(engine))

    async def scene() -> None:
        async with session(app) as client:
            engine.slow_selects = True
            slow = [asyncio.create_task(client.get("/api/claims")) for _ in range(60)]
            await until(lambda: engine.running >= 30)
            for url in ("/healthz", "/static/pairkg.css"):
                answer = await asyncio.wait_for(client.get(url), 5)
                assert answer.status_code == 200
            engine.go.set()
            assert {(await task).status_code for task in slow} == {200}

    asyncio.run(scene())


def test_who_waits_too_long_for_a_place_is_told_to_come_back(engine: SlowEngine) -> None:
    app = create_app(KnowledgeGraph(engine), Settings(sparql_at_once=1, sparql_wait=0.05))

    async def scene() -> None:
        async with session(app) as client:
            slow = asyncio.create_task(client.get(SLOW))
            await until(lambda: engine.running == 1)
            refused = await client.get(ASK)
            problem(refused, 503, "busy")
            assert int(refused.headers["retry-after"]) > 0
            engine.go.set()
            assert (await slow).status_code == 200
            assert (await client.get(ASK)).status_code == 200

    asyncio.run(scene())


def test_a_query_that_is_given_up_keeps_its_place_until_it_ends(engine: SlowEngine) -> None:
    settings = Settings(sparql_at_once=1, sparql_wait=0.05, sparql_seconds=0.05)
    app = create_app(KnowledgeGraph(engine), settings)

    async def scene() -> None:
        async with session(app) as client:
            problem(await client.get(SLOW), 503, "query-too-slow")
            problem(await client.get(ASK), 503, "busy")
            engine.go.set()
            await until(lambda: engine.running == 0)
            await asyncio.sleep(0.05)
            assert (await client.get(ASK)).status_code == 200

    asyncio.run(scene())


def test_a_thread_that_cannot_start_frees_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    async def scene() -> None:
        slots = Slots(1, 0.05, 5)
        with monkeypatch.context() as without:
            without.setattr(threading.Thread, "start", none_left)
            with pytest.raises(RuntimeError):
                await slots.run(lambda: 1)
        assert await slots.run(lambda: 2) == 2

    asyncio.run(scene())


def test_an_error_in_the_thread_reaches_the_client_and_frees_the_place(engine: SlowEngine) -> None:
    app = create_app(KnowledgeGraph(engine), Settings(sparql_at_once=1, sparql_wait=0.5))

    async def scene() -> None:
        async with session(app) as client:
            for _ in range(3):
                problem(await client.get("/sparql?query=nonsense"), 400, "bad-query")

    asyncio.run(scene())
