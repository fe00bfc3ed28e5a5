"""The kernel on a machine: who goes on is not a choice but what the machine does next."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL, Kernel
from grader.interleave.engine.pace import PRESENT
from grader.interleave.engine.task import Task
from grader.interleave.machine.machine import Machine


class MachineKernel(Kernel):
    """`KERNEL` is of this class while a machine is `running_on`; it has no state of its own but `machine`.

    Overrides where the engine asks a strategy, where the clock jumps, and where a loop goes round.
    """

    machine: Machine

    def _decide(self, free: bool, site: int) -> Task | None:
        self.steps = steps = self.steps + 1
        machine = self.machine
        following = machine.pick()
        while following is None or steps + machine.events > self._max_steps:
            if steps + machine.events > self._max_steps:
                self.stop(Failure("step-limit", f"still running after {self._max_steps:,} steps", self.current.name))
                return None
            if not machine.move_on():
                self._report_end()
                return None
            following = machine.pick()
        following.stamp = steps
        return following

    def _report_end(self) -> None:
        spinning = self.machine.spinning()
        if spinning:
            name = spinning[0].name
            self.stop(Failure("livelock", f"{name} waits in a loop for what nobody is left to do", name))
            return
        blocked = [t for t in self.tasks if not t.done and not t.daemon]
        describe = self.describe_waits
        self.stop(describe(blocked) if describe else Failure("deadlock", "every task waits"))

    def launch(self, task: Task) -> None:
        """A new thread runs up to where it waits or computes; then its starter goes on. That takes no time."""
        self.machine.lend(self.current, task)
        super().launch(task)

    def _leave_eager(self, site: int) -> Task | None:
        current = self.current
        self.steps += 1
        if self.steps < self._max_steps and self.machine.runs_on(current):
            return current
        eager = self._eager
        while eager:
            following = eager.pop()
            # Who waited for a task that has ended takes its turn like others.
            if following is not None and not isinstance(following.waits_for, Task):
                self.machine.lend(current, following)
                return following
        return self._decide(True, site)

    def block(self, on: object, deadline: float | None = None) -> None:
        if self.dying:
            self.pool.kill_again()
        self.machine.will_block(on, deadline)
        super().block(on, deadline)

    def pause(self) -> None:
        if self.dying:
            self.pool.kill_again()
        self.machine.poll()

    def back_edge(self, spins: bool) -> None:
        if self.dying:
            self.pool.kill_again()
        task = self.current
        task.back_edges += 1
        self.machine.went_round()
        if spins:
            self.machine.spin()
        elif task.back_edges > 1000:
            task.back_edges = 0
            self.machine.rounds()


@contextlib.contextmanager
def running_on(machine: Machine) -> Iterator[None]:
    """Let executions of this process run on the machine."""
    kernel: Any = KERNEL  # its class changes and changes back
    clock, kind = kernel.clock, kernel.__class__
    kernel.__class__ = MachineKernel
    kernel.machine, kernel.clock, kernel.recorder = machine, machine.clock, machine
    PRESENT.machine = machine
    try:
        yield
    finally:
        PRESENT.machine = kernel.recorder = None
        kernel.clock = clock
        del kernel.machine
        kernel.__class__ = kind
