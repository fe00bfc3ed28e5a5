"""The seam between the kernel and a search algorithm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn, Protocol

from grader.interleave.engine.task import Task


class Strategy(Protocol):
    """Decides which task runs next. Lives for one exploration, that is across executions.

    The kernel calls `begin` before each execution, `choose` at each decision and `end` after it. A
    decision is a scheduling point at which at least two tasks can run; where only one can, nobody asks.
    The same calls must give the same answers: all randomness comes from a seed given to the constructor.
    """

    @property
    def name(self) -> str:
        """The algorithm's name; a portfolio gives that of the member at work."""
        ...

    @property
    def announces(self) -> bool:
        """Whether the execution at hand announces its operations (`executed`, `operation.pending`); slower."""
        ...

    def begin(self) -> bool:
        """Prepare the next execution. False: the search is finished, run no more."""
        ...

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        """Return one of `runnable` (two or more tasks, in order of creation; do not change the list).

        `current` made the last step. `free` means that leaving it costs no preemption: it blocked,
        ended, yielded, or is not in `runnable`. `site` is negative at a point of class `ft`.
        """
        ...

    def end(self, steps: int, failed: bool) -> None:
        """The execution is over: it took `steps` steps, and ended in a failure or not."""
        ...

    @property
    def completed(self) -> str | None:
        """What was searched to the end ("all interleavings with at most 2 preemptions"), or None."""
        ...


#: What `completed` says of a search that has run one execution or more of each class.
CLASSES = "every class of equivalent interleavings"


class Redundant(Exception):
    """Raised by `choose`: this execution would repeat what others have shown. It does not count."""


class Watch(Protocol):
    """Looks for a state that comes again and again in one execution: a livelock under a fair schedule."""

    #: Whether the last execution was given up because only fair timing can tell.
    needs_fair_timing: bool

    def observe(self) -> bool:
        """Note the present state; True if it is a livelock by now."""
        ...

    def fail(self) -> NoReturn:
        """End the running execution with a failure of kind `livelock`, or give it up: see `needs_fair_timing`."""
        ...


#: Decisions in one execution before its states are watched.
PATIENCE = 200
