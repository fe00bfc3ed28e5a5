"""A task: the unit that the engine schedules (a simulated thread)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from greenlet import greenlet


class Killed(BaseException):
    """Thrown into a task that is still alive when its execution has ended.

    A `BaseException`, so that `finally` and `with` of the program run and an `except Exception` does not
    catch it.
    """


class Task:
    """One task of one execution.

    `index` is its number in order of creation (the main task is 0): schedules name tasks by it. `runnable`
    is true exactly while the task is in the kernel's runnable list. `waits_for` is what it is blocked on: a
    lock, a queue, another task, or None. `last_released` and `granted` are how a notified waiter of a
    condition gets the condition's lock (`world.locks.WaiterLock`). `stamp`, `yield_stamp` and `below`
    belong to `engine.fairness`, `operation` to `engine.operation`.
    """

    __slots__ = (
        "back_edges",
        "below",
        "body",
        "daemon",
        "deadline",
        "done",
        "granted",
        "greenlet",
        "ident",
        "index",
        "joiners",
        "last_released",
        "local_dicts",
        "name",
        "operation",
        "runnable",
        "stamp",
        "thread",
        "timed",
        "waits_for",
        "yield_stamp",
        "yields",
    )

    def __init__(self, index: int, name: str, body: Callable[[], object], daemon: bool) -> None:
        self.index = index
        self.name = name
        self.body = body
        self.daemon = daemon
        self.ident = index + 1
        self.greenlet: greenlet | None = None
        self.runnable = False
        self.done = False
        self.timed = False
        self.deadline = 0.0
        self.waits_for: Any = None
        self.joiners: list[Task] = []
        self.local_dicts: list[dict[Task, dict[str, Any]]] = []
        self.thread: Any = None
        self.operation: Any = None
        self.last_released: Any = None
        self.granted: Any = None
        self.stamp = 0
        self.yield_stamp = 0
        self.yields = 0
        self.back_edges = 0
        self.below: set[Task] | None = None

    def __repr__(self) -> str:
        return f"<task {self.index} {self.name}>"


class Timer(Task):
    """What happens by itself at some moment, such as the end of an asyncio sleep.

    It takes one step, whenever it is chosen; nothing waits for its end, and the program ends without it.
    `handle` is what the step is about.
    """

    __slots__ = ("handle",)
    handle: Any
