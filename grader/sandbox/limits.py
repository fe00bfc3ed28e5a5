"""What a worker may use: one frozen record, and its form as an argument of the worker."""

from __future__ import annotations

import json
from dataclasses import dataclass

__all__ = ["Limits"]

_MIB = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of one worker, each enforced from outside or by the kernel, never by the student's code.

    ``memory_mb`` bounds data (RLIMIT_DATA), not address space: each thread reserves address space that it never uses,
    so a limit on that (RLIMIT_AS) refuses threads, not memory. ``processes`` counts processes and threads.
    """

    seconds: float = 10.0
    memory_mb: int = 512
    processes: int = 160
    output_bytes: int = _MIB
    file_mb: int = 16
    files: int = 256
    tmp_mb: int = 32
    shm_mb: int = 16

    def argument(self, *, private_processes: bool, user: int | None) -> str:
        """The limits that the worker puts on itself before it takes in any student byte.

        ``private_processes`` says that nobody else is counted in the worker's RLIMIT_NPROC; without that the limit
        would depend on what else the user runs, so it is not set. ``user`` is the uid to become, when started by
        root.
        """
        return json.dumps(
            {
                "data": self.memory_mb * _MIB,
                "fsize": self.file_mb * _MIB,
                "nofile": self.files,
                "nproc": self.processes if private_processes else None,
                # Only a backstop: the wall clock outside decides, and a search gets more of it than a plain run.
                "cpu": int(self.seconds * 3) + 5,
                "user": user,
            }
        )
