"""`pairkg serve`: build if needed, then serve API and pages."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import click

from kg.cli.options import data_option, store_option
from kg.cli.speech import progress, say
from kg.problems import Problems
from kg.resources import shipped_ontology
from kg.settings import default_base

__all__ = ["command"]


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 takes any free one.",
)
@data_option
@store_option
def command(host: str, port: int, data: Path, store: Path) -> None:
    """Build the graph if needed, then serve it over HTTP.

    When the data have a problem, the problem is listed and the graph built before is served.
    """
    with _bound(host, port) as listener:
        _build(data, store)
        from kg.cli.server import serve

        serve(listener, store)


def _build(data: Path, store: Path) -> None:
    """Bring the store up to date; where the data do not allow it, keep what it holds."""
    from kg.build import build
    from kg.store import current

    try:
        with progress() as report:
            build(data, shipped_ontology(), store, default_base(), report)
    except Problems as problems:
        if current(store) is None:
            raise
        for problem in problems.problems:
            say(problem.text())
        say("The data have problems (above), so the graph built before is served.")


def _bound(host: str, port: int) -> socket.socket:
    """A socket bound to the address, before any long work; a wrong address is wrong usage."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError:
        raise click.UsageError(
            f"'--host' {host} is not an address of this machine; use 127.0.0.1 or 0.0.0.0"
        ) from None
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # on Windows it would share a port that another program listens on
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise click.UsageError(_why_not(error, host, port)) from None
    return listener


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use; stop what listens there or give another '--port'"
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the administrator; choose a '--port' above 1023"
    return f"'--host' {host} is not an address of this machine; use 127.0.0.1 or 0.0.0.0"
