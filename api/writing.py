"""Handing a write to whoever makes it, off the event loop."""

from __future__ import annotations

import logging

import anyio
from fastapi import Request

from api.problems import Fault
from kg.live import Write, Writer, Written

__all__ = ["AUDIT", "write"]

AUDIT = logging.getLogger("pairkg.writes")
"""One line a write: who, what, with what outcome."""


async def write(request: Request, asked: Write) -> Written | None:
    """Make a write; None where the graph it is to drop is not there."""
    writer: Writer | None = request.app.state.writer
    if writer is None:
        raise Fault(403, "read-only", "This server only reads.")
    facts = {"who": asked.who, "role": asked.role, "kind": asked.kind, "graph": asked.graph}
    try:
        written = await anyio.to_thread.run_sync(writer.submit, asked)
    except Exception as error:
        AUDIT.warning("write refused", extra={"facts": {**facts, "reason": str(error)}})
        raise
    number = written.number if written else None
    AUDIT.info("write", extra={"facts": {**facts, "number": number}})
    return written
