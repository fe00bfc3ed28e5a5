"""SURW: selectively uniform random walk, and URW, its plain form.

Zhao, Wolff, Mathur, Roychoudhury: "Selectively uniform concurrency testing", ASPLOS 2025. URW chooses a
task with a probability proportional to the number of events that it has left: uniform over interleavings
if the counts are exact and nothing blocks. SURW makes only the order of selected events uniform: it draws
the task that shall execute the next selected event in advance, in proportion to the selected events left,
lets the others run freely, and holds back whoever comes to a selected event out of turn.

The counts come from the executions before: the first one is a plain random walk, later ones keep the
largest count seen. What is selected is drawn anew for each execution: one label among those that at least
two tasks touched and that one of them changed while others were there, that is all objects' attribute of one
name, one variable, or one lock. Deviations: the weight of a task that is not yet started is not kept at its
parent (a started task runs up to its first event at once, so tasks are known before they matter); a turn is lost
after `PATIENCE` decisions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import Operation, pending
from grader.interleave.engine.task import Task

#: Decisions after which a task that does not come to its selected event loses its turn (it may be spinning).
PATIENCE = 50


class Urw:
    """Uniform over interleavings, as far as the profile is exact. Needs announced operations."""

    name = "urw"
    completed = None
    announces = True

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._profile: Counter[int] = Counter()
        self._done: Counter[int] = Counter()

    def begin(self) -> bool:
        self._learn()
        return True

    def _learn(self) -> None:
        for index, count in self._done.items():
            self._profile[index] = max(self._profile[index], count)
        self._done.clear()

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        return self._draw(runnable, [self._left(t) for t in runnable])

    def _left(self, task: Task) -> int:
        return max(1, self._profile[task.index] - self._done[task.index])

    def _draw(self, tasks: Sequence[Task], weights: Sequence[int]) -> Task:
        at = self._random.random() * sum(weights)
        for task, weight in zip(tasks, weights, strict=True):
            at -= weight
            if at < 0:
                return task
        return tasks[-1]

    def executed(self, task: Task, operation: Operation) -> None:
        """Count it."""
        self._done[task.index] += 1

    def end(self, steps: int, failed: bool) -> None:
        pass


class Surw(Urw):
    """Uniform over the order of one target's events. Needs announced operations."""

    name = "surw"

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._now: dict[str, Counter[int]] = defaultdict(Counter)
        self._known: dict[str, Counter[int]] = defaultdict(Counter)
        self._written: set[str] = set()
        self._selected = ""
        self._weights: Counter[int] = Counter()
        self._intended: int | None = None
        self._held_for = 0

    def begin(self) -> bool:
        for label, counts in self._now.items():
            self._known[label] |= counts  # the larger count of each task
        self._now.clear()
        shared = sorted(label for label in self._written if len(self._known[label]) > 1)
        self._selected = self._random.choice(shared) if shared else ""
        self._weights = Counter(self._known[self._selected]) if shared else Counter()
        self._intended = None
        return super().begin()

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        others: Sequence[Task] = runnable
        if self._selected:
            self._held_for += 1
            if self._held_for > PATIENCE or not any(t.index == self._intended for t in runnable):
                self._intend(runnable)
            if self._intended is not None:
                others = self._free_to_run(runnable) or [t for t in runnable if t.index == self._intended]
        return others[int(self._random.random() * len(others))]

    def _free_to_run(self, runnable: Sequence[Task]) -> list[Task]:
        return [t for t in runnable if t.index == self._intended or not self._is_selected(pending(t))]

    def _is_selected(self, operation: Operation | None) -> bool:
        return operation is not None and _key(operation) == self._selected

    def _intend(self, runnable: Sequence[Task]) -> None:
        self._held_for = 0
        tasks = [t for t in runnable if self._weights[t.index] > 0]
        self._intended = self._draw(tasks, [self._weights[t.index] for t in tasks]).index if tasks else None

    def executed(self, task: Task, operation: Operation) -> None:
        super().executed(task, operation)
        key = _key(operation)
        self._now[key][task.index] += 1
        if operation.writes and len(KERNEL.tasks) > 1:
            self._written.add(key)
        if key == self._selected:
            self._weights[task.index] -= 1
            if task.index == self._intended:
                self._intended = None
                self._held_for = 0


def _key(operation: Operation) -> str:
    """What is selected together: a lock or queue by its number, which is the same in each execution; or a label."""
    target = operation.target
    return f"{operation.label} {target}" if isinstance(target, int) else operation.label
