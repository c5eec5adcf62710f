"""`pairkg sources`: local copies of the sources' texts, and the characters that places take up."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import data_option, store_option
from kg.cli.speech import give_table, progress, say
from kg.iris import is_slug
from kg.problems import PairkgError, Problems
from kg.resources import shipped_ontology

__all__ = ["command"]


@click.group("sources")
def command() -> None:
    """Register local copies of the sources' texts, so that passages can be shown.

    The texts stay in the store on this machine; no data and no package holds them.
    """


@command.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@store_option
def add(file: Path, data: Path, store: Path) -> None:
    """Register FILE as the text of the source whose SHA-256 it has."""
    from kg.texts import Texts, identified

    text = identified(file, _digests(data))
    Texts(store).add(text)
    say(f"{text.source}: registered, {text.lines} lines.")


@command.command("list")
@data_option
@store_option
def show(data: Path, store: Path) -> None:
    """List the sources and whether their texts are registered."""
    from kg.texts import TextDamaged, TextMissing, Texts

    texts, rows, damaged = Texts(store), [], []
    digests = _digests(data)
    for source, sha256 in digests.items():
        try:
            state = f"registered, {texts.read(source, sha256).lines} lines"
        except TextMissing:
            state = "not registered"
        except TextDamaged as error:
            state = "damaged"
            damaged.append(str(error))
        rows.append((source, state, sha256))
    others = [source for source in texts.registered() if source not in digests]
    rows += [(source, "not in the data", "") for source in others]
    give_table(("source", "text", "SHA-256"), rows)
    if damaged:
        raise PairkgError("\n".join(damaged))


@command.command("remove")
@click.argument("source", metavar="ID")
@store_option
def remove(source: str, store: Path) -> None:
    """Take the registered text of the source ID away."""
    from kg.texts import Texts

    if not is_slug(source):
        raise click.UsageError(f"{source!r} is not the identifier of a source")
    if not Texts(store).remove(source):
        known = ", ".join(Texts(store).registered()) or "none"
        raise PairkgError(f"No text of {source!r} is registered; registered are: {known}.")
    say(f"{source}: taken away.")


@command.command("spans")
@click.argument("path", metavar="FILE|DIR", type=click.Path(exists=True, path_type=Path))
@data_option
def spans(path: Path, data: Path) -> None:
    """Write data/spans: the characters of the text in FILE that each place of its source takes up.

    With a folder, do so for every text in it.
    """
    from kg.assembly import corpus_without
    from kg.resolve.spans import located
    from kg.spans import FOLDER, write_spans
    from kg.texts import UnknownText, identified

    files = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    digests = _digests(data)
    texts, strangers = [], []
    for file in files:
        try:
            texts.append(identified(file, digests))
        except UnknownText as error:
            strangers.append(str(error))
    if not texts:
        raise PairkgError("\n".join(strangers) or f"{path} holds no file.")
    with progress() as report:
        report(f"Reading {data} ...")
        places = located(corpus_without(FOLDER, data, shipped_ontology()))
    empty: list[str] = []
    for text in texts:
        rows, without = write_spans(data, text, places)
        empty += without
        say(f"{data / FOLDER / text.source}.csv: {rows} places.")
    for stranger in strangers:
        say(stranger)
    if empty:
        raise PairkgError(f"No text stands at {', '.join(empty)}; correct these places.")


def _digests(data: Path) -> dict[str, str]:
    """The SHA-256 of every source's text, by identifier."""
    from kg.read.folder import read_sources

    folder = read_sources(data)
    if folder.problems:
        raise Problems(folder.problems)
    return {read.value.id: read.value.sha256 for read in folder.records.sources}
