"""The files that come with the program: curated data and ontology.

In an installed wheel they lie inside the package; in a checkout they are the folders `data/` and
`ontology/` beside it. Queries always lie in the package.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["shipped_data", "shipped_ontology"]

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def shipped_data() -> Path:
    """The folder of the curated data."""
    return _shipped("data")


def shipped_ontology() -> Path:
    """The folder of the ontology, the concept schemes and the shapes."""
    return _shipped("ontology")
