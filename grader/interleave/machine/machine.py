"""The machine: what tasks do on it at one instant, and how it moves on to the next one.

Ordinary Python costs nothing. At one instant the tasks that can go on do so one after the other, each until it
computes, waits or ends; who became able to go on first goes first, and of those at the same time the one that was
created first (with a seed: in an order drawn from it). Then time moves on to the next event.

Locks and queues are handed over first come, first served: while somebody stands in line nobody else gets in.

Waiting in a loop costs CPU. A loop with nothing in it (`while not flag: pass`) occupies its core until something
happens elsewhere. Looking at the clock, yielding (`pause`, `sleep(0)`), waits of no length, and a thousand rounds of
a `while` loop are looks at the state of things: the first `FREE` at one instant are free, each one after that costs a
microsecond and soon more, until the task computes or waits in earnest. No look outlasts the next event elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from grader.interleave.engine.kernel import KERNEL, Kernel
from grader.interleave.engine.task import Task
from grader.interleave.machine.clock import NEVER, SECOND, MachineClock, nanoseconds
from grader.interleave.machine.ledger import Ledger
from grader.interleave.machine.processor import Burst, Processor
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


class Machine:
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
        self._looks: dict[Task, Looks] = {}
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
        if self._random is not None:
            self._random.shuffle(fresh)
        for task in fresh:
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
        if moment >= NEVER or self._hopeless():
            return False
        if moment > now:
            self._book(now)
        over = processor.pass_time(now, moment)
        clock.move_to(moment)
        for task, burst in over:
            if burst.what == "spin":
                self._looking.add(task)
            self._enable(task)
        for task in clock.due():
            self.ledger.of(task, moment).timeouts += 1
            self._enable(task)
        return True

    def _hopeless(self) -> bool:
        """Whether those who do not wait for ever all wait in loops, and have long done so."""
        if not self.processor.bursts or self._ready or not self._nothing_under_way():
            return False
        looks = [self._looks_of(task) for task in self.processor.bursts]
        return all(each.paid > _PATIENCE and not each.timed for each in looks)

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

    def _looks_of(self, task: Task) -> Looks:
        looks = self._looks.get(task)
        if looks is None:
            looks = self._looks[task] = Looks()
        return looks

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

    def _yield(self) -> None:
        task = KERNEL.current
        self._notice(task)
        if len(KERNEL.runnable) > 1:
            self._ready[task] = None
            self.processor.drop(task)
            self.processor.stand_in_line(task, self.clock.now)
            KERNEL._hand_over()

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
