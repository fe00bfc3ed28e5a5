"""PCT: probabilistic concurrency testing.

Burckhardt, Kothari, Musuvathi, Nagarakatte: "A randomized scheduler with probabilistic guarantees of
finding bugs", MSR-TR-2010-3 / ASPLOS 2010. In the paper's form: the n tasks get a random permutation of
the priorities d .. d+n-1; d-1 change points k_i, independent and uniform in 1..k; at step k_i the task
that ran gets priority i. Always the runnable task of highest priority runs. A bug of depth d is hit with
probability at least 1/(n k^(d-1)) per execution.

Deviations: n is not known beforehand, so a new task is inserted at a uniformly random rank among the
initial priorities; k is the largest number of decisions seen so far (the first execution measures it);
a step is counted only where more than one task can run, and k likewise; a task that yields goes to the
lowest rank (outside the theorem, else a spinning task of high priority would never let go).
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from grader.interleave.engine.task import Task


class Pct:
    """PCT of depth `depth` (at least 1). `depth - 1` is the number of change points."""

    completed = None
    announces = False

    def __init__(self, seed: int, depth: int = 3) -> None:
        if depth < 1:
            raise ValueError("depth must be at least 1")
        self.name = f"pct{depth}"
        self.depth = depth
        self.largest_k = 0
        self.largest_n = 0
        self._random = Random(seed)
        self._step = 0
        self._order: list[int] = []
        self._low: dict[int, int] = {}
        self._changes: dict[int, int] = {}

    def begin(self) -> bool:
        self.largest_k = max(self.largest_k, self._step)
        self._step = 0
        self._order = []
        self._low = {}
        points = [self._random.randint(1, max(1, self.largest_k)) for _ in range(self.depth - 1)]
        # Change point i carries priority value i; where two fall on one step, the later value stands.
        self._changes = {step: value for value, step in enumerate(points, 1)}
        return True

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        self._step += 1
        for task in runnable:
            if task.index not in self._order:
                self._order.insert(self._random.randint(0, len(self._order)), task.index)
        chosen = max(runnable, key=self._priority)
        if free and chosen is current:
            # Only a task that yields is current and free to leave.
            others = [t for t in runnable if t is not current]
            self._low[current.index] = min(self._low.values(), default=0) - 1
            chosen = max(others, key=self._priority)
        value = self._changes.get(self._step)
        if value is not None:
            self._low[chosen.index] = value
        return chosen

    def _priority(self, task: Task) -> int:
        low = self._low.get(task.index)
        return low if low is not None else self.depth + self._order.index(task.index)

    def end(self, steps: int, failed: bool) -> None:
        self.largest_n = max(self.largest_n, len(self._order))
