"""An operation: what a task is about to do at a scheduling point, as far as it matters to other tasks."""

from __future__ import annotations

import weakref
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from grader.interleave.engine.task import Task

#: Some attribute, variable or container, not known which.
DATA = "?"


class Targets:
    """Numbers for the objects of one execution, by order of first asking: the same on every machine.

    An address would do within the object's life, but the next object may get it. Objects are not kept alive
    (a program may wait for their end), except those that cannot be watched: plain containers, mostly.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, object]] = {}
        self._count = 0

    def number(self, obj: object) -> int:
        """The number of `obj`."""
        key = id(obj)
        known = self._known.get(key)
        if known is None:
            self._count += 1
            known = self._known[key] = (self._count, self._watch(key, obj))
        return known[0]

    def _watch(self, key: int, obj: object) -> object:
        try:
            return weakref.ref(obj, lambda _: self._known.pop(key, None))
        except TypeError:
            return obj

    def clear(self) -> None:
        """Begin an execution."""
        self._known.clear()
        self._count = 0


TARGETS = Targets()


@dataclass(frozen=True, slots=True)
class Operation:
    """Touching `target` (an object's attribute, a variable, a lock, a container), and changing it or not.

    `target` is meaningful within one execution: a lock or queue is a number, data is anything else, `DATA`
    some data that is not known, None something that may be anything. `label` is the same in each execution:
    the name of the attribute or variable, or the kind of the lock.
    """

    target: Hashable | None
    writes: bool
    label: str = ""

    def conflicts(self, other: Operation) -> bool:
        """Whether the order of the two can matter; True where it is not known."""
        mine, others = self.target, other.target
        if mine is None or others is None:
            return True
        if not (self.writes or other.writes):
            return False
        if mine is DATA or others is DATA:
            return not isinstance(mine, int) and not isinstance(others, int)
        return mine == others


class Observer(Protocol):
    """Sees what happens in an execution; `Kernel.recorder` calls it. It must change nothing."""

    def decided(self, current: Task, following: Task, free: bool, site: int) -> None:
        """A decision fell: `current` made the last step, `following` makes the next."""
        ...

    def operation(self, what: str, target: Any) -> None:
        """The current task did something with a lock or queue: "acquire", "release", "wait", "put", ..."""
        ...

    def note(self, label: str) -> None:
        """A scenario leaves a label."""
        ...

    def stopped(self, tasks: Sequence[Task]) -> None:
        """The execution is over, `tasks` have not ended: they are blocked, or a failure came first."""
        ...


def pending(task: Task) -> Operation | None:
    """What a parked task does next; None if it is not known to touch anything.

    Known only in executions with an announcing observer (`instrument.announce`); locks and queues always.
    """
    if task.waits_for is not None:
        return Operation(TARGETS.number(task.waits_for), writes=True, label=type(task.waits_for).__name__)
    announced: Operation | None = task.operation
    return announced
