"""`pairkg query`: run SPARQL on the graph."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option
from kg.cli.speech import give, give_table
from kg.problems import PairkgError

if TYPE_CHECKING:
    from kg.engine import Answer

__all__ = ["command"]

TABLES = ("table", "json", "xml", "csv", "tsv")
GRAPHS = ("turtle", "ntriples", "jsonld")
FORMATS = (*TABLES, *GRAPHS)


@click.command("query")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Form of the answer. By default a table, or Turtle where the answer is a graph.",
)
@store_option
def command(file: str, form: str | None, store: Path) -> None:
    """Run the SPARQL query in FILE ('-': standard input) on the graph, read only."""
    from kg.engine import Dataset, QuerySyntaxError, WrongFormatError
    from kg.sparql_guard import check_query
    from kg.store import open_current

    text = _read(file)
    engine = open_current(store).engine
    try:
        check_query(text)
        answer = engine.answer(text, _engine_formats(form), Dataset())
    except QuerySyntaxError as error:
        raise PairkgError(_syntax_sentence(file, str(error))) from None
    except WrongFormatError:
        raise click.UsageError(_format_sentence(form)) from None
    if answer.form == "graph" or form not in (None, "table"):
        give(answer.body if answer.body.endswith(b"\n") else answer.body + b"\n")
    else:
        _give_answer(answer)


def _engine_formats(form: str | None) -> tuple[str, ...]:
    """What to ask the engine for; a table is made from its JSON."""
    if form is None:
        return ("json", "turtle")
    return ("json",) if form == "table" else (form,)


def _read(file: str) -> str:
    name = "standard input" if file == "-" else file
    try:
        with click.open_file(file, "rb") as stream:
            content: bytes = stream.read()
        return content.decode("utf-8-sig")  # editors of Windows put a mark in front
    except UnicodeDecodeError:
        raise PairkgError(f"{name} is not UTF-8 text; save the query as UTF-8.") from None


def _give_answer(answer: Answer) -> None:
    document = json.loads(answer.body)
    if answer.form == "truth":
        click.echo("true" if document["boolean"] else "false")
        return
    columns = document["head"]["vars"]
    rows = [
        [binding[column]["value"] if column in binding else "" for column in columns]
        for binding in document["results"]["bindings"]
    ]
    give_table(columns, [[" ".join(cell.split()) for cell in row] for row in rows])


def _format_sentence(form: str | None) -> str:
    """Which formats fit, when the one asked for does not."""
    what, fitting = ("table", TABLES) if form in GRAPHS else ("graph", GRAPHS)
    return f"'--format' {form}: this query gives a {what}; choose {', '.join(fitting)}"


def _syntax_sentence(file: str, message: str) -> str:
    """The engine's complaint with the place in front: `claims.rq:3: expected ...`."""
    name = "standard input" if file == "-" else file
    place = re.match(r"error at (\d+):\d+: (.*)", message, re.DOTALL)
    line, reason = (f":{place[1]}", place[2]) if place else ("", message)
    reason = shorten(" ".join(reason.split()), 160, placeholder=" ...")
    return f"{name}{line}: not a SPARQL 1.1 query: {reason}."
