"""The option that names the servers which queries may ask."""

from __future__ import annotations

from urllib.parse import urlsplit

import click
import pyoxigraph as ox

from kg.sparql_guard import can_be_named

__all__ = ["services_option"]


def _iris(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    for iri in value:
        try:
            ox.NamedNode(iri)
            parts = urlsplit(iri)
            known = parts.scheme in ("http", "https") and parts.hostname and can_be_named(iri)
        except ValueError:
            known = None
        if not known:
            raise click.BadParameter(f"{iri!r} is not the http or https address of an endpoint")
    return value


services_option = click.option(
    "--allow-service",
    "services",
    multiple=True,
    metavar="IRI",
    envvar="PAIRKG_ALLOW_SERVICE",
    show_envvar=True,
    callback=_iris,
    help="A SPARQL endpoint that a query may ask with SERVICE <IRI>; may be repeated. Without it, "
    "no query reaches another server.",
)
"""Endpoints by their IRIs, spelt as queries must spell them; blanks part those in the variable."""
