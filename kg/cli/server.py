"""The web server under `pairkg serve`: one process, and a word when it listens.

This module is the one place in `kg` that knows of `api`: the command line is a door to both.
"""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import uvicorn

from api.app import create_app
from api.observing import JsonLines
from api.remote_state import RemoteGraph
from api.settings import Settings
from api.shielding import LOOPBACK_NAMES
from kg.cli.speech import say
from kg.iris import Iris
from kg.remote import RemoteEngine
from kg.settings import default_base
from kg.workers import Limits

__all__ = ["serve"]


class _AnnouncingServer(uvicorn.Server):
    """Says where it listens as soon as it does, and knows whether it was interrupted.

    The loop tells of an interruption by an exception, though not always: once in some hundred stops
    none came.
    """

    interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Note who ends the server."""
        self.interrupted = self.interrupted or sig == signal.SIGINT
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started and sockets:
            say(f"pairkg listens on {_address(sockets[0])}")


def _hosts(listener: socket.socket, names: Sequence[str]) -> frozenset[str] | None:
    """The names to answer to; None for all."""
    address = str(listener.getsockname()[0])
    local = ipaddress.ip_address(address.partition("%")[0]).is_loopback
    if not names and not local:
        return None
    own = LOOPBACK_NAMES if local else frozenset[str]()
    return own | {address.lower()} | {name.lower().rstrip(".") for name in names}


def _log_lines() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("pairkg")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(
    listener: socket.socket,
    store: Path,
    *,
    remote: RemoteEngine | None = None,
    union: bool = True,
    names: Sequence[str] = (),
    log: bool = False,
    limits: Limits | None = None,
    services: Sequence[str] = (),
) -> None:
    """Serve the graph in `store`, or in a `remote` server, on a bound socket until interrupted.

    `union` says whether a query that names no graph sees all of them, or the default graph only;
    `names` are those that the server answers to; `log` writes lines of JSON to standard error;
    `limits` bound the queries of strangers, `services` are the servers that these may ask.
    """
    if log:
        _log_lines()
    settings = Settings(
        union=union,
        hosts=_hosts(listener, names),
        limits=limits or Limits(),
        services=frozenset(services),
    )
    graph = RemoteGraph(remote, Iris(default_base())) if remote is not None else None
    config = uvicorn.Config(
        create_app(graph, store=store, settings=settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        # Queries that still run then are ended with their processes.
        timeout_graceful_shutdown=3,
    )
    server = _AnnouncingServer(config)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        server.interrupted = True
    if server.interrupted:
        say("Stopped.")
