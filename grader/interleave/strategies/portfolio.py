"""The default search: SURW most of all at first, then everything in turn, and reduction where the program is small.

The first executions are the plain one, then SURW's with one of PCT's, POS's and bounded search's between: SURW finds
most failures of homework size first (tests/bench/sctbench). Then all take turns: bounded search, because a bound that
it finishes can be printed, SURW, POS, PCT of depth 2 and 3, a random walk. A few fair lock-step executions bring out
livelock. Where executions are short, partial-order reduction takes part; where they are very short, most executions
are its, once the others have had a few: a small program is searched to its end in few executions more than it has
classes of interleavings.
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

#: Steps of executions that are hardly any, very short, short.
HARDLY_ANY, VERY_SHORT, SHORT = 8, 16, 40
#: Executions of reduction alone: the first, if there is hardly anything to run, and those when the others have had
#: their chance; how many it makes of a program before it takes turns, and at most.
FIRST, LATER = range(5, 10), 25
BURST, REDUCTIONS = 64, 400
#: The execution from which on the lock-step ones come.
LOCK_STEP = 17
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
        pos, surw, walk = Pos(seed), Surw(seed + 1), RandomWalk(seed + 3)
        pct2, pct3 = Pct(seed + 2, 2), Pct(seed + 4, 3)
        self._opening: list[Strategy] = [
            bounded, surw, surw, pct2, surw, surw, surw, pos, surw, surw, surw, surw, bounded, surw, surw, surw,
        ]  # fmt: skip
        self._others: list[Strategy] = [
            surw, bounded, surw, pos, surw, bounded, surw, pct2, surw, bounded, surw, walk, surw, bounded, surw, pct3,
        ]  # fmt: skip
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
        if self._run >= LOCK_STEP and (self._run < LOCK_STEP + 3 or self._run % 8 == 1) and self._round_robin.begin():
            self._current = self._round_robin
        elif self._reduces_now:
            self._reductions += 1
            self._current = self._dpor
            return self._dpor.begin()
        else:
            self._current = self._next_other()
        return True

    @property
    def _insists(self) -> bool:
        """Whether it is time for a task that polls to insist: now and then, and before the search ends."""
        if self._bounded.everything:
            return self._run > 1 and self._insisted < INSISTENT
        return self._run % 8 == 5

    @property
    def _reduces_now(self) -> bool:
        run, longest = self._run, self._longest
        if self._reductions >= REDUCTIONS or longest > SHORT:
            return False
        if run in FIRST and longest <= HARDLY_ANY:
            return True
        if run <= LATER:
            return False
        if longest > VERY_SHORT:
            return run % 4 == 2
        return run % 8 != 1 if self._reductions < BURST else run % 2 == 0

    def _next_other(self) -> Strategy:
        """Whose turn it is of those that have executions left; the random ones always have."""
        while True:
            turn = self._turn
            self._turn += 1
            late = turn - len(self._opening)
            member = self._opening[turn] if late < 0 else self._others[late % len(self._others)]
            if member.begin():
                return member

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
