"""The default search: bounds 0, 1, 2 first, then random strategies in turn on the rest of the budget.

Bounded search goes first because the first failure it finds is minimal and a finished bound can be
printed. It may use at most half of the budget; what it leaves goes to fair lock-step executions (which
bring out livelock) and then in turn to PCT of depth 2 and 3 and a random walk.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.interleave.engine.strategy import Strategy
from grader.interleave.engine.task import Task
from grader.interleave.strategies.bounded import Bounded
from grader.interleave.strategies.pct import Pct
from grader.interleave.strategies.random_walk import RandomWalk
from grader.interleave.strategies.round_robin import RoundRobin


class Portfolio:
    """`name` is that of the member that makes the running execution."""

    def __init__(self, bounded: Bounded, round_robin: RoundRobin, seed: int, executions: int) -> None:
        self._bounded = bounded
        self._for_bounded = max(20, executions // 2)
        self._round_robin = round_robin
        self._random: list[Strategy] = [Pct(seed, 2), RandomWalk(seed + 1), Pct(seed + 2, 3)]
        self._current: Strategy = bounded
        self._run = 0

    @property
    def name(self) -> str:
        """The member whose execution runs, or ran last."""
        return self._current.name

    def begin(self) -> bool:
        self._run += 1
        if self._run <= self._for_bounded and self._bounded.begin():
            self._current = self._bounded
            return True
        if self._bounded.everything:
            return False
        if self._round_robin.begin():
            self._current = self._round_robin
            return True
        self._current = self._random[self._run % len(self._random)]
        return self._current.begin()

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        return self._current.choose(runnable, current, free, site)

    def end(self, steps: int, failed: bool) -> None:
        self._current.end(steps, failed)

    @property
    def completed(self) -> str | None:
        return self._bounded.completed
