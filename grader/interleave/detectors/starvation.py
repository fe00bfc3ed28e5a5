"""Starvation or livelock: who in a cycle of states under a fair schedule would get through if left alone.

A livelock ends in a cycle of decisions that repeats for ever (`livelock.LassoWatch`). From each state of the cycle each
of its tasks is run alone for a while (as in the test for obstruction freedom: Herlihy, Luchangco, Moir, ICDCS 2003). A
task is *starved* if it gets through from some state: what it waits for is there again and again, each time when it is
not its turn. The failure is

* `starvation`, if some task is starved while another one, which takes locks or changes data in the cycle, is not: it
  goes on at the cost of the first;
* `livelock` otherwise: all of those who do something are in each other's way, or nobody does anything but look.

To get through is to end, or to leave the places in the source that the task visits in the cycle: for good, if it takes
locks or changes data there; at all, if it only looks.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from grader.interleave.detectors.livelock import frames_of
from grader.interleave.detectors.watching import Silent, own_line, telling_hooks
from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.strategy import Redundant
from grader.interleave.engine.task import Task
from grader.interleave.instrument.sites import Site

#: States of the cycle from which tasks are run alone, and for how many decisions.
STATES, ALONE = 16, 150
_FOR_EVER = 1 << 40

Place = Hashable
Choose = Callable[[Sequence[Task], Task, bool, int], Task]


@dataclass
class Cycle:
    """What happens between two states that are the same. Indices are those of tasks."""

    start: int
    end: int
    names: dict[int, str] = field(default_factory=dict)
    lines: dict[int, int | None] = field(default_factory=dict)
    places: dict[int, set[Place]] = field(default_factory=dict)
    acts: set[int] = field(default_factory=set)

    @property
    def states(self) -> range:
        """Decisions of the cycle at which to run somebody alone."""
        return range(self.start, self.end, max(1, (self.end - self.start) // STATES))


class CycleLog(Silent):
    """Observer of a replay that ends in a livelock: who does what, and where, in its last round."""

    def __init__(self, filename: str, table: tuple[Site, ...]) -> None:
        self._filename = filename
        self._table = table
        self._acts: list[tuple[int, int]] = []
        self._places: list[list[tuple[Task, Place, int | None]]] = []

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """The hooks that go with it."""
        return telling_hooks(self._table, self._accessed)

    def _accessed(self, site: Site, obj: Any, frame: FrameType) -> None:
        if site.kind in {"write", "delete", "call"}:
            self._act()

    def _act(self) -> None:
        self._acts.append((len(KERNEL.decisions), KERNEL.current.index))

    def operation(self, what: str, target: Any) -> None:
        """Taking a lock, or an item, is doing something."""
        if what in {"acquire", "get", "put"}:
            self._act()

    def look(self) -> None:
        """A decision is about to fall: note where everybody is."""
        here = []
        for task in KERNEL.tasks:
            frames = [] if task.done else frames_of(task)
            if frames:
                here.append((task, _place(frames), own_line(self._filename, frames[0])))
        self._places.append(here)

    def cycle(self, start: int, end: int, decisions: Sequence[int]) -> Cycle:
        """What was seen in the decisions from `start` to `end`."""
        found = Cycle(start, end)
        for here in self._places[start : end + 1]:
            for task, place, line in here:
                if task.index in decisions[start:end]:
                    found.names[task.index] = task.name
                    found.places.setdefault(task.index, set()).add(place)
                    found.lines.setdefault(task.index, line)
        found.acts = {task for at, task in self._acts if start < at <= end}
        return found


class Alone(Silent):
    """Follows a schedule up to one decision, and from there lets one task run alone. Its own observer."""

    def __init__(self, decisions: Sequence[int], position: int, task: int, cycle: Cycle) -> None:
        self._decisions = decisions
        self._position = position
        self._task = task
        self._known = cycle.places[task]
        self._acts = task in cycle.acts
        self._outside = 0
        self._ended = False
        self._left: set[int] | None = None

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        """The chooser of the execution."""
        position = len(KERNEL.decisions)
        if position < self._position:
            return self._one_of(runnable, self._decisions[position])
        if position == self._position:
            KERNEL.fairness.patience = _FOR_EVER
            for task in KERNEL.fairness.demoted:
                task.below = None
            KERNEL.fairness.demoted.clear()
        elif current.index == self._task:
            self._outside = self._outside + 1 if _place(frames_of(current)) not in self._known else 0
            if self._outside and not self._acts:
                raise self._over()
        if position - self._position > ALONE or KERNEL.tasks[self._task].done:
            raise self._over()
        return self._one_of(runnable, self._task)

    def _one_of(self, runnable: Sequence[Task], index: int) -> Task:
        for task in runnable:
            if task.index == index:
                return task
        self._outside = 0
        raise self._over()

    def _over(self) -> Redundant:
        """What ends the execution."""
        self._ended = KERNEL.tasks[self._task].done
        return Redundant()

    def stopped(self, tasks: Sequence[Task]) -> None:
        """Who has not ended by then."""
        self._left = {task.index for task in tasks}

    @property
    def through(self) -> bool:
        """Whether the task got through."""
        ended = self._ended or (self._left is not None and self._task not in self._left)
        return ended or self._outside > (ALONE // 2 if self._acts else 0)


def judge(failure: Failure, filename: str, cycle: Cycle, gets_through: Callable[[int, int], bool]) -> Failure:
    """The livelock, or the starvation that it is. `gets_through(task, decision)` runs a task alone from there."""
    tasks = sorted(cycle.places)
    if not tasks:
        return failure
    starved = [task for task in tasks if any(gets_through(task, state) for state in cycle.states)]
    others = [task for task in tasks if task in cycle.acts and task not in starved]
    if not starved or not others:
        first = (starved or tasks)[0]
        look = "" if cycle.acts else f"{_told(cycle, tasks)} only look again and again: "
        return Failure("livelock", look + failure.message, cycle.names[first], filename, cycle.lines[first])
    who, rest = _told(cycle, starved), ", ".join(cycle.names[task] for task in others)
    goes = "goes" if len(others) == 1 else "go"
    message = (
        f"{who} would get through alone, but never at the right moment while {rest} {goes} on: "
        "under a fair schedule the same state came back again and again"
    )
    return Failure("starvation", message, cycle.names[starved[0]], filename, cycle.lines[starved[0]])


def run_alone(run: Callable[[Choose], object], alone: Alone) -> bool:
    """Make the execution; whether the task got through."""
    with contextlib.suppress(Redundant):
        run(alone.choose)
    return alone.through


def _told(cycle: Cycle, tasks: Sequence[int]) -> str:
    lines = [(cycle.names[t], cycle.lines[t]) for t in tasks]
    return ", ".join(f"{name} (line {line})" if line else name for name, line in lines)


def _place(frames: list[FrameType]) -> Place:
    own = [f for f in frames if not str(f.f_globals.get("__name__", "")).startswith("grader.interleave.")]
    return tuple((f.f_code.co_name, f.f_lasti) for f in own)
