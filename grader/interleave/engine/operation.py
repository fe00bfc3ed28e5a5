"""An operation: what a task is about to do at a scheduling point, as far as it matters to other tasks."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Protocol

from grader.interleave.engine.task import Task


@dataclass(frozen=True, slots=True)
class Operation:
    """Touching `target` (an object's attribute, a variable, a lock, a container), and changing it or not.

    `target` is meaningful within one execution; None: something unknown, which may be anything. `label` is
    the same in each execution: the name of the attribute or variable, or "lock", "queue".
    """

    target: Hashable | None
    writes: bool
    label: str = ""

    def conflicts(self, other: Operation) -> bool:
        """Whether the order of the two can matter; True where it is not known."""
        if self.target is None or other.target is None:
            return True
        return self.target == other.target and (self.writes or other.writes)


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


def pending(task: Task) -> Operation | None:
    """What a parked task does next; None if it is not known to touch anything.

    Known only in executions with an announcing observer (`instrument.announce`); locks and queues always.
    """
    if task.waits_for is not None:
        return Operation(id(task.waits_for), writes=True, label=type(task.waits_for).__name__)
    announced: Operation | None = task.operation
    return announced
