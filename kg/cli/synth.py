"""`pairkg synth`: a made-up graph of the same shape, for tests of load and scale."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.speech import progress, say
from kg.resources import shipped_ontology
from kg.settings import default_base

__all__ = ["command"]


@click.command("synth")
@click.option(
    "--studies",
    type=click.IntRange(1),
    required=True,
    help="How many studies; each comes with some 300 triples.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed, same bytes.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File of N-Quads to write, whole or not at all.",
)
def command(studies: int, seed: int, out: Path) -> None:
    """Write a made-up graph of the same shape as the real one; nothing in it is true."""
    if not out.absolute().parent.is_dir():
        raise click.UsageError(f"'--out': the folder {out.parent} does not exist; make it first")
    from kg.synth.writing import write_synthesis

    with progress() as report:
        report("Making studies up")
        quads = write_synthesis(out, studies, seed, default_base(), shipped_ontology())
    say(f"{out}: {quads} quads about {studies} made-up studies.")
