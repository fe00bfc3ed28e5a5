"""The default search: bounded first, then bounded and random strategies in turn.

Bounded search goes first because the failure that it finds is minimal and a finished bound can be printed.
It finds most failures of homework size within a few dozen executions; what it has not found by then is
found sooner by others, so from there on two executions of three are POS's, SURW's, PCT's or a random walk's.
A few fair lock-step executions bring out livelock.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.interleave.engine.operation import Operation
from grader.interleave.engine.strategy import Strategy
from grader.interleave.engine.task import Task
from grader.interleave.strategies.bounded import Bounded
from grader.interleave.strategies.pct import Pct
from grader.interleave.strategies.pos import Pos
from grader.interleave.strategies.random_walk import RandomWalk
from grader.interleave.strategies.round_robin import RoundRobin
from grader.interleave.strategies.surw import Surw, Urw

#: Executions that are bounded search's alone.
HEAD_START = 24


class Portfolio:
    """`name` and `announces` are those of the member that makes the execution at hand."""

    def __init__(self, bounded: Bounded, round_robin: RoundRobin, seed: int) -> None:
        self._bounded = bounded
        self._round_robin = round_robin
        self._random: list[Strategy] = [Pos(seed), Surw(seed + 1), Pct(seed + 2, 2), RandomWalk(seed + 3)]
        self._current: Strategy = bounded
        self._run = 0
        self._turn = 0

    @property
    def name(self) -> str:
        """The member whose execution runs, or ran last."""
        return self._current.name

    @property
    def announces(self) -> bool:
        """Whether that member looks at operations."""
        return self._current.announces

    def begin(self) -> bool:
        self._run += 1
        bounded_next = self._run <= HEAD_START or self._run % 3 == 0
        if bounded_next and self._bounded.begin():
            self._current = self._bounded
            return True
        if self._bounded.everything:
            return False
        if self._round_robin.begin():
            self._current = self._round_robin
            return True
        self._turn += 1
        self._current = self._random[self._turn % len(self._random)]
        return self._current.begin()

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        return self._current.choose(runnable, current, free, site)

    def executed(self, task: Task, operation: Operation) -> None:
        """Pass it on to who asked for it."""
        if isinstance(self._current, Pos | Urw):
            self._current.executed(task, operation)

    def end(self, steps: int, failed: bool) -> None:
        self._current.end(steps, failed)

    @property
    def completed(self) -> str | None:
        return self._bounded.completed
