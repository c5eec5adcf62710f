"""`pairkg token`: who may write over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.speech import give, give_table, say
from kg.tokens import ROLES, Role, Tokens

__all__ = ["command"]


@click.group("token")
def command() -> None:
    """Make and revoke the tokens without which nobody writes to a server."""


@command.command("create")
@click.option("--role", type=click.Choice(list(ROLES)), required=True, help="What it may do.")
@click.option("--name", required=True, help="Whose it is; stands in the journal of writes.")
@store_option
def create(role: Role, name: str, store: Path) -> None:
    """Print a new token, once: only its digest is kept."""
    secret = Tokens(store).create(name, role)
    give(f"{secret}\n".encode())
    say(f"Token of {name}, {role}. Keep it safe: it cannot be shown again.")


@command.command("list")
@store_option
def list_tokens(store: Path) -> None:
    """List the tokens, without their secrets."""
    rows = [(token.name, token.role, token.created) for token in Tokens(store).all()]
    give_table(("name", "role", "created"), rows)


@command.command("revoke")
@click.argument("name")
@store_option
def revoke(name: str, store: Path) -> None:
    """Take a token away; it holds no more from the next request on."""
    Tokens(store).revoke(name)
    say(f"The token of {name} is revoked.")
