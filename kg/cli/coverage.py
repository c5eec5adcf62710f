"""`pairkg coverage`: the share of the sources that the data rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli.options import data_option, store_option
from kg.cli.speech import give_table, say
from kg.problems import PairkgError
from kg.resources import shipped_ontology
from kg.settings import default_base

__all__ = ["command"]

COLUMNS = ("source", "section", "covered", "left out", "unaccounted", "share", "no fact")


@click.command("coverage")
@data_option
@store_option
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the source texts. By default those registered with `pairkg sources add`.",
)
@click.option("--sections", is_flag=True, help="Count by section, not only by source.")
@click.option("--lines", is_flag=True, help="List the lines that are not accounted for.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    help="Form of the count.",
)
def command(
    *, data: Path, store: Path, texts: Path | None, sections: bool, lines: bool, form: str
) -> None:
    """Count the lines of the sources that hold a fact: covered by the data, left out, or not.

    Leaves with 1 when a line is not accounted for.
    """
    from kg.assembly import assemble
    from kg.coverage import account, shares
    from kg.iris import Iris

    corpus = assemble(data, shipped_ontology(), Iris(default_base())).corpus
    digests = {source.id: source.sha256 for source in corpus.sources.values()}
    found = _from_folder(texts, digests) if texts is not None else _registered(store, digests)
    every = account(corpus, found)
    counted = shares(every, by_section=sections)
    if form == "json":
        rows = [{**vars(share), "share": share.share} for share in counted]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        give_table(
            COLUMNS,
            [
                [
                    share.source,
                    share.section or "",
                    str(share.covered),
                    str(share.left_out),
                    str(share.unaccounted),
                    "" if share.share is None else f"{share.share:.1%}",
                    str(share.no_fact),
                ]
                for share in counted
            ],
        )
    open_lines = [line for line in every if line.state == "unaccounted"]
    if lines:
        for line in open_lines:
            say(f"{line.source}:{line.number}: {line.text[:120]}")
    if open_lines:
        raise PairkgError(
            f"{len(open_lines)} lines are not accounted for; "
            "cover them or list them in data/coverage."
        )


def _from_folder(folder: Path, digests: dict[str, str]) -> dict[str, list[str]]:
    """The texts of a folder whose digest is that of a source, by source."""
    by_digest = {digest: source for source, digest in digests.items()}
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            content = path.read_bytes()
            source = by_digest.get(hashlib.sha256(content).hexdigest())
            if source is not None:
                found[source] = content.decode("utf-8").split("\n")
    return _complete(found, digests, f"the folder {folder}")


def _registered(store: Path, digests: dict[str, str]) -> dict[str, list[str]]:
    from kg.texts import registered_text

    found = {}
    for source, digest in digests.items():
        text = registered_text(store, source, digest)
        if text is not None:
            found[source] = text.split("\n")
    return _complete(found, digests, "the store")


def _complete(
    found: dict[str, list[str]], wanted: Iterable[str], where: str
) -> dict[str, list[str]]:
    missing = [source for source in wanted if source not in found]
    if not found:
        raise PairkgError(
            f"None of the source texts is in {where}; name their folder with --texts, "
            "or register them with `pairkg sources add FILE`."
        )
    if missing:
        say(f"Not in {where}, so not counted: {', '.join(missing)}.")
    return found
