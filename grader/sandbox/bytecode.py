"""Compile what a worker imports, once, so that no worker has to.

Workers write no bytecode (inside the walls they cannot), so without this each of them would compile the engine again,
which costs more than everything else at its start.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import py_compile
from pathlib import Path

__all__ = ["compile_worker"]

_NEEDED = ("__init__.py", "kit.py", "worker", "interleave")


@functools.cache
def compile_worker(grader: Path) -> int:
    """Bring the bytecode of what a worker imports up to date, where we may write; returns how many were stale."""
    compiled = 0
    for name in _NEEDED:
        path = grader / name
        for source in [path] if path.is_file() else sorted(path.rglob("*.py")):
            if _stale(source):
                with contextlib.suppress(OSError, py_compile.PyCompileError):
                    py_compile.compile(str(source), doraise=True)
                    compiled += 1
    return compiled


def _stale(source: Path) -> bool:
    """Whether the interpreter would compile this module instead of loading its bytecode."""
    try:
        status = source.stat()
        with Path(importlib.util.cache_from_source(str(source))).open("rb") as cached:
            header = cached.read(16)
    except (OSError, NotImplementedError):
        return True
    expected = (int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF)
    stored = (int.from_bytes(header[8:12], "little"), int.from_bytes(header[12:16], "little"))
    return header[:4] != importlib.util.MAGIC_NUMBER or (header[4:8] == b"\0\0\0\0" and stored != expected)
