"""`_queue.SimpleQueue`: unbounded, each operation atomic, as the C version is."""

from __future__ import annotations

from collections import deque
from queue import Empty
from types import GenericAlias
from typing import Any

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import UNKNOWN
from grader.interleave.engine.task import Task
from grader.interleave.world.look import look


class SimpleQueue:
    """See `queue.SimpleQueue`. A getter is runnable exactly while there is an item."""

    __slots__ = ("__weakref__", "_items", "waiters")
    __class_getitem__: Any = classmethod(GenericAlias)

    def __init__(self) -> None:
        self._items: deque[Any] = deque()
        self.waiters: list[Task] = []
        if KERNEL.recorder is not None:
            KERNEL.recorder.created(self)

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        """Add an item; never waits."""
        me = KERNEL.current
        me.operation = self
        KERNEL.point()
        me.operation = None
        self._items.append(item)
        if KERNEL.recorder is not None:
            KERNEL.recorder.operation("put", self)
        for task in self.waiters:
            KERNEL.enable(task)

    def put_nowait(self, item: Any) -> None:
        """Add an item; never waits."""
        self.put(item)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """Take the oldest item; `Empty` if there is none in time."""
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        kernel = KERNEL
        me = kernel.current
        items = self._items
        if not block:
            me.operation = self
            kernel.point()
        elif not items or len(kernel.runnable) > 1:
            self.waiters.append(me)
            me.waits_for = self
            try:
                if items:
                    kernel.point()
                else:
                    if timeout is not None:
                        me.operation = UNKNOWN  # whatever happens before the moment comes can matter
                    kernel.block(self, None if timeout is None else kernel.clock.seconds + timeout)
            finally:
                self.waiters.remove(me)
                me.waits_for = None
        if not items:
            me.operation = None
            if kernel.recorder is not None:
                kernel.recorder.looked(None if block else self)
            raise Empty
        item = items.popleft()
        if kernel.recorder is not None:
            kernel.recorder.operation("get", self)
        me.operation = None
        if not items:
            for task in self.waiters:
                kernel.disable(task)
        return item

    def get_nowait(self) -> Any:
        """Take the oldest item or raise `Empty`."""
        return self.get(False)

    def empty(self) -> bool:
        """Whether there is nothing in it."""
        look(self)
        return not self._items

    def qsize(self) -> int:
        """How many items are in it."""
        look(self)
        return len(self._items)
