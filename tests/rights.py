"""Whether this process is held to the rights of files; an administrator's mostly is not."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

__all__ = ["HELD", "bound"]


def _held() -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "folder")
        folder.mkdir(mode=0o500)
        try:
            (folder / "file").touch()
        except PermissionError:
            return True
        return False


HELD = _held()


def bound() -> list[str] | None:
    """The begin of a command line whose process is held to them; None where there is no such.

    An administrator's program gets back whatever the bounding set allows, so that is made smaller.
    """
    program = shutil.which("setpriv")
    rights = "-dac_override,-dac_read_search"
    return [program, "--bounding-set", rights, "--inh-caps", rights] if program else None
