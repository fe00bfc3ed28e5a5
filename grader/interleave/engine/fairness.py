"""Fair scheduling for tasks that sleep, poll or spin.

Musuvathi and Qadeer: "Fair stateless model checking", PLDI 2008. A task that yields twice in a row gets a
lower priority than every task that could have run in between and did not, until that one has run (it may be
blocked for a while: then the lower one may go on, but stays lower).
`patience`: only every so-manyth yield of a task counts. With more than 1, a task may poll several times before it must
let others go, and may give up before they come: legal schedules that patience 1 never makes (the parameter k of the
paper: "process every k-th yield").
Deviation: a task counts as continuously enabled if it is enabled now and was not chosen since; that forces
a switch slightly more often and never makes a schedule that cannot be.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.interleave.engine.task import Task

#: The other patience there is: a task polls up to twice as often before it must let others go.
PATIENT = 16


class Fairness:
    """Who must let whom go first.

    `demoted` is empty as long as nobody yields twice in a row. `forbade`: since it was last set to False
    some task that could run was not offered; a search that met this has not seen every interleaving.
    """

    __slots__ = ("demoted", "forbade", "patience")

    def __init__(self) -> None:
        self.demoted: list[Task] = []
        self.forbade = False
        self.patience = 1

    def yielded(self, task: Task, runnable: Sequence[Task], step: int) -> None:
        """`task` yields before step number `step`."""
        if self.patience > 1:
            task.yields += 1
            if task.yields % self.patience:
                return
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
            waiting = {t for t in task.below or () if not t.done and t.stamp < task.yield_stamp}
            if waiting:
                task.below = waiting
            else:
                task.below = None
                self.demoted.remove(task)
        offered = [t for t in runnable if not (t.below and any(u.runnable for u in t.below))]
        if offered and len(offered) < len(runnable):
            self.forbade = True
        return offered or list(runnable)
