"""Killing everything that a worker started, also what ran away from it.

A process that forks twice and calls ``setsid`` is in no group and no session of ours; but on Linux it becomes a child
of the nearest *subreaper* when its parents die. So this process declares itself one, kills the worker, and then kills
and reaps whatever strange children it finds, until there are none. A child is strange when it is in another session
than ours: a process can leave a session but not join one, and nothing else here starts children in new sessions
(those that do, register: ``spare``).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

__all__ = ["SweepError", "become_subreaper", "forget", "spare", "sweep", "tasks_and_memory"]

_PR_SET_CHILD_SUBREAPER = 36
_PAGE = os.sysconf("SC_PAGE_SIZE")
_spared: set[int] = set()
_is_subreaper = False


class SweepError(Exception):
    """Processes of a worker could not be ended in time."""


def become_subreaper() -> bool:
    """Let orphaned descendants become our children; False where that does not exist (daemons can escape there)."""
    global _is_subreaper  # noqa: PLW0603  # it is a fact about this process
    if not _is_subreaper and sys.platform == "linux":
        _is_subreaper = ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    return _is_subreaper


def spare(pid: int) -> None:
    """Never sweep this child: it is a worker that is still in use."""
    _spared.add(pid)


def forget(pid: int) -> None:
    """Undo ``spare``."""
    _spared.discard(pid)


def sweep(seconds: float = 5.0) -> int:
    """Kill and reap strange children until two looks in a row find none; returns how many there were.

    Raises ``SweepError`` after ``seconds``.
    """
    if not _is_subreaper:
        return 0
    deadline = time.monotonic() + seconds
    ended, quiet, session = 0, 0, os.getsid(0)
    while quiet < 2:
        strange = [pid for pid in _children("self") if pid not in _spared and _session(pid) not in (session, None)]
        quiet = 0 if strange else quiet + 1
        for pid in strange:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                ended += os.waitpid(pid, os.WNOHANG)[0] == pid
        if strange:
            if time.monotonic() > deadline:
                raise SweepError(f"{len(strange)} processes of a worker are still there: {strange[:5]}")
            time.sleep(0.0005)
    return ended


def tasks_and_memory(pid: int) -> tuple[int, int]:
    """How many threads the process and its descendants have, and how many bytes are resident; (0, 0) where unknown."""
    tasks = memory = 0
    for each in _family(pid):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            tasks += int(fields[17])
            memory += (int(fields[21])) * _PAGE
    return tasks, memory


def _family(pid: int) -> Iterator[int]:
    pending = [pid]
    while pending:
        each = pending.pop()
        yield each
        pending.extend(_children(each))


def _children(pid: int | str) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                found += map(int, (task / "children").read_text().split())
    return found


def _session(pid: int) -> int | None:
    """The session of a process, also of a zombie; None when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[3])
    except (OSError, ValueError, IndexError):
        return None
