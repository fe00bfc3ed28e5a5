"""What partial-order reduction of either kind needs to see of an execution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import UNKNOWN, Operation, pending
from grader.interleave.engine.task import Task, Timer
from grader.interleave.strategies.order import Event, Order

#: What a task may wait for whose end is ordered by what is announced: a task, a lock, a queue.
_MODELLED = frozenset({"Task", "Lock", "WaiterLock", "SimpleQueue", "Inbox"})


class Reduction:
    """The callbacks of `instrument.announce.OrderWitness`, kept as an `Order`."""

    announces = True
    reduces = True

    def __init__(self) -> None:
        self._order = Order()
        self._over = False
        #: Something happened whose order with the rest is not known: the search may have missed some.
        self._unsure = False

    def _begin_order(self) -> None:
        self._over = False
        self._order.begin()

    def _offered(self, runnable: Sequence[Task]) -> dict[int, Operation]:
        """What each task that can run is about to do."""
        if self._order.awaited:
            self._unsure = True  # a step that did not say what it was
        return {t.index: self._about_to(t) for t in runnable}

    def _about_to(self, task: Task) -> Operation:
        if task.timed:
            return UNKNOWN
        if task.waits_for is not None and type(task.waits_for).__name__ not in _MODELLED:
            self._unsure = True
        return pending(task) or UNKNOWN

    def executed(self, task: Task, operation: Operation) -> None:
        """The step that was chosen, or one that needed no choice."""
        if self._over or (KERNEL.gil_only and not self._order.awaited and len(KERNEL.runnable) > 1):
            return  # where only some points count, the rest is part of the step that was chosen
        if not self._order.executed(task.index, operation):
            self._unchosen(task.index, operation)

    def _unchosen(self, task: int, operation: Operation) -> None:
        """A step was made while nobody else could run."""

    def acquired(self, task: Task, target: int) -> None:
        """The last step took a lock."""
        if not self._over:
            self._order.acquired(target)

    def released(self, task: Task, target: int) -> None:
        """A lock was given back: whoever takes it next comes after all this."""
        self._order.released(task.index, target)

    def started(self, parent: Task, child: Task) -> None:
        """All that the child does comes after what its parent has done."""
        self._order.precede(parent.index, child.index)

    def joined(self, waiter: Task, ended: Task) -> None:
        """All that the waiter does from now on comes after what the other did."""
        self._order.precede(ended.index, waiter.index)

    def woke(self, task: Task, other: Task) -> None:
        """All that the other does from now on comes after what the notifier has done."""
        self._order.precede(task.index, other.index)

    def withdrawn(self, timer: Timer) -> None:
        """It never fires, and races with what has been done since it could: one of them may come the other way."""
        if not self._over:
            self._raced(self._order.pending(timer.index, self._about_to(timer), False))

    def _raced(self, event: Event) -> None:
        """A step that was not made could have come before some that were."""

    def _unfinished(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Event]]:
        """What each of `tasks`, which have not ended, would have done next."""
        for task in tasks:
            waits = task.waits_for is not None and not isinstance(task, Timer)
            if not isinstance(task.waits_for, Task) and (task is not KERNEL.current or task.waits_for is not None):
                yield task, self._order.pending(task.index, self._about_to(task), waits)

    def _note_end(self) -> None:
        # What a value that was returned holds may have been changed by who goes on.
        self._unsure = self._unsure or bool(KERNEL.left_over)


def cut_off() -> bool:
    """Whether the execution that just ended kept somebody from going on."""
    return any(task is not KERNEL.current for task in KERNEL.runnable)
