"""The real server as an operator runs it, in a group of processes of its own."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import urllib.parse
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_LISTENS = re.compile(r"listens on http://([\d.]+):(\d+)")


def pairkg(*arguments: str) -> str:
    """Run a command of the program; what it prints."""
    command = [sys.executable, "-m", "kg.cli", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return done.stdout.strip()


class Server:
    """`pairkg serve` on a store; ends with everything that it started."""

    def __init__(self, store: Path, arguments: Sequence[str] = ("--empty",)) -> None:
        command = [sys.executable, "-m", "kg.cli", "serve", "--port", "0", "--store", str(store)]
        self.process = subprocess.Popen(
            [*command, *arguments],
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            cwd=ROOT,
        )
        assert self.process.stderr is not None
        self.said: list[str] = []
        for line in self.process.stderr:
            self.said.append(line.strip())
            if found := _LISTENS.search(line):
                self.host, self.port = found[1], int(found[2])
                return
        self.process.wait()
        self.process.stderr.close()
        raise RuntimeError(f"the server did not start: {' '.join(self.said)}")

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        address: str | None = None,
        seconds: float = 60,
    ) -> tuple[int, bytes]:
        """A request over a connection of its own: status and body of the answer."""
        source = (address, 0) if address else None
        connection = http.client.HTTPConnection(
            self.host, self.port, timeout=seconds, source_address=source
        )
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def update(self, text: str, token: str) -> int:
        """Send an update; its status."""
        headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {token}"}
        return self.ask("POST", "/update", text.encode(), headers)[0]

    def query(
        self, text: str, address: str | None = None, accept: str = "application/sparql-results+json"
    ) -> tuple[int, bytes]:
        """Send a query; status and body."""
        path = "/sparql?" + urllib.parse.urlencode({"query": text})
        return self.ask("GET", path, headers={"Accept": accept}, address=address)

    def rows(self, text: str) -> list[dict[str, str]]:
        """The rows of a SELECT."""
        status, body = self.query(text)
        assert status == 200, body
        rows = json.loads(body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in rows]

    def kill(self) -> None:
        """End the whole group at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self._reap()

    def stop(self, seconds: float = 10) -> None:
        """End it as an operator does."""
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self._reap()

    def _reap(self) -> None:
        self.process.wait()
        if self.process.stderr is not None:
            self.said += self.process.stderr.read().splitlines()
            self.process.stderr.close()
