"""How processes are started here: from one small process that has the engine loaded already.

A fork of the server itself would inherit its threads' locks; this one has no threads. It ends with
the server, however that ends, and what it has started ends with it.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import ForkServerContext

__all__ = ["context"]


def context() -> ForkServerContext:
    """The way to start processes; every user gives the same, since it is set once."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["kg.workers.serving"])
    return found
