"""`pairkg serve`: build if needed, then serve API and pages."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import click

from kg.cli.bounds import limit_options
from kg.cli.endpoint import connected, endpoint_option, kind_option
from kg.cli.options import data_option, store_option
from kg.cli.services import services_option
from kg.cli.speech import progress, say
from kg.problems import Problems
from kg.resources import shipped_ontology
from kg.settings import default_base
from kg.workers import Limits

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
@endpoint_option
@kind_option
@click.option("--empty", is_flag=True, help="Build nothing: a store to be filled over HTTP.")
@click.option(
    "--default-graph",
    type=click.Choice(["own", "union"]),
    default="union",
    show_default=True,
    help="What a query without GRAPH sees: the default graph only, or all graphs as one.",
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name that the server answers to, besides that of its address; may be repeated. "
    "Without it, a server on an address of this machine alone answers to that machine's names, "
    "any other to all.",
)
@click.option(
    "--log",
    type=click.Choice(["none", "json"]),
    default="none",
    show_default=True,
    help="Write a line of JSON to standard error for each request and each write.",
)
@limit_options
@services_option
def command(  # noqa: PLR0917 - options of a command
    host: str,
    port: int,
    data: Path,
    store: Path,
    endpoint: str | None,
    kind: str | None,
    empty: bool,
    default_graph: str,
    names: tuple[str, ...],
    log: str,
    limits: Limits,
    services: tuple[str, ...],
) -> None:
    """Build the graph if needed, then serve it over HTTP.

    When the data have a problem, the problem is listed and the graph built before is served. With
    an endpoint, nothing is built: the graph is in that server, and the store holds only texts and
    tokens.
    """
    with _bound(host, port) as listener:
        remote = connected(endpoint, kind)
        if remote is not None:
            if services:
                raise click.UsageError("'--allow-service' and '--endpoint' do not go together")
            if empty:
                raise click.UsageError("'--empty' and '--endpoint' do not go together")
        elif empty:
            _make_empty(store)
        else:
            _build(data, store)
        from kg.cli.server import serve

        serve(
            listener,
            store,
            remote=remote,
            union=default_graph == "union",
            names=names,
            log=log == "json",
            limits=limits,
            services=services,
        )


def _make_empty(store: Path) -> None:
    """Have a store that no data were built into, with the writes that were made to it."""
    from kg.live.recovery import serve_build
    from kg.store import EMPTY, current, find, sound, write_generation

    serving = find(store, current(store) or "")
    if serving is not None and serving.build != EMPTY:
        raise click.UsageError(
            f"'--empty' wants a store of its own, and {store} holds a graph; name another '--store'"
        )
    ground = find(store, EMPTY)
    if ground is None or not sound(ground):
        ground = write_generation(store, EMPTY, [], default_base())
    serve_build(store, ground, say, checked=ground)


def _build(data: Path, store: Path) -> None:
    """Bring the store up to date; where the data do not allow it, keep what it holds."""
    from kg.build import build
    from kg.store import current

    try:
        with progress() as report:
            build(data, shipped_ontology(), store, default_base(), report, warn=say)
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
