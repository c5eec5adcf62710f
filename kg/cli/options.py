"""Options that several commands share, each with one meaning."""

from __future__ import annotations

from pathlib import Path

import click

from kg.resources import shipped_data
from kg.settings import default_store

__all__ = ["data_option", "store_option"]

data_option = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=shipped_data,
    show_default="the data that come with pairkg",
    help="Folder of the curated data.",
)

store_option = click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    default=default_store,
    show_default="PAIRKG_STORE, else your data folder",
    help="Folder of the graphs that were built.",
)
