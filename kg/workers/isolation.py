"""A process without a network, by the kernel's word.

The text of a query is read for SERVICE before it reaches the engine; this is the second wall: the
process that runs it cannot make a socket, whatever the engine is led to do. Linux offers that to
anybody as a seccomp filter. The library for such filters needs a system library that many machines
lack, and this one has nine instructions, so it is written here by hand after seccomp(2) and
linux/filter.h.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

__all__ = ["leave_network"]

_LD, _JEQ, _JGE, _RET = 0x20, 0x15, 0x35, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_IO_URING_SETUP = 425
_MACHINES = {
    # architecture, socket, connect; numbers from the kernel's tables of system calls
    "x86_64": (0xC000003E, 41, 42),
    "aarch64": (0xC00000B7, 198, 203),
}
_X32 = 0x40000000


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def leave_network() -> bool:
    """Take sockets away from this thread and those it will start; False where that cannot be."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    code = _filter(*machine)
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(architecture: int, socket: int, connect: int) -> bytes:
    """Refuse what makes or uses a socket, with EACCES; allow all else."""
    steps = (
        (_LD, 0, 0, _ARCHITECTURE),
        (_JEQ, 0, 6, architecture),  # another table of calls: refuse
        (_LD, 0, 0, _NUMBER),
        (_JGE, 4, 0, _X32),
        (_JEQ, 3, 0, socket),
        (_JEQ, 2, 0, connect),
        (_JEQ, 1, 0, _IO_URING_SETUP),
        (_RET, 0, 0, _ALLOW),
        (_RET, 0, 0, _ERRNO | errno.EACCES),
    )
    return b"".join(struct.pack("HBBI", *step) for step in steps)
