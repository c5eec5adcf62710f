"""Where things are kept unless the user says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from kg.problems import PairkgError

__all__ = ["BadSettingError", "default_base", "default_store"]


class BadSettingError(PairkgError):
    """An environment variable has a value that it cannot have."""


def default_store() -> Path:
    """The folder of the store: `PAIRKG_STORE`, else the user's data folder."""
    named = os.environ.get("PAIRKG_STORE")
    return Path(named) if named else user_data_path("pairkg", appauthor=False) / "store"


def default_base() -> str:
    """The base of the IRIs: `PAIRKG_BASE`, else the project's permanent address."""
    from kg.iris import DEFAULT_BASE, BadBaseError, Iris

    base = os.environ.get("PAIRKG_BASE") or DEFAULT_BASE
    try:
        return Iris(base).base
    except BadBaseError as error:
        raise BadSettingError(f"PAIRKG_BASE: {error} Correct it or unset it.") from None
