"""What processes that ended early have left behind in a store."""

from __future__ import annotations

import fcntl
import shutil
import time
from pathlib import Path

from kg.workers.spool import lives

__all__ = ["sweep"]

_BACKUP_SECONDS = 24 * 3600.0


def sweep(store: Path) -> None:
    """Take away heads, drafts and unfinished backups that nobody holds any more.

    The engine holds a lock on each head that is open, which tells the living from the dead also
    where processes do not see each other. Drafts are made under the lock of the store, which the
    caller has, but for those of a build, which bear the number of its process.
    """
    for head in store.glob(".head-*"):
        if not _held(head / "LOCK"):
            shutil.rmtree(head, ignore_errors=True)
    for draft in (*store.glob(".current-*"), *(store / "generations").glob(".*")):
        owner = draft.name.rpartition("-")[2]
        if owner.isdecimal() and lives(int(owner)):
            continue
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            draft.unlink(missing_ok=True)
    for backup in store.glob(".backup-*"):
        if time.time() - backup.stat().st_mtime > _BACKUP_SECONDS:
            shutil.rmtree(backup, ignore_errors=True)


def _held(lock: Path) -> bool:
    try:
        with lock.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False  # its making was cut short
    except OSError:
        return True
    return False
