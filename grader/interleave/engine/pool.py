"""Greenlets that run one task after another: making one maps memory, which costs ten times a switch."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from greenlet import getcurrent, greenlet

from grader.interleave.engine.task import Killed, Task

if TYPE_CHECKING:
    from grader.interleave.engine.kernel import Kernel

#: How often a task may catch its own killing before it is given up.
_MAX_KILLS = 3


class GreenletPool:
    """Idle greenlets, and the way a task is killed. `run` runs the current task and says who goes on."""

    def __init__(self, run: Callable[[], greenlet]) -> None:
        self._run = run
        #: Greenlets whose task has ended.
        self.idle: list[greenlet | None] = []
        self._kills = 0
        self._thread = threading.get_ident()
        #: The greenlet outside all tasks.
        self.root = getcurrent()
        #: Greenlets of tasks that refuse to die. Each holds memory: a worker process is recycled for them.
        self.parked: list[greenlet] = []

    def enter(self) -> None:
        """Executions are run from the calling greenlet from now on. Greenlets cannot change their thread."""
        self.root = getcurrent()
        if self._thread != threading.get_ident():
            self._thread = threading.get_ident()
            self.idle.clear()

    def take(self, task: Task) -> greenlet:
        """A greenlet for a task that begins, with a fresh context."""
        glet = (self.idle.pop() if self.idle else None) or greenlet(self._live, self.root)
        glet.gr_context = None
        task.greenlet = glet
        return glet

    def _live(self) -> None:
        while True:
            self._run().switch()

    def kill(self, kernel: Kernel) -> None:
        """Throw `Killed` into every task that is still alive, so that its `finally` blocks run."""
        for task in kernel.tasks:
            glet = task.greenlet
            if task.done or glet is None:
                continue
            kernel.current = task
            self._kills = 0
            glet.throw(Killed)
            if not task.done:
                self.parked.append(glet)
            task.greenlet = None

    def forgive(self) -> None:
        """What is killed next may catch its killing as often as any."""
        self._kills = 0

    def kill_again(self) -> NoReturn:
        """A dying task runs on: raise `Killed` once more, or, if it keeps catching that, never return."""
        self._kills += 1
        while self._kills > _MAX_KILLS:
            self.root.switch()
        raise Killed
