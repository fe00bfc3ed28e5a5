"""Looks: operations of the library that read something shared and wait for nothing."""

from __future__ import annotations

from grader.interleave.engine.kernel import KERNEL


def look(target: object = None) -> None:
    """The scheduling point before a look at `target`; None: before it is not known what."""
    task = KERNEL.current
    task.operation = target
    KERNEL.point()
    task.operation = None
    if KERNEL.recorder is not None:
        KERNEL.recorder.looked(target)
