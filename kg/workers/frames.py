"""Messages over a pair of sockets: eight bytes of length, then as many bytes.

One end is the event loop's, which never waits in a call; the other is that of a worker, which does
nothing else than wait. Both are programs of ours, but the worker runs what strangers send: so the
loop takes no message longer than it expects.
"""

from __future__ import annotations

import asyncio
import socket
import struct

__all__ = ["receive", "receive_soon", "send", "send_soon"]

_LENGTH = struct.Struct("!Q")
_PIECE = 1 << 18


def send(end: socket.socket, message: bytes) -> None:
    """Send a message; OSError where nobody is at the other end."""
    end.sendall(_LENGTH.pack(len(message)) + message)


def receive(end: socket.socket) -> bytes:
    """The next message; EOFError where the other end was closed."""
    got = bytearray()
    while (missing := _missing(got)) > 0:
        piece = end.recv(min(missing, _PIECE))
        if not piece:
            raise EOFError
        got += piece
    return bytes(got[_LENGTH.size :])


async def send_soon(end: socket.socket, message: bytes) -> None:
    """The same on the running loop; `end` must not block."""
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(end, _LENGTH.pack(len(message)) + message)


async def receive_soon(end: socket.socket, most: int) -> bytes:
    """The same on the running loop; EOFError also for a message of more than `most` bytes."""
    loop = asyncio.get_running_loop()
    got = bytearray()
    while _missing(got) > 0:
        piece = await loop.sock_recv(end, _PIECE)
        if not piece:
            raise EOFError
        got += piece
        if len(got) + _missing(got) > _LENGTH.size + most:
            raise EOFError
    return bytes(got[_LENGTH.size :])


def _missing(got: bytearray) -> int:
    """How many bytes are missing of a message, as far as can be known."""
    if len(got) < _LENGTH.size:
        return _LENGTH.size - len(got)
    length: int = _LENGTH.unpack_from(got)[0]
    return _LENGTH.size + length - len(got)
