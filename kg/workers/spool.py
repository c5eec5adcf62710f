"""The folder where long answers wait to be sent; what a killed server left is taken away."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

__all__ = ["lives", "new_spool"]

_PREFIX = "pairkg-answers-"


def new_spool() -> Path:
    """A folder for the answers of this process."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not lives(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


def lives(process: int) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # another user's
    return True
