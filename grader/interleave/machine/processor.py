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
    """What a task computes: for `left` nanoseconds more.

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

    `idle(task)` tells whether a task can do nothing at all at present, `wants(task)` whether it would do something if
    it had its GIL. `changed` collects the tasks that got or lost a core or a GIL.
    """

    def __init__(
        self,
        cores: int,
        *,
        gil: bool,
        interval: int | None,
        quantum: int | None,
        idle: Callable[[Task], bool],
        wants: Callable[[Task], bool],
    ) -> None:
        self.gil = gil
        self._interval = interval
        self._quantum = quantum
        self._idle = idle
        self._wants = wants
        self.cores: list[Task | None] = [None] * cores
        self._since = [0] * cores
        self._renewed = [0] * cores
        self.line: deque[Task] = deque()
        self.bursts: dict[Task, Burst] = {}
        self.changed: set[Task] = set()
        self._gils = [Gil(None, 0, {})]
        self._process: dict[Task, int] = {}
        self._last: dict[Task, int] = {}

    # ---------------------------------------------------------------- processes and their GILs

    def process_of(self, task: Task) -> int:
        """The number of the task's process; 0 is the first one."""
        return self._process.get(task, 0)

    def inherit(self, task: Task, creator: Task) -> None:
        """A thread belongs to the process of the one that starts it."""
        if creator in self._process:
            self._process[task] = self._process[creator]

    def fork(self, task: Task, now: int) -> None:
        """Let the task be a process of its own from now on, and hold its GIL."""
        gil = self._gil(task)
        gil.line.pop(task, None)
        self.drop(task)
        self._process[task] = len(self._gils)
        self._gils.append(Gil(task, now, {}))

    def _gil(self, task: Task) -> Gil:
        return self._gils[self._process.get(task, 0)]

    def holds(self, task: Task) -> bool:
        """Whether the task has the GIL of its process, or needs none."""
        return not self.gil or self._gil(task).holder is task

    def stand_in_line(self, task: Task, now: int) -> None:
        """The task wants its GIL from now on."""
        if self.gil:
            gil = self._gil(task)
            if gil.holder is not task:
                gil.line.setdefault(task, now)

    def lend(self, giver: Task, taker: Task, now: int) -> None:
        """The taker has its GIL now, if the giver has it or nobody; a giver that computes stands in line."""
        if not self.gil:
            return
        gil = self._gil(taker)
        if gil.holder is None or gil.holder is giver:
            gil.line.pop(taker, None)
            gil.holder, gil.switched, gil.asked = taker, now, False
            if giver in self.bursts and self._gil(giver) is gil:
                gil.line[giver] = now

    def drop(self, task: Task) -> None:
        """The task gives up its GIL, if it has it."""
        if self.gil:
            gil = self._gil(task)
            if gil.holder is task:
                gil.holder = None

    def grant(self, task: Task, now: int) -> bool:
        """Whether the task has its GIL, after a free one was given to the first in line that wants it."""
        if not self.gil:
            return True
        gil = self._gil(task)
        if gil.holder is None or self._idle(gil.holder):
            self._pass_on(gil, now)
        return gil.holder is task

    def _pass_on(self, gil: Gil, now: int) -> None:
        gil.holder = None
        for waiter in gil.line:
            if self._wants(waiter):
                del gil.line[waiter]
                gil.holder, gil.switched, gil.asked = waiter, now, False
                self.changed.add(waiter)
                return

    # ---------------------------------------------------------------- the present instant

    def hand_out_gils(self, now: int) -> None:
        """Take GILs from holders that were asked for them, and give free ones to the first in line."""
        if not self.gil:
            return
        for gil in self._gils:
            line, holder = gil.line, gil.holder
            if line:
                for waiter in [w for w in line if self._idle(w)]:
                    del line[waiter]
            if gil.asked and line and holder is not None and holder in self.bursts:
                line[holder] = now
                self.changed.add(holder)
                self._pass_on(gil, now)
            elif holder is None or self._idle(holder):
                self._pass_on(gil, now)

    def hand_out_cores(self, now: int) -> None:
        """Nobody has anything to do but compute: who gets a core from now on."""
        bursts, changed = self.bursts, self.changed
        running = set()
        for number, task in enumerate(self.cores):
            if task is None:
                continue
            if task in bursts and self.holds(task):
                running.add(task)
            else:
                self.cores[number] = None
                self._last[task] = number
                changed.add(task)
        if self.line:
            self.line = deque(t for t in self.line if t in bursts and self.holds(t))
        able = [t for g in self._gils if (t := g.holder) is not None and t in bursts] if self.gil else list(bursts)
        if len(able) > len(running):
            running.update(self.line)
            self.line.extend(t for t in able if t not in running)
        if self.line:
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
            self.changed.add(task)
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
            self.changed.add(task)
        for number in over:
            self._renewed[number] = now
        self._fill(now)

    def _expiry(self, number: int, now: int) -> int:
        return max(now, self._renewed[number] + (self._quantum or 0))

    # ---------------------------------------------------------------- time

    def next_event(self, now: int) -> int:
        """When the first of these happens: a burst ends, a quantum ends, somebody asks for a GIL."""
        moment = NEVER
        bursts = self.bursts
        turns = bool(self.line) and self._quantum is not None
        for number, task in enumerate(self.cores):
            if task is not None:
                moment = min(moment, now + bursts[task].left)
                if turns:
                    moment = min(moment, self._expiry(number, now))
        if self._interval is not None and self.gil:
            for gil in self._gils:
                if gil.line and gil.holder in bursts:
                    moment = min(moment, max(now, min(gil.line.values()) + self._interval))
        return moment

    def pass_time(self, now: int, until: int) -> list[tuple[Task, Burst]]:
        """Let those on cores compute from `now` to `until`; return, in order of cores, the bursts that are over.

        Notes which GILs are asked for.
        """
        over = []
        for task in self.cores:
            if task is not None:
                burst = self.bursts[task]
                burst.left -= until - now
                if burst.left == 0:
                    del self.bursts[task]
                    over.append((task, burst))
        interval = self._interval
        if interval is not None and self.gil:
            for gil in self._gils:
                for waiter, start in gil.line.items():
                    if start + interval <= until:
                        gil.line[waiter] = until
                        gil.asked = gil.asked or gil.switched <= start
        return over
