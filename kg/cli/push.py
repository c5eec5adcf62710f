"""`pairkg push`: fill a SPARQL server of another maker with the graph built here."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from kg.cli.endpoint import connected, endpoint_option, kind_option
from kg.cli.options import data_option
from kg.cli.speech import progress, say
from kg.problems import PairkgError

__all__ = ["command"]


@click.command("push")
@endpoint_option
@kind_option
@data_option
@click.option(
    "--store",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Push the graph in service in this store, its writes included, not one built from --data.",
)
def command(endpoint: str | None, kind: str | None, data: Path, store: Path | None) -> None:
    """Put the graph into another SPARQL server, named graph by named graph.

    Each graph takes the place of the one of its name, so that it can be run again at any time.
    Graphs that are only there are left alone.
    """
    from kg.remote.push import push

    engine = connected(endpoint, kind)
    if engine is None:
        raise click.UsageError("name the server: '--endpoint' URL or PAIRKG_ENDPOINT")
    try:
        with tempfile.TemporaryDirectory(prefix="pairkg-push-") as folder, progress() as report:
            outcome = push(engine, store or _built(data, Path(folder)), report)
    finally:
        engine.close()
    if outcome.others:
        say(f"Left alone, since they are only there: {', '.join(outcome.others)}.")
    if outcome.missing:
        for reason in outcome.missing:
            say(reason)
        raise PairkgError("The endpoint does not hold the whole graph (above); push it again.")
    click.echo(f"{len(outcome.graphs)} graphs, {outcome.triples} triples")


def _built(data: Path, folder: Path) -> Path:
    from kg.build import build
    from kg.resources import shipped_ontology
    from kg.settings import default_base

    build(data, shipped_ontology(), folder, default_base())
    return folder
