"""Cores and GILs: who computes, who waits for what, and when that changes next. Knows no kernel, only times.

Cores: a task that computes gets the core that it had last if that is free, else the free core with the lowest
number; without a free one it stands in line. Who has had a core for `quantum` gives it up to the first in line, and
stands in line behind the others. With `quantum` None nobody is interrupted.

The GIL (one a process; CPython 3.2 to 3.13, `Python/ceval_gil.c`): who waits for it looks at the clock every
`interval`; if since its last look the GIL went to nobody else, it asks for it, and the holder gives it up at once. Who
gives it up stands in line behind the others. Deviations: the line is first come, first served (there the operating
system picks), and giving up and taking cost nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from grader.interleave.engine.task import Task
from grader.interleave.machine.clock import NEVER


@dataclass(slots=True, eq=False)
class Burst:
    """What a task computes: for `left` nanoseconds more (`NEVER`: a busy wait with no end of its own).

    `seen` belongs to busy waits: how much had happened when it looked last.
    """

    what: str
    left: int
    seen: int = 0


@dataclass(slots=True, eq=False)
class Gil:
    """The GIL of one process: its holder, since when, who waits for it since which look at the clock.

    `asked`: the holder is to give it up as soon as it computes.
    """

    holder: Task | None
    switched: int
    line: dict[Task, int]
    asked: bool = False


class Processor:
    """The cores and the GILs of one machine.

    `idle(task)` tells whether a task can do nothing at the present instant: then it gives back what it has.
    """

    def __init__(
        self, cores: int, gil: bool, interval: int | None, quantum: int | None, idle: Callable[[Task], bool]
    ) -> None:
        self.gil = gil
        self._interval = interval
        self._quantum = quantum
        self._idle = idle
        self.cores: list[Task | None] = [None] * cores
        self._since = [0] * cores
        self._renewed = [0] * cores
        self.line: deque[Task] = deque()
        self.bursts: dict[Task, Burst] = {}
        self._gils: dict[int, Gil] = {}
        self._process: dict[Task, int] = {}
        self._last: dict[Task, int] = {}

    # ---------------------------------------------------------------- processes and their GILs

    def process_of(self, task: Task) -> int:
        """The number of the task's process; 0 is the first one."""
        return self._process.get(task, 0)

    def move(self, task: Task, process: int, now: int) -> None:
        """Let the task belong to another process; it leaves the GIL of its old one."""
        self.drop(task)
        if self.gil:
            self._gil(task).line.pop(task, None)
        self._process[task] = process
        if self.gil:
            gil = self._gil(task)
            if gil.holder is None:
                gil.holder, gil.switched = task, now

    def inherit(self, task: Task, creator: Task) -> None:
        """A thread belongs to the process of the one that starts it."""
        if creator in self._process:
            self._process[task] = self._process[creator]

    def new_process(self) -> int:
        """A number that no process has."""
        return max(self._process.values(), default=0) + 1

    def _gil(self, task: Task) -> Gil:
        number = self.process_of(task)
        gil = self._gils.get(number)
        if gil is None:
            gil = self._gils[number] = Gil(None, 0, {})
        return gil

    def holds(self, task: Task) -> bool:
        """Whether the task has the GIL of its process, or needs none."""
        return not self.gil or self._gil(task).holder is task

    def stand_in_line(self, task: Task, now: int) -> None:
        """The task wants its GIL from now on."""
        if self.gil:
            gil = self._gil(task)
            if gil.holder is not task:
                gil.line.setdefault(task, now)

    def drop(self, task: Task) -> None:
        """The task gives up its GIL, if it has it."""
        if self.gil and self._gil(task).holder is task:
            self._gil(task).holder = None

    def grant(self, task: Task, now: int, wants: Callable[[Task], bool]) -> bool:
        """Whether the task has its GIL, after it was given to the first in line that `wants` it, if it was free."""
        if not self.gil:
            return True
        gil = self._gil(task)
        if gil.holder is not None and self._idle(gil.holder):
            gil.holder = None
        if gil.holder is None:
            for waiter in list(gil.line):
                if wants(waiter):
                    del gil.line[waiter]
                    gil.holder, gil.switched, gil.asked = waiter, now, False
                    break
        return gil.holder is task

    # ---------------------------------------------------------------- the present instant

    def hand_out_gils(self, now: int, wants: Callable[[Task], bool]) -> None:
        """Take GILs from holders that were asked for them, and give free ones to the first in line."""
        for gil in self._gils.values():
            for waiter in [w for w in gil.line if self._idle(w)]:
                del gil.line[waiter]
            if gil.asked and gil.holder in self.bursts and gil.line:
                gil.line[gil.holder] = now
                gil.holder = None
        for task in list(self.bursts):
            self.grant(task, now, wants)

    def hand_out_cores(self, now: int) -> None:
        """Nobody has anything to do but compute: who gets a core from now on."""
        cores = self.cores
        for number, task in enumerate(cores):
            if task is not None and (task not in self.bursts or not self.holds(task)):
                cores[number] = None
                self._last[task] = number
        placed = {task for task in cores if task is not None}
        placed.update(self.line)
        self.line = deque(t for t in self.line if t in self.bursts and self.holds(t))
        self.line.extend(t for t in self.bursts if t not in placed and self.holds(t))
        self._fill(now)
        self._rotate(now)

    def _fill(self, now: int) -> None:
        free = [number for number, task in enumerate(self.cores) if task is None]
        while free and self.line:
            task = self.line.popleft()
            last = self._last.get(task)
            number = last if last in free else free[0]
            free.remove(number)
            self.cores[number] = task
            self._since[number] = self._renewed[number] = now

    def _rotate(self, now: int) -> None:
        """Whose quantum is over goes behind those in line: those first who have had their core for longest."""
        if self._quantum is None or not self.line:
            return
        over = [n for n, task in enumerate(self.cores) if task is not None and self._expiry(n, now) <= now]
        over.sort(key=lambda n: (self._since[n], n))
        for number in over[: len(self.line)]:
            task = self.cores[number]
            assert task is not None
            self._last[task] = number
            self.line.append(task)
            self.cores[number] = None
        for number in over:
            self._renewed[number] = now
        self._fill(now)

    def _expiry(self, number: int, now: int) -> int:
        return max(now, self._renewed[number] + (self._quantum or 0))

    # ---------------------------------------------------------------- time

    def next_event(self, now: int) -> int:
        """When the first of these happens: a burst ends, a quantum ends, somebody asks for a GIL."""
        moment = NEVER
        for number, task in enumerate(self.cores):
            if task is None:
                continue
            moment = min(moment, now + self.bursts[task].left)
            if self.line and self._quantum is not None:
                moment = min(moment, self._expiry(number, now))
        if self._interval is not None:
            for gil in self._gils.values():
                if gil.holder in self.bursts and gil.line:
                    moment = min(moment, *(max(now, start + self._interval) for start in gil.line.values()))
        return moment

    def pass_time(self, now: int, until: int) -> list[tuple[Task, Burst]]:
        """Let those on cores compute from `now` to `until`; return, in order of cores, the bursts that are over.

        Notes which GILs are asked for.
        """
        over = []
        for task in self.cores:
            if task is None:
                continue
            burst = self.bursts[task]
            if burst.left < NEVER:
                burst.left -= until - now
                if burst.left == 0:
                    del self.bursts[task]
                    over.append((task, burst))
        if self._interval is not None:
            for gil in self._gils.values():
                self._look(gil, until, self._interval)
        return over

    @staticmethod
    def _look(gil: Gil, now: int, interval: int) -> None:
        for waiter, start in list(gil.line.items()):
            if start + interval <= now:
                gil.line[waiter] = now
                gil.asked = gil.asked or gil.switched <= start
