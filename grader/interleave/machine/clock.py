"""Virtual time in whole nanoseconds: sums are exact, so that four seconds of work on four cores are one second."""

from __future__ import annotations

from typing import Protocol

from grader.interleave.engine.clock import VirtualClock
from grader.interleave.engine.task import Task

SECOND = 1_000_000_000
#: Later than anything: about three hundred years.
NEVER = 10**19


def nanoseconds(seconds: float) -> int:
    """The nearest whole number of nanoseconds. ValueError for a negative time or none at all."""
    if not seconds >= 0:
        raise ValueError(f"a length of time must be a number that is not negative, not {seconds!r}")
    return NEVER if seconds > NEVER / SECOND else round(seconds * SECOND)


class Reader(Protocol):
    """Is told of each reading of the clock by the program."""

    def clock_was_read(self) -> None:
        """The running task reads the clock: too often at one moment is a busy wait, which costs time."""
        ...


class MachineClock(VirtualClock):
    """The clock of one machine. It moves only by `move_to`; reading it costs nothing (but see `Reader`).

    `seconds` is `now` in seconds, or the float that a timer was set to if that is the same nanosecond: a program
    that computes `deadline - time.monotonic()` after it was woken must find that nothing is left.
    """

    __slots__ = ("now", "reader")

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.now = 0
        self.reader = reader

    def reset(self) -> None:
        super().reset()
        self.now = 0

    def read(self) -> float:
        self.reader.clock_was_read()
        return self.seconds

    def move_to(self, moment: int) -> None:
        """Move on to `moment`, never back."""
        if moment > self.now:
            self.now = moment
            self.seconds = moment / SECOND

    def next_timer(self) -> int:
        """When the next timer runs out; `NEVER` if none is set."""
        if not self.sleepers:
            return NEVER
        return max(self.now, min(nanoseconds(max(t.deadline, 0.0)) for t in self.sleepers))

    def due(self) -> list[Task]:
        """Take out and return the tasks whose timers have run out, earliest deadline first."""
        now = self.now
        due = [t for t in self.sleepers if nanoseconds(max(t.deadline, 0.0)) <= now]
        if due:
            self.sleepers = [t for t in self.sleepers if t not in due]
            due.sort(key=lambda t: t.deadline)  # stable: the order of setting among equals
            for task in due:
                if nanoseconds(max(task.deadline, 0.0)) == now:
                    self.seconds = max(self.seconds, task.deadline)
        return due
