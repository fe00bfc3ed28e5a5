"""Virtual time: it stands still while tasks run, and jumps when nobody can."""

from __future__ import annotations

from grader.interleave.engine.task import Task

#: What a reading of the clock costs, in seconds. A frozen clock would livelock polls that are right.
TICK = 1e-6
#: Readings in a row after which a tick doubles: a busy wait for a moment gets there, 0.2 % late at most.
_PATIENCE = 1000


class VirtualClock:
    """The time of one execution and, under fair timing, the tasks whose timers run.

    Under adversarial timing nobody is in `sleepers`: a timer may fire at any moment, so a task with one
    just stays runnable.
    """

    __slots__ = ("_readings", "_tick", "reads", "seconds", "sleepers")

    def __init__(self) -> None:
        self.seconds = 0.0
        self._tick = TICK
        self._readings = 0
        #: How often it was read in this execution.
        self.reads = 0
        self.sleepers: list[Task] = []

    def reset(self) -> None:
        """Begin an execution at zero."""
        self.seconds = 0.0
        self._tick = TICK
        self._readings = self.reads = 0
        self.sleepers.clear()

    def read(self) -> float:
        """The time in seconds; each reading lets it tick."""
        self.seconds += self._tick
        self._readings += 1
        self.reads += 1
        if self._readings % _PATIENCE == 0:
            self._tick *= 2
        return self.seconds

    def reach(self, moment: float) -> None:
        """Move on to `moment`, never back."""
        self.seconds = max(self.seconds, moment)
        self._tick = TICK
        self._readings = 0

    def jump(self) -> list[Task]:
        """Move on to the next timer; return, and take out, every task whose timer has fired by then."""
        self.reach(min(t.deadline for t in self.sleepers))
        due = [t for t in self.sleepers if t.deadline <= self.seconds]
        self.sleepers = [t for t in self.sleepers if t.deadline > self.seconds]
        return due
