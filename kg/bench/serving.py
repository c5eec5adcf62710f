"""Timing the server: its start, its memory, and requests as a client sees them."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.bench.timing import Timing, time_call
from kg.problems import PairkgError

__all__ = ["PATHS", "RunningServer", "running_server", "time_requests"]

PATHS = (
    "/healthz",
    "/api/claims",
    "/api/claims/reduces-hospitalisation/evidence",
    "/api/studies?programme=denver",
    "/api/programmes",
    "/api/programmes/denver/timeline",
    "/api/timeline?country=US",
    "/api/works?q=rétablissement",
    "/api/findings?claim=reduces-stigma",
    "/api/findings/min-2007-rehospitalisation/citations",
    "/api/citations",
    "/api/terms",
)
"""Requests that stand for the uses of the API."""

_LISTENS = re.compile(r"listens on http://(?P<host>[^/\s]+):(?P<port>\d+)")


@dataclass(frozen=True)
class RunningServer:
    """A server that answers: where, how long it took to, and its process."""

    host: str
    port: int
    start_seconds: float
    process_id: int

    def memory(self) -> int | None:
        """Megabytes of memory that the process holds; None where the system does not say."""
        try:
            status = Path(f"/proc/{self.process_id}/status").read_text("utf-8")
        except OSError:
            return None
        match = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(match[1]) // 1024 if match else None

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Ask for a path: status and body of the answer."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request("GET", _encoded(path), headers=dict(headers or {}))
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


@contextmanager
def running_server(
    data: Path | None, store: Path, options: Sequence[str] = ()
) -> Iterator[RunningServer]:
    """Start `pairkg serve` in a process of its own on a free port, and stop it at the end."""
    command = [sys.executable, "-m", "kg.cli", "serve", "--port", "0", "--store", str(store)]
    command += [*(("--data", str(data)) if data else ()), *options]
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    try:
        yield _wait(process, start)
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stderr:
            process.stderr.close()


def time_requests(server: RunningServer, runs: int) -> list[Timing]:
    """Each of `PATHS`, over a connection of its own; a path that fails is named so."""
    return [_time_request(server, path, runs) for path in PATHS]


def _time_request(server: RunningServer, path: str, runs: int) -> Timing:
    status, _ = server.get(path)
    name = path if status == http.client.OK else f"{path} (answered {status})"

    def call() -> None:
        server.get(path)

    return time_call(name, call, runs)


def _encoded(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/?&=%+")


def _wait(process: subprocess.Popen[str], start: float) -> RunningServer:
    said = []
    for line in process.stderr or ():
        said.append(line.strip())
        if match := _LISTENS.search(line):
            seconds = time.perf_counter() - start
            return RunningServer(match["host"], int(match["port"]), seconds, process.pid)
    raise PairkgError(f"The server did not start: {' '.join(said[-3:]) or 'it said nothing'}")
