"""The machine: what tasks do on it at one instant, and how it moves on to the next one.

Ordinary Python costs nothing. At one instant the tasks that can go on do so one after the other, each until it
computes, waits or ends; who became able to go on first goes first, and of those at the same time the one that was
created first (with a seed: in an order drawn from it). Then time moves on to the next event.

Locks and queues are handed over first come, first served: while somebody stands in line nobody else gets in.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from grader.interleave.engine.kernel import KERNEL, Kernel
from grader.interleave.engine.task import Task
from grader.interleave.machine.clock import NEVER, SECOND, MachineClock, nanoseconds
from grader.interleave.machine.ledger import Ledger
from grader.interleave.machine.looks import Looks, LoopCosts
from grader.interleave.machine.processor import Burst, Processor

_T = TypeVar("_T")


class Machine(LoopCosts):
    """A machine with its clock, its processor and its books, for one execution after another.

    It is the kernel's recorder too: that is how it learns of threads that start and of locks that are held.
    """

    def __init__(self, cores: int, gil: bool, switch_interval: float | None, quantum: float | None, seed: int) -> None:
        if not 1 <= cores <= 64:
            raise ValueError(f"a machine has 1 to 64 cores, not {cores}")
        self.cores, self.gil = cores, gil
        self._interval = (
            None if switch_interval is None or switch_interval == float("inf") else _length(switch_interval)
        )
        self._quantum = None if quantum is None or quantum == float("inf") else _length(quantum)
        if quantum is None:
            self._interval = None
        self._random = Random(seed) if seed else None
        self.clock = MachineClock(self)
        self.begin()

    def begin(self) -> None:
        """Prepare an execution."""
        self.processor = Processor(
            self.cores,
            gil=self.gil,
            interval=self._interval,
            quantum=self._quantum,
            idle=self._idle,
            wants=self._wants,
        )
        self.ledger = Ledger()
        self.returned = -1
        self._ready: dict[Task, None] = {}
        LoopCosts.__init__(self)
        self._looking: set[Task] = set()  # those whose look is over: that they go on is nothing that has happened
        self._met = self._ended = self._happened = 0
        self._ran = True
        self.events = 0

    # ---------------------------------------------------------------- who goes on at this instant

    def pick(self) -> Task | None:
        """Who goes on now, or None if time has to pass first."""
        current = KERNEL.current
        ready = self._ready
        processor = self.processor
        if self.runs_on(current):
            self._ran = True
            return current
        self._notice()
        now = self.clock.now
        for task in list(ready):
            if not task.runnable:
                del ready[task]
            elif _in_line(task) and processor.grant(task, now):
                del ready[task]
                if task in self._looking:
                    self._looking.discard(task)
                else:
                    self._happened += 1
                if task is not current:
                    self.ledger.of(task, now).turns += 1
                self._ran = True
                return task
        return None

    def runs_on(self, current: Task) -> bool:
        """Whether the task that runs may go on at a scheduling point, and must not stand in line."""
        return current.runnable and current not in self._ready and _in_line(current) and self.processor.holds(current)

    def lend(self, giver: Task, taker: Task) -> None:
        """Another task of the process goes on in the place of the one that runs."""
        self._ran = True
        self.processor.lend(giver, taker, self.clock.now)

    def _notice(self, but: Task | None = None) -> None:
        """Those who can go on since the last look stand in line."""
        self._meet()
        ready, now = self._ready, self.clock.now
        fresh = [task for task in KERNEL.runnable if task not in ready and task is not but]
        for task in self._drawn(fresh):
            ready[task] = None
            if not _in_line(task):
                self.processor.drop(task)
            self.processor.stand_in_line(task, now)

    def _meet(self) -> None:
        """Open accounts for tasks that are new."""
        tasks = KERNEL.tasks
        for task in tasks[self._met :]:
            self.ledger.of(task, self.clock.now)
        self._met = len(tasks)

    def _wants(self, task: Task) -> bool:
        """Whether the task, given the GIL, would do something."""
        return task in self.processor.bursts or (task.runnable and _in_line(task))

    def _idle(self, task: Task) -> bool:
        """Whether the task can do nothing at present."""
        return task.done or (task not in self.processor.bursts and not task.runnable)

    # ---------------------------------------------------------------- time

    def move_on(self) -> bool:
        """Let time pass up to the next event. False: nothing will ever happen again."""
        clock, processor = self.clock, self.processor
        now = clock.now
        self.events += 1
        if self._ran:
            ended = sum(task.done for task in KERNEL.tasks)
            self._happened += ended > self._ended
            self._ended = ended
        processor.hand_out_gils(now)
        if any(task.runnable and _in_line(task) and processor.holds(task) for task in self._ready):
            return True
        processor.hand_out_cores(now)
        if self._look_again():
            return True
        moment = min(clock.next_timer(), processor.next_event(now))
        if moment >= NEVER or (not self._ready and self._hopeless()):
            return False
        if moment > now:
            self._book(now)
        over = processor.pass_time(now, moment)
        clock.move_to(moment)
        for task, burst in self._drawn(over):
            if burst.what == "spin":
                self._looking.add(task)
            self._enable(task)
        for task in self._drawn(clock.due()):
            self.ledger.of(task, moment).timeouts += 1
            self._enable(task)
        return True

    def _drawn(self, equals: list[_T]) -> list[_T]:
        """Things at one instant, in the order in which they count."""
        if self._random is not None:
            self._random.shuffle(equals)
        return equals

    def _enable(self, task: Task) -> None:
        KERNEL.enable(task)
        self.processor.changed.add(task)
        if task not in self._ready:
            self._ready[task] = None
            self.processor.stand_in_line(task, self.clock.now)

    def _book(self, now: int) -> None:
        """Note what everybody does from now on: all, if some have just run, else those whom the processor moved."""
        processor, ledger = self.processor, self.ledger
        cores = {task: number for number, task in enumerate(processor.cores) if task is not None}
        for task in list(KERNEL.tasks if self._ran else processor.changed):
            if task.done:
                ledger.turn_to(task, "", -1, now)
            elif (burst := processor.bursts.get(task)) is not None:
                core = cores.get(task, -1)
                waits = "core" if processor.holds(task) else "gil"
                ledger.turn_to(task, burst.what if core >= 0 else waits, core, now)
            else:
                ledger.turn_to(task, "gil" if task.runnable else ledger.of(task, now).waiting(), -1, now)
        processor.changed.clear()
        self._ran = False

    # ---------------------------------------------------------------- what tasks ask for

    def crunch(self, seconds: float) -> None:
        length = nanoseconds(seconds)
        if length:
            self._forget(self._looks_of(KERNEL.current))
            self._compute("crunch", length)

    def _compute(self, what: str, length: int) -> None:
        if KERNEL.dying or not KERNEL.running:
            return
        task = KERNEL.current
        self._notice(task)
        self.processor.bursts[task] = Burst(what, length, self._happened)
        self.processor.stand_in_line(task, self.clock.now)
        Kernel.block(KERNEL, None)  # not will_block: it does not wait

    def wait_for_io(self, seconds: float) -> None:
        nanoseconds(seconds)  # refuses what is none
        account = self.ledger.of(KERNEL.current, self.clock.now)
        account.io = True
        KERNEL.block(None, self.clock.seconds + seconds)
        account.io = False

    def now(self) -> float:
        return self.clock.now / SECOND

    def thread_time(self) -> float:
        self.clock_was_read()
        return self.ledger.of(KERNEL.current, self.clock.now).cpu(self.clock.now) / SECOND

    def process_time(self) -> float:
        self.clock_was_read()
        process = self.processor.process_of(KERNEL.current)
        now, accounts = self.clock.now, self.ledger.accounts.items()
        return sum(each.cpu(now) for task, each in accounts if self.processor.process_of(task) == process) / SECOND

    def own_process(self) -> None:
        self.processor.fork(KERNEL.current, self.clock.now)

    # ---------------------------------------------------------------- waiting in loops

    def will_block(self, on: object, deadline: float | None) -> None:
        """The current task is about to wait."""
        task = KERNEL.current
        looks = self._looks_of(task)
        if deadline is not None and deadline != deadline:  # noqa: PLR0124  # not a number
            raise ValueError("Invalid value NaN (not a number)")
        if deadline is None or nanoseconds(max(deadline, 0.0)) > self.clock.now:
            self._forget(looks)
        else:
            self._look(looks, 1)
        self.processor.drop(task)

    def _forget(self, looks: Looks) -> None:
        if looks.paid:
            self._happened += 1  # it has left its loop: others may have waited for that
        looks.forget()

    def _yield(self) -> None:
        task = KERNEL.current
        self._notice(task)
        if len(KERNEL.runnable) > 1:
            self._ready[task] = None
            self.processor.drop(task)
            self.processor.stand_in_line(task, self.clock.now)
            KERNEL._hand_over()

    def _look_again(self) -> bool:
        """Those who wait in a loop, on a core, look again if anything has happened since they looked last."""
        processor = self.processor
        again = []
        for task in processor.cores:
            burst = processor.bursts.get(task) if task is not None else None
            if task is not None and burst is not None and burst.what == "spin" and burst.seen < self._happened:
                again.append(task)
        for task in again:
            del processor.bursts[task]
            self._looking.add(task)
            self._enable(task)
        return bool(again)

    # ---------------------------------------------------------------- the recorder of the kernel

    def decided(self, current: Task, following: Task, free: bool, site: int) -> None:
        pass

    def operation(self, what: str, target: Any) -> None:
        if what == "start":
            self.processor.inherit(target, KERNEL.current)
        elif what == "acquire":
            self.ledger.lock_taken(target, self.clock.now)
        elif what == "release":
            self.ledger.lock_freed(target, self.clock.now)

    def looked(self, target: Any) -> None:
        pass

    def created(self, target: Any) -> None:
        pass

    def woke(self, task: Task) -> None:
        pass

    def note(self, label: str) -> None:
        pass

    def stopped(self, tasks: Sequence[Task]) -> None:
        self.ledger.close(self.clock.now)


def _length(seconds: float) -> int:
    length = nanoseconds(seconds)
    if not length:
        raise ValueError("a time slice must be longer than 0; None is for none")
    return length


def _in_line(task: Task) -> bool:
    """Whether it is the task's turn at what it waits for."""
    waiters = getattr(task.waits_for, "waiters", None)
    if not waiters or waiters[0] is task or task not in waiters:
        return True
    return not waiters[0].runnable
