"""What `pairkg --version` says."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg import __version__
from kg.resources import shipped_data

__all__ = ["data_version", "version_text"]


def version_text() -> str:
    """Versions of the program, the ontology and the data, one a line."""
    from kg.vocabulary import ONTOLOGY_VERSION

    return "\n".join(
        (
            f"pairkg {__version__}",
            f"ontology {ONTOLOGY_VERSION}",
            f"data {data_version(shipped_data())}",
        )
    )


def data_version(folder: Path) -> str:
    """The version of curated data: the beginning of a hash of all their files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
