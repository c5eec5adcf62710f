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


def confine(limits: Limits) -> None:
    """Hold this process to `limits`: memory, priority, no network, no dump of memory, no last word.

    It ends when the process that made it ends, and at once when it is told to.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):  # not on every system
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    with contextlib.suppress(OSError):
        os.nice(limits.nice)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)  # the engine prints a trace when memory ends
    os.close(silence)
    leave_network()
