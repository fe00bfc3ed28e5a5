"""The limits that a worker puts on itself, before it takes in any student byte and from where there is no way back.

They are set here and not by the parent, because some must be set *inside* the namespaces that the parent asked for: the
number of processes counts per namespace, and bubblewrap itself could not start under it.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import threading
from typing import Any

__all__ = ["lock_down"]

STACK = 256 * 1024  # a thread's; the default of 8 MiB would let 49 threads use up 400 MiB of RLIMIT_DATA


def lock_down(settings: dict[str, Any]) -> list[str]:
    """Become the worker's user, if one is given, and set the limits; returns the names of those in force."""
    user = settings.get("user")
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    threading.stack_size(STACK)
    # A write beyond RLIMIT_FSIZE is then an error of that write (EFBIG), not the death of the process.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    in_force = []
    for name in ("data", "fsize", "nofile", "nproc", "cpu"):
        value = settings.get(name)
        which = getattr(resource, f"RLIMIT_{name.upper()}", None)
        if value is not None and which is not None:
            with contextlib.suppress(OSError, ValueError):
                # Beyond the soft limit of CPU time comes SIGXCPU, which says why; at the hard one a bare SIGKILL.
                resource.setrlimit(which, (value, value + 2 if name == "cpu" else value))
                in_force.append(name)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        in_force.append("core")
    return in_force
