"""`pairkg serve`: it starts at once, says where, keeps the old graph, stops when told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.bench.serving import running_server
from kg.cli.program import run
from kg.store import current
from tests.conftest import DATA

PAIRKG = [sys.executable, "-m", "kg.cli"]


def test_what_serve_waits_for_does_not_include_what_only_a_build_needs() -> None:
    heavy = ("pyshacl", "networkx", "bibtexparser", "yaml")
    imports = "import kg.cli.serve, kg.build, kg.store, kg.cli.server, sys"
    check = f"print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", f"{imports}\n{check}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_serve_starts_in_two_seconds_and_answers(real_store: Path) -> None:
    with running_server(DATA, real_store) as server:
        status, body = server.get("/healthz")
        memory = server.memory()
    assert status == 200
    assert json.loads(body)["generation"] == current(real_store)
    assert server.start_seconds < 2
    assert memory is None or memory < 200


def test_serve_names_a_port_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"pairkg serve: Port {port} of 127.0.0.1 is in use")
    assert len(said.splitlines()) == 1


def test_serve_keeps_the_graph_in_service_when_the_data_are_broken(
    toy: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    assert run(["build", "--data", str(toy), "--store", str(store)]) == 0
    (toy / "claims" / "all.yaml").write_text("- id: [", "utf-8")
    with running_server(toy, store) as server:
        _, body = server.get("/healthz")
    assert json.loads(body)["generation"] == current(store)


def test_serve_without_any_graph_names_the_problems(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (toy / "claims" / "all.yaml").write_text("- id: [", "utf-8")
    options = ["--data", str(toy), "--store", str(tmp_path / "store"), "--port", "0"]
    assert run(["serve", *options]) == 1
    assert "claims/all.yaml:2" in capsys.readouterr().err


def test_serve_stops_when_told_to_without_a_word_too_many(real_store: Path) -> None:
    process = subprocess.Popen(
        [*PAIRKG, "serve", "--port", "0", "--store", str(real_store)],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stderr is not None
    assert "pairkg listens on http://127.0.0.1:" in process.stderr.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=10) == 0
    assert rest.strip() == "Stopped."
