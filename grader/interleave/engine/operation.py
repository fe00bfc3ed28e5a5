"""An operation: what a task is about to do at a scheduling point, as far as it matters to other tasks."""

from __future__ import annotations

import weakref
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from grader.interleave.engine.task import Task

#: Some attribute, variable or container, not known which.
DATA = "?"


#: More tasks than any execution has.
_TASKS = 1 << 20


class Targets:
    """Numbers for the objects of one execution, by order of first asking: the same on every machine.

    An address would do within the object's life, but the next object may get it. Objects are not kept alive
    (a program may wait for their end), except those that cannot be watched: plain containers, mostly.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, object]] = {}
        self._created: dict[int, int] = {}
        self.count = 0

    def number(self, obj: object) -> int:
        """The number of `obj`."""
        key = id(obj)
        known = self._known.get(key)
        if known is None:
            self.count += 1
            known = self._known[key] = (self.count, self._watch(key, obj))
        return known[0]

    def created(self, task: Task, obj: object) -> None:
        """`task` makes `obj`, a lock or queue: its number (below zero) does not depend on who uses it first."""
        count = self._created[task.index] = self._created.get(task.index, 0) + 1
        self._known[id(obj)] = (-(count * _TASKS + task.index), self._watch(id(obj), obj))

    def _watch(self, key: int, obj: object) -> object:
        try:
            return weakref.ref(obj, lambda _: self._known.pop(key, None))
        except TypeError:
            return obj

    def clear(self) -> None:
        """Begin an execution."""
        self._known.clear()
        self._created.clear()
        self.count = 0


TARGETS = Targets()


@dataclass(frozen=True, slots=True)
class Operation:
    """Touching `target` (an object's attribute, a variable, a lock, a container), and changing it or not.

    `target` is meaningful within one execution: a lock or queue is a number, data is anything else, `DATA`
    some data that is not known, None something that may be anything. `label` is the same in each execution:
    the name of the attribute or variable, or the kind of the lock. `kind` is known of locks and queues once the
    operation was executed: "acquire" (it waited, or would have), "try", "refused", "release", "put", "get".
    """

    target: Hashable | None
    writes: bool
    label: str = ""
    kind: str = ""

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


#: What may touch anything.
UNKNOWN = Operation(None, writes=True)


class Observer(Protocol):
    """Sees what happens in an execution; `Kernel.recorder` calls it. It must change nothing."""

    def decided(self, current: Task, following: Task, free: bool, site: int) -> None:
        """A decision fell: `current` made the last step, `following` makes the next."""
        ...

    def operation(self, what: str, target: Any) -> None:
        """The current task did something with a lock or queue: "acquire", "release", "wait", "put", ..."""
        ...

    def looked(self, target: Any) -> None:
        """The current task's point was before something else: a look at `target`, a yield, a timer (None)."""
        ...

    def created(self, target: Any) -> None:
        """The current task makes a lock or queue."""
        ...

    def woke(self, task: Task) -> None:
        """The current task notifies `task`."""
        ...

    def note(self, label: str) -> None:
        """A scenario leaves a label."""
        ...

    def stopped(self, tasks: Sequence[Task]) -> None:
        """The execution is over, `tasks` have not ended: they are blocked, or a failure came first."""
        ...


def pending(task: Task) -> Operation | None:
    """What a parked task does next; None if it is not known to touch anything.

    Known only in executions with an announcing observer (`instrument.announce`); locks and queues always: they
    leave themselves in `task.waits_for`, or in `task.operation` where the task would not wait.
    """
    if task.waits_for is not None:
        return Operation(TARGETS.number(task.waits_for), writes=True, label=type(task.waits_for).__name__)
    announced = task.operation
    if announced is None or isinstance(announced, Operation):
        return announced
    return Operation(TARGETS.number(announced), writes=True, label=type(announced).__name__)
