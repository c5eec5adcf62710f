"""The life of a worker: a question, a reply, and the next, until nobody is at the other end."""

from __future__ import annotations

import contextlib
import select
import socket

from kg.workers.frames import receive, send
from kg.workers.limits import Limits
from kg.workers.messages import read_question, write_error, write_reply
from kg.workers.snapshots import WARM_SECONDS
from kg.workers.task import begin, rest, run

__all__ = ["answer_forever"]


def answer_forever(end: socket.socket, limits: Limits, network: bool) -> None:
    """Be a worker that takes its questions from a socket; with a network only if told so."""
    begin(limits, network)
    with contextlib.suppress(EOFError, OSError):  # the server is there no more
        while True:
            while not select.select([end], [], [], WARM_SECONDS)[0]:
                rest()
            message = receive(end)
            try:
                reply = write_reply(run(read_question(message)))
            except Exception as error:
                reply = write_error(error)
            send(end, reply)
