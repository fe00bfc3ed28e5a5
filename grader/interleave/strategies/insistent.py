"""Insistent: a task that polls goes on polling, longer than is fair, so that it may give up.

Tasks run by strict random priority, and a yield changes nothing: only after some rounds (`fairness.PATIENT`) must
the one on top let others go. That brings out polls that give up after so many rounds, which every polite
strategy hides: under those, whoever is waited for has always come. One random change point, as in PCT of depth 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from grader.interleave.engine.fairness import PATIENT
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task


class Insistent:
    """Never finishes. Only of use where some task polls."""

    name = "insistent"
    completed = None
    announces = False

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._rank: dict[int, float] = {}
        self._step = 0
        self._longest = 1
        self._change = 0

    def begin(self) -> bool:
        KERNEL.fairness.patience = PATIENT
        self._rank = {}
        self._longest = max(self._longest, self._step)
        self._step = 0
        self._change = self._random.randint(1, 2 * self._longest)
        return True

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        self._step += 1
        for task in runnable:
            if task.index not in self._rank:
                self._rank[task.index] = self._random.random()
        chosen = max(runnable, key=self._of)
        if self._step == self._change:
            self._rank[chosen.index] = -1.0
            chosen = max(runnable, key=self._of)
        return chosen

    def _of(self, task: Task) -> float:
        return self._rank[task.index]

    def end(self, steps: int, failed: bool) -> None:
        pass
