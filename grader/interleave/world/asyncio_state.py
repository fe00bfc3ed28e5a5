"""What the world knows of the asyncio programs of one execution: loops, who runs them, who raised what."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.interleave.engine.task import Task
from grader.interleave.world.threads import Counter

#: Where the running interpreter has the package's source.
FOLDER = Path(os.__file__).parent / "asyncio"
_MODULES = frozenset(file.stem for file in FOLDER.glob("*.py"))


def is_asyncio(name: str) -> bool:
    """Whether a dotted name is that of a module of the package."""
    top, _, module = name.partition(".")
    return top == "asyncio" and (not module or module in _MODULES)


class AsyncioState:
    """Of the running execution; empty in executions that do not use asyncio.

    `running` maps an engine's task to the loop that it runs, `current` a loop to the asyncio task whose step
    runs (the library's own dictionary). `raised` maps an exception's id to its type and to the asyncio task
    that raised it. `lost` names tasks that were cancelled or dropped because their loop
    ended before them.
    """

    def __init__(self) -> None:
        self.running: dict[Task, Any] = {}
        self.current: dict[Any, Any] = {}
        self.loops: list[Any] = []
        self.raised: dict[int, tuple[type, str]] = {}
        #: Gives all asyncio tasks that have not ended, in order of creation.
        self.pending: Callable[[], list[Any]] = list
        self.lost: list[str] = []
        self.names = Counter()

    def clear(self) -> None:
        """Forget the execution."""
        for forgotten in (self.running, self.current, self.loops, self.raised, self.lost):
            forgotten.clear()
        self.names.count = 0

    def acting(self, task: Task) -> Any:
        """The asyncio task whose step the engine's task is in, or None."""
        loop = self.running.get(task)
        return None if loop is None else self.current.get(loop)


STATE = AsyncioState()


def acting_name(task: Task) -> str:
    """The name to show for what `task` does now: that of the asyncio task, inside of one."""
    inner = STATE.acting(task) if STATE.running else None
    return task.name if inner is None else str(inner.get_name())
