"""What waiting in a loop costs.

A loop with nothing in it (`while not flag: pass`) occupies its core until something
happens elsewhere. Looking at the clock, yielding (`pause`, `sleep(0)`), waits of no length, and a thousand rounds of
a `while` loop are looks at the state of things: the first `FREE` at one instant are free, each one after that costs a
microsecond and soon more, until the task computes or waits in earnest. No look outlasts the next event elsewhere.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task
from grader.interleave.machine.clock import MachineClock
from grader.interleave.machine.processor import Processor
from grader.interleave.machine.progress import footprint

#: Looks at one instant that cost nothing.
FREE = 100
_MICROSECOND = 1000
#: A look costs this fraction of the time that the task has looked for, at least a microsecond: a yield or an empty
#: loop; a thousand rounds of a loop that may be work; a look at the clock, which must not come much too late.
_YIELD, _ROUNDS, _CLOCK = 8, 64, 512
#: At most this while nothing else is under way: only another loop can end the wait.
_MILLISECOND = 1_000_000
#: Who has looked so often in vain, without looking at the clock and with nothing else under way, waits for ever.
_PATIENCE = 2000


class Looks:
    """How a task waits in a loop: looks in a row, when they began to cost, whether it looks at the clock."""

    __slots__ = ("at", "began", "clock", "count", "footprint", "paid", "rounds", "timed")

    def __init__(self) -> None:
        self.at = -1
        self.forget()

    def forget(self) -> None:
        """The task has done something else."""
        self.count = self.rounds = self.paid = 0
        self.began = -1
        self.clock = self.timed = False
        self.footprint: list[Any] = []


class LoopCosts(ABC):
    """The part of a machine that notices who waits in a loop, and makes the task pay for it."""

    clock: MachineClock
    processor: Processor

    def __init__(self) -> None:
        self._looks: dict[Task, Looks] = {}

    @abstractmethod
    def _compute(self, what: str, length: int) -> None:
        """Let the current task compute for so many nanoseconds, or until something else happens."""

    @abstractmethod
    def _yield(self) -> None:
        """Let others at this instant go before the current task."""

    def _looks_of(self, task: Task) -> Looks:
        looks = self._looks.get(task)
        if looks is None:
            looks = self._looks[task] = Looks()
        return looks

    def clock_was_read(self) -> None:
        if KERNEL.running and not KERNEL.dying:
            looks = self._looks_of(KERNEL.current)
            looks.clock = True
            # No loop has gone round since it last paid: it may have left its loop.
            if looks.rounds or not looks.paid or looks.count > 2 * FREE:
                self._look(looks, 1)
            else:
                looks.count += 1

    def poll(self) -> None:
        """The current task yields: others at this instant go first."""
        if not self._look(self._looks_of(KERNEL.current), 1):
            self._yield()

    def rounds(self) -> None:
        """A loop of the current task has gone round very often."""
        looks = self._looks_of(KERNEL.current)
        before, looks.footprint = looks.footprint, footprint()
        idle = before == looks.footprint
        if not self._look(looks, 25 if idle else 5, _YIELD if idle else _ROUNDS):
            self._yield()

    def _look(self, looks: Looks, weight: int, fraction: int = _YIELD) -> bool:
        """Count a look, and let the task pay for it. False: it was free."""
        now = self.clock.now
        if looks.at != now and not looks.paid:
            looks.count = 0
        looks.at = now
        looks.count += weight
        if looks.count <= FREE:
            return False
        looks.rounds = 0
        looks.count = FREE
        self._pay(looks, fraction)
        return True

    def _pay(self, looks: Looks, fraction: int) -> None:
        now = self.clock.now
        if not looks.paid:
            looks.began = now
        looks.paid += 1
        looks.timed = looks.clock
        looks.clock = False
        price = max(_MICROSECOND, (now - looks.began) // (_CLOCK if looks.timed else fraction))
        if not looks.timed and price > _MILLISECOND and self._nothing_under_way():
            price = _MILLISECOND
        self._compute("spin", price)

    def _nothing_under_way(self) -> bool:
        """Whether those who do not wait for ever all wait in loops."""
        return not self.clock.sleepers and all(burst.what == "spin" for burst in self.processor.bursts.values())

    def went_round(self) -> None:
        """A loop of the current task goes round."""
        self._looks_of(KERNEL.current).rounds += 1

    def spin(self) -> None:
        """A loop with nothing in it goes round."""
        looks = self._looks_of(KERNEL.current)
        looks.count += 1
        if looks.count == 1:
            self._yield()
        else:
            self._pay(looks, _YIELD)

    def spinning(self) -> list[Task]:
        """Those who wait in a loop at present."""
        return [task for task, burst in self.processor.bursts.items() if burst.what == "spin"]

    def _hopeless(self) -> bool:
        """Whether those who do not wait for ever all wait in loops, and have long done so."""
        if not self.processor.bursts or not self._nothing_under_way():
            return False
        looks = [self._looks_of(task) for task in self.processor.bursts]
        return all(each.paid > _PATIENCE and not each.timed for each in looks)
