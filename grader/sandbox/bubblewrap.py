"""Tier T2: the command line that puts a worker into namespaces of its own.

bubblewrap has no policy: the walls are exactly these arguments. The worker sees the system's libraries, the Python
that runs us with its packages, and the ``grader`` package, all read-only; a small /tmp and /dev/shm; its own
processes; no network.

Counting processes needs a user that nobody else is. Started by an ordinary user, a new user namespace gives that (the
kernel counts per namespace). Started by root it does not: root is exempt from RLIMIT_NPROC even as "root outside" of
a namespace. Then the worker becomes a user number of its own instead, before it takes in any student byte.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from pathlib import Path

from grader.sandbox.limits import Limits

SCRATCH = "/tmp"  # noqa: S108  # inside the walls: a small file system of the worker's own
SHARED = "/dev/shm"  # noqa: S108  # as above
__all__ = ["GRADER_INSIDE", "SCRATCH", "SHARED", "command", "environment", "python_directories", "worker_user"]

GRADER_INSIDE = "/kit/grader"
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin", "/etc/ld.so.cache")
_counter = itertools.count()


def environment(scratch: str) -> dict[str, str]:
    """All that a worker finds in its environment, on every tier."""
    return {
        "HOME": scratch,
        "TMPDIR": scratch,
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",
        "PYTHONHASHSEED": "0",
        "PYCSP_HOST": "127.0.0.1",
    }


def worker_user() -> int | None:
    """The user that the worker must become: a number of its own when we are root, else None (it stays who we are)."""
    if os.geteuid() != 0:
        return None
    serial = (os.getpid() * 64 + next(_counter)) % 50_000
    return (1_900_000_000 if _maps(1_900_050_000) else 10_000) + serial


def command(limits: Limits, grader: Path, user: int | None, seccomp: int | None) -> list[str]:
    """The arguments up to and including ``--``; ``seccomp`` is an inherited descriptor with the filter."""
    bwrap = shutil.which("bwrap") or "bwrap"
    line = [bwrap, "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]
    if user is None:
        line += ["--unshare-all", "--unshare-user", "--disable-userns"]
    else:
        line += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
        line += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    for name, value in environment(SCRATCH).items():
        line += ["--setenv", name, value]
    for path in _SYSTEM:
        line += ["--ro-bind-try", path, path]
    line += ["--proc", "/proc", "--dev", "/dev"]
    # Before the rest: a virtual environment can lie below /tmp itself.
    for mebibytes, path in ((limits.tmp_mb, SCRATCH), (limits.shm_mb, SHARED)):
        line += ["--perms", "1777", "--size", str(mebibytes << 20), "--tmpfs", path]
    bound = python_directories()
    # bubblewrap would make missing parents for root only (mode 0700), and the worker is somebody else by then.
    for parent in sorted({str(up) for path in (*bound, GRADER_INSIDE) for up in Path(path).parents} - {"/"}):
        line += ["--dir", parent]
    for path in bound:
        line += ["--ro-bind", path, path]
    line += ["--ro-bind", str(grader), GRADER_INSIDE]
    line += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", SCRATCH]
    if seccomp is not None:
        line += ["--seccomp", str(seccomp)]
    return [*line, "--"]


def python_directories() -> list[str]:
    """The directories that this Python and its packages live in, outermost first and none inside another or in /usr."""
    found = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    # A virtual environment's executable is a chain of links, and each of them must resolve inside.
    link = Path(sys.executable)
    while link.is_symlink():
        link = link.parent / link.readlink()
        found.add(str(link.parent.parent))
    found |= {os.path.realpath(path) for path in found}
    kept: list[str] = []
    for path in sorted(found):
        if path != "/" and not any(path == base or path.startswith(base + "/") for base in (*_SYSTEM, *kept)):
            kept.append(path)
    return kept


def _maps(user: int) -> bool:
    """Whether this user number exists in our user namespace."""
    try:
        rows = [line.split() for line in Path("/proc/self/uid_map").read_text().splitlines()]
    except OSError:
        return False
    return any(int(start) <= user < int(start) + int(count) for start, _, count in rows)
