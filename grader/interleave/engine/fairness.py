"""Fair scheduling for tasks that sleep, poll or spin.

Musuvathi and Qadeer: "Fair stateless model checking", PLDI 2008. A task that yields twice in a row gets a
lower priority than every task that could have run in between and did not, until that one has run.
Deviation: a task counts as continuously enabled if it is enabled now and was not chosen since; that forces
a switch slightly more often and never makes a schedule that cannot be.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.interleave.engine.task import Task


class Fairness:
    """Who must let whom go first. `demoted` is empty as long as nobody yields twice in a row."""

    __slots__ = ("demoted",)

    def __init__(self) -> None:
        self.demoted: list[Task] = []

    def yielded(self, task: Task, runnable: Sequence[Task], step: int) -> None:
        """`task` yields before step number `step`."""
        since = task.yield_stamp
        task.yield_stamp = step
        if since == 0:
            return
        starved = {t for t in runnable if t is not task and t.stamp < since}
        if starved:
            if task.below is None:
                self.demoted.append(task)
                task.below = starved
            else:
                task.below |= starved

    def candidates(self, runnable: Sequence[Task]) -> list[Task]:
        """`runnable` less those that must let somebody else run first; never empty if `runnable` is not."""
        for task in list(self.demoted):
            below = task.below or set()
            waiting = {t for t in below if t.runnable and t.stamp < task.yield_stamp}
            if waiting:
                task.below = waiting
            else:
                task.below = None
                self.demoted.remove(task)
        return [t for t in runnable if t.below is None] or list(runnable)
