"""A small system-call filter for the worker, as the bytes that ``bwrap --seccomp`` takes.

Namespaces hide files, processes and the network. What they leave open is refused here with EPERM: memory that no limit
counts, new user namespaces (a way to more of the kernel), tracing, and sockets that reach the host past the network
namespace. Internet sockets stay: in the private network they reach nobody, and programs use them on loopback.
``clone3`` gets ENOSYS, because its flags cannot be looked at; the C library then uses ``clone``, whose flags can.
"""

from __future__ import annotations

import platform
import struct

__all__ = ["program"]

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_NR, _ARCH, _ARG0 = 0, 4, 16
_CLONE_NEWUSER = 0x10000000
_AF_UNIX, _AF_INET, _AF_INET6 = 1, 2, 10
_X32 = 0x40000000

# Numbers from the kernel's tables: memfd_create, shmget, userfaultfd, io_uring_setup/enter/register, ptrace, keyctl,
# add_key, request_key, unshare, setns, process_vm_readv/writev, then socket, clone, clone3.
_NUMBERS = {
    "x86_64": (0xC000003E, (319, 29, 323, 425, 426, 427, 101, 250, 248, 249, 272, 308, 310, 311), 41, 56, 435),
    "aarch64": (0xC00000B7, (279, 194, 282, 425, 426, 427, 117, 219, 217, 218, 97, 268, 270, 271), 198, 220, 435),
}


def program(machine: str = "") -> bytes | None:
    """The filter for this machine, or None when its system-call numbers are not known here."""
    known = _NUMBERS.get(machine or platform.machine())
    if known is None:
        return None
    architecture, denied, socket, clone, clone3 = known
    code = [
        _op(_LOAD, _ARCH),
        _op(_EQUAL, architecture, 1, 0),
        _op(_RETURN, _KILL),
        _op(_LOAD, _NR),
        _op(_AT_LEAST, _X32, 0, 1),
        _op(_RETURN, _KILL),
    ]
    for number in denied:
        code += [_op(_EQUAL, number, 0, 1), _op(_RETURN, _ERRNO | _EPERM)]
    code += [_op(_EQUAL, clone3, 0, 1), _op(_RETURN, _ERRNO | _ENOSYS)]
    code += [
        _op(_EQUAL, clone, 0, 3),
        _op(_LOAD, _ARG0),
        _op(_ANY_BIT, _CLONE_NEWUSER, 6, 0),
        _op(_RETURN, _ALLOW),
        _op(_EQUAL, socket, 0, 5),
        _op(_LOAD, _ARG0),
        _op(_EQUAL, _AF_UNIX, 3, 0),
        _op(_EQUAL, _AF_INET, 2, 0),
        _op(_EQUAL, _AF_INET6, 1, 0),
        _op(_RETURN, _ERRNO | _EPERM),
        _op(_RETURN, _ALLOW),
    ]
    return b"".join(code)


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
