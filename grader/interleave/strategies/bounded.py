"""Iterative preemption bounding: every schedule with 0 preemptions, then 1, then 2, ...

Musuvathi and Qadeer: "Iterative context bounding for systematic testing of multithreaded programs", PLDI
2007. A preemption is a switch away from a task that could go on and did not yield; every other switch is
free, and all of its alternatives are tried. So the first failure found has the fewest preemptions.

An execution follows a prefix of another one, deviates once, and goes on by default: stay with the current
task, or take the first runnable one. The alternatives it passes are queued, those that cost a preemption
in the next bound's queue: each schedule is run exactly once. Within one bound, schedules that preempt only
where the default build switches (class `gil`) come before those that need class `ft`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from grader.interleave.engine.failure import Divergence
from grader.interleave.engine.task import Task


@dataclass(frozen=True, slots=True)
class _Item:
    """Run `decisions[:position]` of an earlier execution, then choose `deviation`."""

    decisions: list[int]
    position: int
    deviation: int
    preemptions: int
    ft: bool


class Bounded:
    """Exhaustive within `preemptions` preemptions; `completed` says which bound was finished.

    Needs a deterministic program: raises `Divergence` at a decision that no longer offers the task that
    it offered the last time.
    """

    name = "bounded"
    #: What the bound is a bound of.
    counts = "preemption"
    announces = False

    def __init__(self, preemptions: int = 2) -> None:
        self.bound = preemptions
        self._queues: dict[tuple[int, bool], deque[_Item]] = {(0, False): deque([_Item([], 0, -1, 0, False)])}
        self._item = _Item([], 0, -1, 0, False)
        self._made: list[int] = []
        self._preemptions = 0
        self._ft = False

    def begin(self) -> bool:
        while self._queues:
            key = min(self._queues)
            if key[0] > self.bound:
                return False
            if self._queues[key]:
                self._item = self._queues[key].popleft()
                self._made = []
                self._preemptions, self._ft = self._item.preemptions, self._item.ft
                return True
            del self._queues[key]
        return False

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        item, made = self._item, self._made
        position = len(made)
        if position < item.position or (position == item.position and item.deviation >= 0):
            index = item.decisions[position] if position < item.position else item.deviation
            chosen = _task(runnable, index, position)
        else:
            chosen = self._default(runnable, current, free, site)
        made.append(chosen.index)
        return chosen

    def _default(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        """Who runs if nothing else was planned; the others are queued."""
        stay = current.runnable and current in runnable
        chosen = current if stay else runnable[0]
        cost = int(stay and not free)
        for task in runnable:
            if task is not chosen:
                self._queue(task, cost, site < 0)
        return chosen

    def _queue(self, task: Task, cost: int, ft: bool) -> None:
        """Run what was made so far again, later, and then `task`."""
        spent = self._preemptions + cost
        needs_ft = self._ft or (cost > 0 and ft)
        queue = self._queues.setdefault((spent, needs_ft), deque())
        queue.append(_Item(self._made, len(self._made), task.index, spent, needs_ft))

    def end(self, steps: int, failed: bool) -> None:
        if len(self._made) < self._item.position:
            raise Divergence(len(self._made) + 1, "another decision", "nothing: it has ended")

    @property
    def finished_bound(self) -> int | None:
        """The largest number of preemptions up to which everything was run, or None."""
        waiting = [key[0] for key, queue in self._queues.items() if queue]
        lowest = min(waiting, default=None)
        if lowest is None:
            return self.bound
        return lowest - 1 if lowest else None

    @property
    def everything(self) -> bool:
        """Whether there is no schedule left at all, whatever its preemptions."""
        return not any(self._queues.values())

    @property
    def completed(self) -> str | None:
        if self.everything:
            return "all interleavings"
        bound = self.finished_bound
        if bound is None:
            return None
        return f"all interleavings with at most {bound} {self.counts}{'' if bound == 1 else 's'}"


def _task(runnable: Sequence[Task], index: int, position: int) -> Task:
    for task in runnable:
        if task.index == index:
            return task
    offered = ", ".join(str(t.index) for t in runnable)
    raise Divergence(position + 1, f"task {index}", f"a choice among tasks {offered}")
