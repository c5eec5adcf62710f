"""The graph of a remote server, as the routes see it.

Nobody tells when such a graph changes, so its generation is a stretch of time: answers are tagged
with it, and what a client or a cache holds is confirmed for the rest of that stretch. What others
write to the server is seen after `WINDOW` seconds at the latest, besides the time for which an
answer may be used without asking; what is written through this process, at once.
"""

from __future__ import annotations

import hashlib
import threading
import time

from kg.graph import KnowledgeGraph
from kg.iris import Iris
from kg.remote import RemoteEngine, RemoteError, RemoteWriter
from kg.resources import shipped_ontology

__all__ = ["WINDOW", "RemoteGraph"]

WINDOW = 30.0
_SAID_SECONDS = 2.0
"""How long a server that does not answer is left in peace."""


class RemoteGraph:
    """Gives the graph of a remote server; asks it now and then whether it answers."""

    def __init__(self, engine: RemoteEngine, iris: Iris | None = None) -> None:
        self.engine = engine
        self.writer = RemoteWriter(engine, ontology=shipped_ontology())
        self._iris = iris or Iris()
        self._name = hashlib.sha256(engine.endpoint.query.encode()).hexdigest()[:8]
        self._asking = threading.Lock()
        self._answered: float | None = None
        self._fault: tuple[float, RemoteError] | None = None

    def __call__(self) -> KnowledgeGraph:
        """The graph in service; RemoteError while its server does not answer."""
        now = time.monotonic()
        fault = self._fault
        if fault is not None and now - fault[0] < _SAID_SECONDS:
            raise fault[1].with_traceback(None)
        if self._answered is None or now - self._answered > WINDOW:
            self._ask(now)
        stretch = int(time.time() // WINDOW)
        generation = f"remote-{self._name}-w{self.writer.made}-t{stretch}"
        return KnowledgeGraph(self.engine, self._iris, generation)

    def close(self) -> None:
        """Break off all connections."""
        self.engine.close()

    def _ask(self, now: float) -> None:
        """Ask whether the server answers, unless somebody is asking."""
        if not self._asking.acquire(blocking=False):
            return
        try:
            self.engine.ping()
        except RemoteError as error:
            self._fault = time.monotonic(), error
            raise
        else:
            self._answered, self._fault = now, None
        finally:
            self._asking.release()
