"""The kernel: runs one execution at a time, each task a greenlet, every switch its own decision.

Design, and why it is so:

* Control passes straight from task to task; the greenlet that called `run` is entered only at the end.
* `runnable` is exact. Who waits for a lock is not in it, an acquire takes the other contenders out, a
  release puts them back. So a task that is chosen never finds that it must block after all.
* A point stands *before* a visible operation and nowhere else. What a new task does before its first
  visible operation, and what a task does between the end of a `join` and its next one, nobody can see:
  both run at once, without a decision (`_eager`). That makes the number of schedules of a small program
  exactly the number of interleavings of its visible operations.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NoReturn

from greenlet import greenlet

from grader.interleave.engine.clock import VirtualClock
from grader.interleave.engine.failure import Failure, ProgramError, Unmodelled
from grader.interleave.engine.fairness import Fairness
from grader.interleave.engine.interrupt import Interrupted
from grader.interleave.engine.operation import Observer
from grader.interleave.engine.output import Output
from grader.interleave.engine.pool import GreenletPool
from grader.interleave.engine.task import Killed, Task

_BY_INDEX = attrgetter("index")
#: Rounds of one loop without a switch or a wait that count as a yield; the second number under fair
#: timing, where a yield of the only runnable task lets the clock jump.
SPIN_LIMIT, FAIR_SPIN_LIMIT = 64, 1000
#: What such a yield counts where nobody else is left to wait for: its rounds were no steps.
LONELY_STEPS = 500

Chooser = Callable[[Sequence[Task], Task, bool, int], Task]


def _outside(*_: object) -> NoReturn:
    raise RuntimeError("no execution is running")


class Kernel:
    """The state of the execution that runs now. One per process: see `KERNEL`.

    `run` is the only entry. Simulated primitives use `point`, `block`, `pause`, `enable`, `disable`,
    `spawn`, `launch`, `back_edge` and the clock; everything else is private.
    """

    def __init__(self) -> None:
        self.runnable: list[Task] = []
        self.outside = Task(-1, "MainThread", _outside, daemon=False)
        self.outside.ident = 1
        self.current = self.outside
        self.running = False
        self.dying = False
        self.fair = False
        self.gil_only = False
        #: Whether a release is a visible operation: only to a program that asks for locks without waiting.
        self.release_points = False
        self.recorder: Observer | None = None
        self.failure: Failure | None = None
        self.abort: BaseException | None = None
        self.describe_waits: Callable[[list[Task]], Failure] | None = None
        self.describe_error: Callable[[BaseException, Task], Failure] | None = None
        self.decisions: list[int] = []
        self.tasks: list[Task] = []
        self.steps = 0
        self.preemptions = 0
        self.ft_switches = 0
        self.left_over: list[str] = []
        self.next_site = 0
        self.clock = VirtualClock()
        self.output = Output()
        self._choose: Chooser = _outside
        self._max_steps = 0
        self._live = 0
        self.fairness = Fairness()
        self._demoted = self.fairness.demoted
        self._eager: list[Task | None] = []
        self.pool = GreenletPool(self._run_current)

    # ---------------------------------------------------------------- one execution

    def run(self, body: Callable[[], object], choose: Chooser, max_steps: int) -> object:
        """Run `body` as the main task until the last non-daemon task has ended; return its value.

        On return `failure`, `decisions`, `steps`, `preemptions`, `ft_switches` and `left_over` describe
        the execution. Raises `Unmodelled` if the program used what the world does not simulate,
        `ProgramError` if it does not load, `Interrupted` after Ctrl-C.
        """
        self._reset(choose, max_steps)
        values: list[object] = []
        main = self._new_task("MainThread", lambda: values.append(body()), daemon=False)
        main.runnable = True
        self.runnable.append(main)
        self.current = main
        self.running = True
        self.pool.enter()
        try:
            self.pool.take(main).switch()
            if self.recorder is not None:
                self.recorder.stopped([t for t in self.tasks if not t.done])
            self._kill_leftovers()
        finally:
            self.running = False
            self.runnable.clear()
            self.current = self.outside
        if self.abort is not None:
            raise self.abort
        return values[0] if values else None

    def _reset(self, choose: Chooser, max_steps: int) -> None:
        self._choose = choose
        self._max_steps = max_steps
        self.runnable.clear()
        self.tasks = []
        self.decisions = []
        self.steps = self.preemptions = self.ft_switches = self._live = 0
        self.failure = self.abort = None
        self.left_over = []
        self.dying = False
        self.next_site = 0
        self.clock.reset()
        self.output.reset()
        self._demoted.clear()
        self._eager.clear()

    def _new_task(self, name: str, body: Callable[[], object], daemon: bool) -> Task:
        task = Task(len(self.tasks), name, body, daemon)
        self.tasks.append(task)
        if not daemon:
            self._live += 1
        return task

    def _run_current(self) -> greenlet:
        """Run the current task to its end; return the greenlet that goes on."""
        task = self.current
        try:
            task.body()
        except Killed:
            pass
        except BaseException as error:
            self.report(error, task)
        following = self._finish(task)
        task.greenlet = None
        task.body = _outside  # with it goes the cycle from the task over its thread object
        return following

    def report(self, error: BaseException, task: Task) -> None:
        """Record an exception that nothing in the program caught as this execution's failure."""
        if isinstance(error, Unmodelled | Interrupted | ProgramError):
            self.abort = error
        elif self.failure is None and not self.dying:
            describe = self.describe_error
            self.failure = describe(error, task) if describe else Failure("exception", repr(error), task.name)

    def _finish(self, task: Task) -> greenlet:
        """Take an ended task out and return the greenlet that goes on."""
        task.done = True
        pool = self.pool
        pool.idle.append(task.greenlet)
        for dicts in task.local_dicts:
            dicts.pop(task, None)
        if self.dying:
            return pool.root
        if task.runnable:
            task.runnable = False
            self.runnable.remove(task)
        if not task.daemon:
            self._live -= 1
        if self._live == 0 or self.failure is not None or self.abort is not None:
            return pool.root
        eager = self._eager
        if task.joiners:
            for joiner in task.joiners:
                self.enable(joiner)
            if len(self.runnable) > 1:
                if not eager:
                    eager.append(None)
                eager.extend(task.joiners[::-1])
        following = self._leave_eager(0) if eager else self._decide(True, 0)
        if following is None:
            return pool.root
        self.current = following
        return following.greenlet or pool.take(following)

    def _kill_leftovers(self) -> None:
        self.dying = True
        self.runnable.clear()
        self.pool.kill(self)

    # ---------------------------------------------------------------- decisions

    def point(self, site: int = 0) -> None:
        """Offer a switch before the current task's next visible operation.

        `site` > 0: instrumented, class `gil`; < 0: class `ft`; 0: inside the library, class `gil`.
        Returns when the task may execute the operation.
        """
        if self._eager:
            following = self._leave_eager(site)
        elif len(self.runnable) < 2 or (site < 0 and self.gil_only):
            return
        else:
            following = self._decide(False, site)
        if following is not self.current:
            self.switch(following)

    def _leave_eager(self, site: int) -> Task | None:
        """The task that ran ahead has come to its first visible operation (or blocked, or ended)."""
        following = self._eager.pop()
        if following is None:
            return self._decide(True, site)
        if len(self.runnable) == 1 and not any(self._eager):
            self._eager.clear()
        return following

    def _decide(self, free: bool, site: int) -> Task | None:
        """Choose who runs next. None: the execution is over (`failure` or `abort` is set)."""
        current = self.current
        self.steps = steps = self.steps + 1
        if steps > self._max_steps:
            self.stop(Failure("step-limit", f"still running after {self._max_steps:,} steps", current.name))
            return None
        candidates = self.runnable
        if self._demoted:
            candidates = self.fairness.candidates(candidates)
            free = free or current not in candidates
        if len(candidates) < 2:
            if not candidates:
                return self._idle()
            following = candidates[0]
            following.stamp = steps
            return following
        try:
            following = self._choose(candidates, current, free, site)
        except Exception as error:
            self.abort = error
            return None
        following.stamp = steps
        self.decisions.append(following.index)
        if self.recorder is not None:
            self.recorder.decided(current, following, free, site)
        if following is not current and not free:
            self.preemptions += 1
            if site < 0:
                self.ft_switches += 1
        return following

    def switch(self, following: Task | None) -> None:
        """Hand control to `following`; return when the calling task is chosen again. None: to nobody."""
        if following is None:
            self._end_from_task()
        if following is not self.current:
            self.current.back_edges = 0
            self.current = following
            (following.greenlet or self.pool.take(following)).switch()
        if self.dying:
            raise Killed

    def stop(self, failure: Failure) -> None:
        """End the execution with `failure` (the first one counts). The caller must return to the kernel."""
        if self.failure is None:
            self.failure = failure

    def fail(self, failure: Failure) -> NoReturn:
        """End the execution at once, from inside a task."""
        self.stop(failure)
        self._end_from_task()

    def _end_from_task(self) -> NoReturn:
        self.pool.root.switch()
        raise Killed

    def _idle(self) -> Task | None:
        """Nobody is runnable: let the clock jump to the next timer, or report the deadlock."""
        if self.clock.sleepers:
            self._jump()
            return self._decide(True, 0)
        blocked = [t for t in self.tasks if not t.done and not t.daemon]
        describe = self.describe_waits
        self.stop(describe(blocked) if describe else Failure("deadlock", "every task waits"))
        return None

    # ---------------------------------------------------------------- for the simulated primitives

    def block(self, on: object, deadline: float | None = None) -> None:
        """Make the current task wait for `on`; return when it was chosen again.

        The caller has put the task where the waker will find it and calls `enable` from there. With a
        `deadline` (virtual seconds) the wait may end without a waker; the caller looks at what it waits
        for. Under adversarial timing such a task stays runnable: its timer may fire at any time.
        """
        if self.dying:
            self.pool.kill_again()
        task = self.current
        task.back_edges = 0
        task.waits_for = on
        if deadline is not None:
            task.timed = True
            task.deadline = deadline
            if self.fair:
                self.clock.sleepers.append(task)
            else:
                self.fairness.yielded(task, self.runnable, self.steps + 1)
        if task.runnable and (deadline is None or self.fair):
            task.runnable = False
            self.runnable.remove(task)
        self.switch(self._leave_eager(0) if self._eager else self._decide(True, 0))
        task.waits_for = None
        if task.timed:
            self.end_timer(task)
            if not self.fair:
                self.clock.reach(task.deadline)
            if self.recorder is not None and task.operation is None:
                self.recorder.looked(None)

    def end_timer(self, task: Task) -> None:
        """The task no longer waits for a moment: it was woken, or the moment has come."""
        if task.timed:
            task.timed = False
            if task in self.clock.sleepers:
                self.clock.sleepers.remove(task)

    def _hand_over(self) -> None:
        self.switch(self._leave_eager(0) if self._eager else self._decide(True, 0))

    def pause(self) -> None:
        """A yield: the current task stays runnable, leaving it is free, and it may not starve others."""
        if self.dying:
            self.pool.kill_again()
        if len(self.runnable) < 2 and self.clock.sleepers:
            self._jump()
        elif len(self.runnable) < 2:
            self.steps += LONELY_STEPS
        self.fairness.yielded(self.current, self.runnable, self.steps + 1)
        self._hand_over()
        if self.recorder is not None:
            self.recorder.looked(None)

    def _jump(self) -> None:
        for task in self.clock.jump():
            self.enable(task)

    def back_edge(self, spins: bool) -> None:
        """A `while` loop of the program goes round; `spins`: its body does nothing that others can see."""
        if self.dying:
            self.pool.kill_again()
        task = self.current
        task.back_edges += 1
        if spins or task.back_edges > (FAIR_SPIN_LIMIT if self.fair else SPIN_LIMIT):
            task.back_edges = 0
            self.pause()

    def enable(self, task: Task) -> None:
        """Put a task into the runnable list; nothing happens if it is there."""
        if not task.runnable and not task.done:
            task.runnable = True
            runnable = self.runnable
            if runnable and runnable[-1].index > task.index:
                insort(runnable, task, key=_BY_INDEX)
            else:
                runnable.append(task)

    def disable(self, task: Task) -> None:
        """Take a task out of the runnable list, unless its timer may fire."""
        if task.runnable and not (task.timed and not self.fair):
            task.runnable = False
            self.runnable.remove(task)

    def spawn(self, body: Callable[[], object], name: str, daemon: bool) -> Task:
        """Make a task; `launch` starts it. It inherits nothing from its creator."""
        if not self.running:
            raise RuntimeError("a thread was started outside an execution")
        if self.dying:
            self.pool.kill_again()
        task = self._new_task(name, body, daemon)
        if self.recorder is not None:
            self.recorder.operation("start", task)
        return task

    def launch(self, task: Task) -> None:
        """Run a new or just woken task up to its next visible operation, then go on with the caller."""
        if self.dying or not self.running:
            return
        self.enable(task)
        task.stamp = self.steps + 1
        self._eager.append(self.current)
        self.switch(task)


#: The kernel of this process. Simulated primitives find the running task through it.
KERNEL = Kernel()
