"""What a worker process is held to, from its first moment on."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys

from kg.workers.isolation import leave_network
from kg.workers.limits import Limits

__all__ = ["confine"]

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, prctl(2)
_MOST_ARENAS = -8
"""M_ARENA_MAX, mallopt(3). Threads that meet in malloc are given 64 MB of address space each to
part them; opening a graph then took from 460 to 970 MB of it, by chance, and the bound counts it.
With one for all it takes 210."""


def confine(limits: Limits, network: bool = False) -> None:
    """Hold this process to `limits`: memory, priority, no dump of memory, no last word.

    It has no network unless it is to have one.

    It ends when the process that made it ends, and at once when it is told to.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if hasattr(libc, "mallopt"):
            libc.mallopt(_MOST_ARENAS, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):  # not on every system
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    with contextlib.suppress(OSError):
        os.nice(limits.nice)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)  # the engine prints a trace when memory ends
    os.close(silence)
    if not network:
        leave_network()
