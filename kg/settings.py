"""Where things are kept unless the user says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

__all__ = ["default_base", "default_store"]


def default_store() -> Path:
    """The folder of the store: `PAIRKG_STORE`, else the user's data folder."""
    named = os.environ.get("PAIRKG_STORE")
    return Path(named) if named else user_data_path("pairkg", appauthor=False) / "store"


def default_base() -> str:
    """The base of the IRIs: `PAIRKG_BASE`, else the project's permanent address."""
    from kg.iris import DEFAULT_BASE

    return os.environ.get("PAIRKG_BASE", DEFAULT_BASE)
