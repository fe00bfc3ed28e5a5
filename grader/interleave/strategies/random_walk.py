"""Uniform random walk: at each decision every runnable task has the same chance."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from grader.interleave.engine.task import Task


class RandomWalk:
    """Never finishes by itself. Weak where one task must be starved for long; unbeatable in cost."""

    name = "random_walk"
    completed = None
    announces = False

    def __init__(self, seed: int) -> None:
        random = Random(seed).random

        def choose(runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
            return runnable[int(random() * len(runnable))]

        # Not a method: this is called at each decision of the fastest strategy there is.
        self.choose = choose

    def begin(self) -> bool:
        return True

    def end(self, steps: int, failed: bool) -> None:
        pass
