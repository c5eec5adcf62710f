"""The options of commands that speak with a SPARQL server of another maker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.remote import RemoteEngine

__all__ = ["connected", "endpoint_option", "kind_option"]

_KINDS = ("oxigraph", "virtuoso", "graphdb", "stardog", "neptune", "qlever", "generic")

endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    help="Where another SPARQL 1.1 server takes queries; by default PAIRKG_ENDPOINT. "
    "PAIRKG_ENDPOINT_UPDATE and PAIRKG_ENDPOINT_GRAPHS say where it takes writes, "
    "PAIRKG_ENDPOINT_USER and PAIRKG_ENDPOINT_PASSWORD, or PAIRKG_ENDPOINT_TOKEN, who asks.",
)

kind_option = click.option(
    "--endpoint-kind",
    "kind",
    type=click.Choice(_KINDS),
    help="Which server it is; by default what it says of itself.",
)


def connected(endpoint: str | None, kind: str | None) -> RemoteEngine | None:
    """An engine over the server that the option or the environment names; None if neither does."""
    from kg.remote.settings import endpoint_of

    found = endpoint_of(endpoint)
    if found is None:
        if kind is not None:
            raise click.UsageError("'--endpoint-kind' goes with '--endpoint' or PAIRKG_ENDPOINT")
        return None
    from kg.remote import KINDS, connect

    return connect(found, KINDS[kind] if kind else None)
