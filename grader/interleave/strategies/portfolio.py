"""The default search: bounded first, then bounded and random strategies in turn.

Bounded search goes first because the failure that it finds is minimal and a finished bound can be printed.
It finds most failures of homework size within a few dozen executions; what it has not found by then is
found sooner by others, so from there on most executions are POS's, SURW's, PCT's or a random walk's.
A few fair lock-step executions bring out livelock. Where executions are short, every fourth one is partial-order
reduction's: small programs are searched to the end that way, with few of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import Operation
from grader.interleave.engine.strategy import Strategy
from grader.interleave.engine.task import Task, Timer
from grader.interleave.strategies.bounded import Bounded
from grader.interleave.strategies.dpor import Dpor
from grader.interleave.strategies.insistent import Insistent
from grader.interleave.strategies.pct import Pct
from grader.interleave.strategies.pos import Pos
from grader.interleave.strategies.random_walk import RandomWalk
from grader.interleave.strategies.round_robin import RoundRobin
from grader.interleave.strategies.surw import Surw, Urw

#: Executions that are bounded search's alone.
HEAD_START = 24
#: Partial-order reduction is tried on programs of at most so many steps, for at most so many executions.
REDUCIBLE_STEPS, REDUCTIONS = 40, 200
#: Executions in which tasks that poll insist, where all others have been run.
INSISTENT = 24
POLITE = "all interleavings in which a task that polls lets others go on, and some in which it insists"


class Portfolio:
    """`name` and `announces` are those of the member that makes the execution at hand."""

    def __init__(self, bounded: Bounded, round_robin: RoundRobin, seed: int) -> None:
        self._bounded = bounded
        self._round_robin = round_robin
        self._dpor = Dpor()
        self._longest = 0
        self._reductions = 0
        self._random: list[Strategy] = [Pos(seed), Surw(seed + 1), Pct(seed + 2, 2), RandomWalk(seed + 3)]
        self._insistent = Insistent(seed + 4)
        self._insisted = 0
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

    @property
    def reduces(self) -> bool:
        """Whether that member is partial-order reduction."""
        return self._current is self._dpor

    def begin(self) -> bool:
        self._run += 1
        if KERNEL.fairness.forbade and self._insists:
            self._insisted += 1
            self._current = self._insistent
            return self._insistent.begin()
        if self._bounded.everything and self._run > 1:
            return False
        if (self._run <= HEAD_START or self._run % 4 == 0) and self._bounded.begin():
            self._current = self._bounded
        elif self._bounded.everything:
            return False
        elif (self._run <= HEAD_START + 3 or self._run % 8 == 1) and self._round_robin.begin():
            self._current = self._round_robin
        elif self._run % 4 == 2 and self._reducible:
            self._reductions += 1
            self._current = self._dpor
            return self._dpor.begin()
        else:
            self._turn += 1
            self._current = self._random[self._turn % len(self._random)]
            return self._current.begin()
        return True

    @property
    def _insists(self) -> bool:
        """Whether it is time for a task that polls to insist: now and then, and before the search ends."""
        if self._bounded.everything:
            return self._run > 1 and self._insisted < INSISTENT
        return self._run % 8 == 5

    @property
    def _reducible(self) -> bool:
        return self._reductions < REDUCTIONS and self._longest <= REDUCIBLE_STEPS

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        return self._current.choose(runnable, current, free, site)

    def executed(self, task: Task, operation: Operation) -> None:
        """Pass it on to who asked for it."""
        if isinstance(self._current, Pos | Urw | Dpor):
            self._current.executed(task, operation)

    def released(self, task: Task, target: int) -> None:
        """For partial-order reduction."""
        if self._current is self._dpor:
            self._dpor.released(task, target)

    def withdrawn(self, timer: Timer) -> None:
        """For partial-order reduction."""
        if self._current is self._dpor:
            self._dpor.withdrawn(timer)

    def started(self, parent: Task, child: Task) -> None:
        """For partial-order reduction."""
        if self._current is self._dpor:
            self._dpor.started(parent, child)

    def acquired(self, task: Task, target: int) -> None:
        """For partial-order reduction."""
        if self._current is self._dpor:
            self._dpor.acquired(task, target)

    def woke(self, task: Task, other: Task) -> None:
        """For partial-order reduction."""
        if self._current is self._dpor:
            self._dpor.woke(task, other)

    def joined(self, waiter: Task, ended: Task) -> None:
        """For partial-order reduction."""
        if self._current is self._dpor:
            self._dpor.joined(waiter, ended)

    def stopped(self, tasks: Sequence[Task]) -> None:
        """For partial-order reduction."""
        if self._current is self._dpor:
            self._dpor.stopped(tasks)

    def end(self, steps: int, failed: bool) -> None:
        self._longest = max(self._longest, steps)
        self._current.end(steps, failed)

    @property
    def completed(self) -> str | None:
        if self._bounded.everything:
            return POLITE if self._insisted else self._bounded.completed
        return self._dpor.completed or self._bounded.completed
