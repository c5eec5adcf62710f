"""`pairkg ingest`: take libraries and documents into the curated data."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import data_option
from kg.cli.speech import give, progress, say
from kg.resources import shipped_data

__all__ = ["command"]


@click.command("ingest")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@data_option
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print every record for programs, as JSON.")
def command(files: tuple[Path, ...], data: Path, *, dry_run: bool, as_json: bool) -> int:
    """Add the references of libraries and documents to the data, each work once.

    A record that is a work we have is merged into it, and what it says otherwise is listed; one
    that may be such a work is added and listed for a person. No curated value changes. What is
    added lies in imports/ under DIR, a folder for each file.
    """
    from kg.ingest import ingest
    from kg.ingest.report import json_report, text_report

    if not dry_run and data.resolve() == shipped_data() and "_shipped" in data.resolve().parts:
        raise click.UsageError(
            "the data that come with pairkg are a part of the program and stay as they are; "
            "copy that folder and give the copy with --data DIR"
        )
    with progress() as report:
        taken = ingest(files, data, dry_run=dry_run, progress=report)
    give((json_report(taken) if as_json else text_report(taken)).encode("utf-8", "replace"))
    for each in taken:
        for problem in each.problems:
            say(problem.text())
        if each.failure is not None:
            say(each.failure)
    if dry_run:
        say("Nothing was written: this was a dry run.")
    if len(taken) < len(files):
        say(f"{len(files) - len(taken)} more files were not looked at.")
    return int(any(each.failure or each.problems or each.counts["rejected"] for each in taken))
