"""What the reloaded library gets in the place of modules and objects that would reach the real process."""

from __future__ import annotations

import os
from types import ModuleType

from grader.interleave.engine.kernel import KERNEL


def make_os() -> ModuleType:
    """`os` whose fork hooks do nothing: a reloaded module must not register itself with the real process."""
    module = ModuleType("os", os.__doc__)
    module.__dict__.update(vars(os), register_at_fork=lambda **_: None)
    return module


class Logger:
    """What `concurrent.futures` logs: shown with the program's output, silent while tasks are killed."""

    def critical(self, message: str, *args: object, exc_info: object = None) -> None:
        if not KERNEL.dying:
            KERNEL.output.write(f"{message % args}\n")

    exception = critical
