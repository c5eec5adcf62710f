"""The program `pairkg`: its commands, its version, and the one place where errors end."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from kg.cli.speech import say
from kg.problems import PairkgError, Problems
from kg.settings import BadSettingError

__all__ = ["COMMANDS", "main", "program", "run"]

DONE, FOUND_PROBLEMS, WRONG_USAGE = 0, 1, 2

COMMANDS = (
    "serve",
    "build",
    "check",
    "coverage",
    "sources",
    "extract",
    "ingest",
    "query",
    "export",
    "token",
    "backup",
    "restore",
    "push",
    "networks",
    "path",
    "synth",
    "bench",
)
"""Each is a module of this package that has a `command`."""


class _LazyGroup(click.Group):
    """Imports a command's module when the command is named, so that each starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from kg.cli.version import version_text

        click.echo(version_text())
        ctx.exit()


@click.group(
    cls=_LazyGroup,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the versions of the program, the ontology and the data.",
)
def program() -> None:
    """Ask the literature on peer support in mental health, and keep its graph."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; an exception becomes a sentence and a code."""
    try:
        code = program.main(
            args=None if arguments is None else list(arguments),
            prog_name="pairkg",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except SystemExit:
        code = DONE  # click leaves by itself when the reader of our output has seen enough
    except (Exception, KeyboardInterrupt) as error:
        code, sentences = _explained(error)
        for sentence in sentences:
            say(sentence)
    return code if isinstance(code, int) else DONE


def main() -> NoReturn:
    """Run `pairkg` and leave."""
    sys.exit(run())


def _explained(error: BaseException) -> tuple[int, list[str]]:
    """The exit code for an exception, and what to say about it."""
    code, sentences = FOUND_PROBLEMS, [str(error)]
    match error:
        case click.exceptions.NoArgsIsHelpError():
            code, sentences = WRONG_USAGE, [error.format_message()]
        case click.UsageError():
            code, sentences = WRONG_USAGE, [_usage_sentence(error)]
        case click.ClickException():
            sentences = [error.format_message()]
        case Problems():
            sentences = [problem.text() for problem in error.problems]
        case BadSettingError():
            code = WRONG_USAGE
        case PairkgError():
            pass
        case click.Abort() | KeyboardInterrupt():
            sentences = ["Stopped before the end."]
        case BrokenPipeError():
            # The reader has seen enough. Python would complain when it flushes stdout at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            code, sentences = DONE, []
        case OSError():
            sentences = [_system_sentence(error)]
        case _ if os.environ.get("PAIRKG_DEBUG"):
            raise error
        case _:
            sentences = [_fault_sentence(error)]
    return code, sentences


def _usage_sentence(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "pairkg"
    sentence = " ".join(error.format_message().split()).rstrip(".")
    return f"{command}: {sentence}. See '{command} --help'."


def _system_sentence(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


def _fault_sentence(error: BaseException) -> str:
    name, text = type(error).__name__, " ".join(str(error).split())
    return (
        f"A fault in pairkg itself ({name}: {text}). "
        "Run it again with PAIRKG_DEBUG=1 to see where, and please report it."
    )
