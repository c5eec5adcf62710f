"""`pairkg check`: what is wrong with the curated data."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import data_option
from kg.cli.speech import progress, say
from kg.problems import Problems
from kg.resources import shipped_ontology
from kg.settings import default_base

__all__ = ["command"]


@click.command("check")
@data_option
def command(data: Path) -> None:
    """Check the curated data: one line a problem, with file, line and remedy."""
    from kg.build import check

    with progress() as report:
        report(f"Checking {data} ...")
        problems = check(data, shipped_ontology(), default_base())
    if problems:
        raise Problems(problems)
    say("No problem found.")
