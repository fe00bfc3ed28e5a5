"""The seam to a machine on which computing takes time: `machine.machine` fills it, `explore` leaves it empty."""

from __future__ import annotations

from typing import Protocol


class Pace(Protocol):
    """What a program in the world can ask of the machine it runs on; each call acts on the running task."""

    def crunch(self, seconds: float) -> None:
        """Compute for that long: needs a core, and the process's GIL if there is one."""
        ...

    def wait_for_io(self, seconds: float) -> None:
        """Wait for something outside, without a core and without the GIL."""
        ...

    def now(self) -> float:
        """Seconds since the execution began, exactly."""
        ...

    def thread_time(self) -> float:
        """Seconds of CPU that the running task has had."""
        ...

    def process_time(self) -> float:
        """Seconds of CPU that all tasks of the running task's process have had."""
        ...

    def own_process(self) -> None:
        """The running task goes on as a process of its own: its GIL is no other's."""
        ...


class Present:
    """The machine that the execution at hand runs on, or None where computing costs nothing."""

    __slots__ = ("machine",)

    def __init__(self) -> None:
        self.machine: Pace | None = None


PRESENT = Present()
