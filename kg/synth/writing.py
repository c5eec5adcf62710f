"""A made-up graph in a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kg.problems import PairkgError
from kg.synth.stream import synthesise

__all__ = ["write_synthesis"]


def write_synthesis(out: Path, studies: int, seed: int, base: str, ontology: Path) -> int:
    """Write a graph of so many studies, whole or not at all; how many quads it has.

    Raises PairkgError where the disk does not take it.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.absolute().parent)
    except OSError as error:
        raise PairkgError(f"{out} cannot be written: {error.strerror}.") from None
    part = Path(name)
    count = 0
    try:
        with os.fdopen(handle, "wb") as file:
            for stretch in synthesise(studies, seed, base, ontology):
                file.write(stretch.lines)
                count += stretch.quads
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(out)
    except OSError as error:
        raise PairkgError(f"{out} cannot be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)
    return count
