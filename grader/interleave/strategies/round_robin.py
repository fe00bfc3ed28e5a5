"""Round robin: a fair scheduler in lock step, to bring out livelock.

Every task gets `quantum` steps in turn; execution number q uses the quantum q. Later rounds over the quanta use random
orders, and for each task a random quantum of its own up to q: then one may look at a bad moment each time. A program
whose tasks only react to each other (release, retry, release, ...) repeats its global state under such a schedule. The
scheduler is deterministic and fair, so a state that comes twice comes for ever: an exact proof of livelock
(a lasso). The watch is asked only once an execution has lasted suspiciously long. Where it cannot tell without fair
timing, the same run is made once more with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.strategy import PATIENCE, Watch
from grader.interleave.engine.task import Task


class RoundRobin:
    """Runs quanta 1 to `largest`, each from several starting orders; then it is finished."""

    name = "round_robin"
    completed = None
    announces = False

    def __init__(self, seed: int, watch: Watch, largest: int = 8, orders: int = 3) -> None:
        self._runs = [(quantum, order, False) for order in range(orders) for quantum in range(1, largest + 1)]
        self._random = Random(seed)
        self._watch = watch
        self._quantum = 1
        self._rank: dict[int, int] = {}
        self._quanta: dict[int, int] = {}
        self._fresh = True
        self._order = 0
        self._count = 0
        self._left = 0

    def begin(self) -> bool:
        if self._watch.needs_fair_timing:
            self._watch.needs_fair_timing = False
            self._runs.insert(0, (self._quantum, self._order, True))
        if not self._runs:
            return False
        self._quantum, self._order, fair = self._runs.pop(0)
        if fair:
            KERNEL.fair = True
        self._rank = {}
        self._quanta = {}
        self._count = 0
        self._left = self._quantum
        self._fresh = True
        return True

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        self._count += 1
        watching = self._count > PATIENCE and self._fresh
        if watching and self._watch.observe():
            self._watch.fail()
        self._left -= 1
        self._fresh = False
        if self._left > 0 and current in runnable:
            return current
        following = self._next(runnable, current)
        self._left = self._quanta.get(following.index, self._quantum)
        self._fresh = True
        return following

    def _next(self, runnable: Sequence[Task], current: Task) -> Task:
        rank = self._rank
        for task in runnable:
            if task.index not in rank:
                rank[task.index] = task.index
                if self._order:
                    rank[task.index] = self._random.getrandbits(30)
                    self._quanta[task.index] = self._random.randint(1, self._quantum)
        here = rank.get(current.index, -1)
        after = [t for t in runnable if (rank[t.index], t.index) > (here, current.index)]
        return min(after or runnable, key=lambda t: (rank[t.index], t.index))

    def end(self, steps: int, failed: bool) -> None:
        pass
