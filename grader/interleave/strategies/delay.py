"""Delay-bounded search: every schedule with 0 delays, then 1, then 2, ...

Emmi, Qadeer, Rakamaric: "Delay-bounded scheduling", POPL 2011. A deterministic scheduler goes round the tasks and
leaves each one only where it blocks, ends or yields. A delay passes over the task whose turn it is. With a
bound on delays there are fewer schedules than with the same bound on preemptions: also the choice of who goes on
after a block costs delays, all but the next in turn.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.interleave.engine.task import Task
from grader.interleave.strategies.bounded import Bounded


class DelayBounded(Bounded):
    """Exhaustive within `delays` delays; `completed` says which bound was finished."""

    name = "delay"
    counts = "delay"

    def _turns(self, runnable: Sequence[Task], current: Task, free: bool) -> list[Task]:
        """The tasks in the order of their turns; each costs a delay more than the one before."""
        index = current.index
        later = [t for t in runnable if t.index > index]
        earlier = [t for t in runnable if t.index < index]
        if len(later) + len(earlier) == len(runnable):
            return later + earlier
        return [*later, *earlier, current] if free else [current, *later, *earlier]

    def _default(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        turns = self._turns(runnable, current, free)
        for delays, task in enumerate(turns[1:], 1):
            self._queue(task, delays, ft=site < 0)
        return turns[0]
