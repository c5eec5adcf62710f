"""The options that bound a stranger's query; each is a variable of the environment as well."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from kg.workers import Limits

__all__ = ["Seconds", "Size", "limit_options"]

_UNITS = {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}
_SIZE = re.compile(r"([0-9]{1,15})\s*([KMGT]?)(?:i?B)?", re.IGNORECASE | re.ASCII)
_Command = Callable[..., None]
if TYPE_CHECKING:
    _Bytes = click.ParamType[int]
    _Type = click.ParamType[Any]
else:  # click before 8.4 knows no parameters of its types
    _Bytes = _Type = click.ParamType


class Size(_Bytes):
    """A number of bytes, with a unit of 1024 bytes and its powers: 4096, 512M, 1G, 1GiB.

    `least` and `most` are sizes as one types them.
    """

    name = "size"

    def __init__(self, least: str, most: str) -> None:
        self._least, self._most = least, most

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The bytes that a text stands for; a sentence for what is no size or out of range."""
        if isinstance(value, int):
            return value
        size = _bytes(str(value))
        if size is None:
            self.fail(
                f"{value!r} is not a size; write bytes or a unit, as in 512M or 1G", param, ctx
            )
        if not (_bytes(self._least) or 0) <= size <= (_bytes(self._most) or 0):
            self.fail(f"{value} is not between {self._least} and {self._most}", param, ctx)
        return size


class Seconds(click.FloatRange):
    """A time; no number at all (`nan`) lies in no range."""

    name = "number of seconds"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as the type above it has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """The seconds that a text stands for."""
        seconds = float(super().convert(value, param, ctx))
        if math.isnan(seconds):
            self.fail(f"{value!r} is not a number of seconds", param, ctx)
        return seconds


def _bytes(text: str) -> int | None:
    found = _SIZE.fullmatch(text.strip())
    return int(found[1]) << _UNITS[found[2].upper()] if found else None


def _typed(size: int) -> str:
    """A size as one would type it."""
    for unit, power in reversed(_UNITS.items()):
        if size >= 1 << power and not size % (1 << power):
            return f"{size >> power}{unit}"
    return str(size)


_OPTIONS: dict[str, tuple[str, _Type, str]] = {
    "seconds": (
        "query-seconds",
        Seconds(0.1, 3600),
        "Longest time of a stranger's query, waiting included.",
    ),
    "memory": (
        "query-memory",
        Size("256M", "1T"),
        "Most memory of each process that runs such a query, from 256M to 1T.",
    ),
    "rows": (
        "query-rows",
        click.IntRange(1, 1_000_000_000),
        "Most rows or triples of an answer; one with more is refused, not cut.",
    ),
    "bytes": (
        "query-bytes",
        Size("1K", "1T"),
        "Most bytes of an answer; from another server ('--endpoint') never more than 32M.",
    ),
    "processes": (
        "query-processes",
        click.IntRange(1, 256),
        "Queries that run at the same time, each in a process of its own.",
    ),
    "waiting": (
        "queries-waiting",
        click.IntRange(0, 100_000),
        "Queries that may wait for a process; one more is told to come again.",
    ),
    "per_client": (
        "queries-per-client",
        click.IntRange(1, 100_000),
        "Queries of one address that may run or wait.",
    ),
}
"""Field of `Limits` -> its option, what it takes, and what it is."""


def limit_options(command: _Command) -> _Command:
    """Give a command these options; it takes what they come to as `limits`."""

    @functools.wraps(command)
    def with_limits(**given: Any) -> None:  # noqa: ANN401 - the other options of the command
        values = {name: given.pop(f"limit_{name}") for name in _OPTIONS}
        command(limits=Limits(**values), **given)

    defaults = {field.name: field.default for field in fields(Limits)}
    decorated: _Command = with_limits
    for name, (option, kind, text) in reversed(_OPTIONS.items()):
        default: Any = defaults[name]
        shown = _typed(default) if isinstance(kind, Size) else default
        decorated = click.option(
            f"--{option}",
            f"limit_{name}",
            type=kind,
            default=shown,
            show_default=True,
            metavar="SECONDS" if isinstance(kind, Seconds) else None,
            envvar=f"PAIRKG_{option.upper().replace('-', '_')}",
            show_envvar=True,
            help=text,
        )(decorated)
    return decorated
