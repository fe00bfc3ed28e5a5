"""Directed schedules: bring tasks to the places of a remark at the same time, and see whether harm comes of it.

Sen: "Race directed random testing of concurrent programs", PLDI 2008; for locks Joshi, Park, Sen, Naik: "A randomized
dynamic program analysis technique for detecting real deadlocks", PLDI 2009. A task that comes to one of the lines is
held there while others can run; where all stand at such lines, the one that stood longest goes one step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from random import Random

from grader.interleave.engine.task import Task


class Directed:
    """The chooser of one execution. `line_of` tells in which line of the program a task stands."""

    def __init__(self, lines: Collection[int], line_of: Callable[[Task], int | None], seed: int) -> None:
        self._lines = lines
        self._line_of = line_of
        self._random = Random(seed)
        self._step = 0
        self._let_go: dict[int, int] = {}

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        """See `engine.strategy.Strategy.choose`."""
        self._step += 1
        elsewhere = [task for task in runnable if self._line_of(task) not in self._lines]
        if elsewhere:
            return current if current in elsewhere and not free else self._random.choice(elsewhere)
        first = min(self._let_go.get(task.index, 0) for task in runnable)
        chosen = self._random.choice([task for task in runnable if self._let_go.get(task.index, 0) == first])
        self._let_go[chosen.index] = self._step
        return chosen
