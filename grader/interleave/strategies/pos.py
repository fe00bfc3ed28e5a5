"""POS: partial order sampling.

Yuan, Yang, Gu: "Partial order aware concurrency sampling", CAV 2018. Each pending operation gets a random
priority; the task with the highest one runs; then its priority, and those of the pending operations that
conflict with what it did, are drawn anew. Needs no number of tasks, no length, no depth.

Deviation: an operation that is not known (inside the library, not at a lock or queue) conflicts with
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from grader.interleave.engine.operation import Operation, pending
from grader.interleave.engine.task import Task


class Pos:
    """Never finishes by itself. Needs announced operations."""

    name = "pos"
    completed = None
    announces = True

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random
        self._priorities: dict[int, float] = {}

    def begin(self) -> bool:
        self._priorities = {}
        return True

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        priorities = self._priorities
        for task in runnable:
            if task.index not in priorities:
                priorities[task.index] = self._random()
        chosen = max(runnable, key=lambda t: priorities[t.index])
        did = pending(chosen)
        del priorities[chosen.index]
        if did is not None:
            for task in runnable:
                other = pending(task) if task is not chosen else None
                if other is not None and other.conflicts(did):
                    priorities.pop(task.index, None)
        return chosen

    def executed(self, task: Task, operation: Operation) -> None:
        """Nothing to learn: priorities belong to what is pending."""

    def end(self, steps: int, failed: bool) -> None:
        pass
