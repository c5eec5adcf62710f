"""The web server under `pairkg serve`: one process, and a word when it listens.

This module is the one place in `kg` that knows of `api`: the command line is a door to both.
"""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn

from api.app import create_app
from kg.cli.speech import say

__all__ = ["serve"]


class _AnnouncingServer(uvicorn.Server):
    """Says where it listens as soon as it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started and sockets:
            say(f"pairkg listens on {_address(sockets[0])}")


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(listener: socket.socket, store: Path) -> None:
    """Serve the graph in `store` on a bound socket until interrupted."""
    config = uvicorn.Config(
        create_app(store=store),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        # A query cannot be interrupted; the server does not wait for one that runs away.
        timeout_graceful_shutdown=5,
    )
    try:
        _AnnouncingServer(config).run(sockets=[listener])
    except KeyboardInterrupt:
        say("Stopped.")
