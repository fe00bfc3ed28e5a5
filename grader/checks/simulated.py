"""``simulate``: a scenario on a virtual machine, and what a check can ask about the run."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from grader.checks.ask import _refuse_misfit
from grader.checks.compare import holds
from grader.checks.failed import CheckFailed, Evidence
from grader.checks.subject import Submission
from grader.checks.text import BASELINE, WIDTH, failure_text, render
from grader.worker.protocol import Mishap, Simulate, Simulated

if TYPE_CHECKING:
    from grader.interleave.machine.model import Slice, TaskReport, Timeline

__all__ = ["Run", "simulate"]

#: As for an exploration: the steps bound a run, the wall clock only ends what hangs.
_FACTOR = 2.5
_MAIN = "MainThread"


def simulate(
    submission: Submission,
    scenario: str,
    *args: Any,
    cores: int = 4,
    gil: bool = False,
    switch_interval: float | None = 0.005,
    quantum: float | None = 0.005,
    seed: int = 0,
    steps: int = 300_000,
) -> Run:
    """Run the scenario once on a machine with that many cores (1 to 64), with a GIL or without.

    ``crunch(s)`` takes a core, and the GIL, for s seconds; waiting takes neither; other Python costs nothing. See
    ``grader.interleave.machine`` for the rules. ``quantum=None``: CPU phases run to their end, first come, first
    served, with the GIL too; otherwise tasks take turns of ``quantum`` on a core and of ``switch_interval`` with the
    GIL. The same arguments give the same nanosecond everywhere. What the scenario raises is data, as with ``call``;
    a deadlock, or an exception that ends another task, breaks the check.
    """
    request = Simulate(
        request="",
        scenario=scenario,
        args=list(args),
        cores=cores,
        gil=gil,
        switch_interval=None if switch_interval is None or math.isinf(switch_interval) else switch_interval,
        quantum=None if quantum is None or math.isinf(quantum) else quantum,
        seed=seed,
        steps=steps,
    )
    answers = submission.ask(request, _FACTOR)
    if len(answers) != 1 or not isinstance(answers[0], Simulated):
        raise CheckFailed("integrity", "the worker answered a simulation with something else")
    submission.executions += 1
    answer: Simulated = answers[0]
    from grader.interleave.machine.model import Timeline  # noqa: PLC0415  # its package brings in the whole engine

    try:
        run = Run(answer, Timeline.from_json(answer.timeline), scenario)
    except (ValueError, TypeError, LookupError, AttributeError):
        raise CheckFailed("integrity", "the worker sent a timeline that is none") from None
    run.check_baseline()
    return run


@dataclass(frozen=True)
class Run:
    """One run on a virtual machine. Times are virtual seconds.

    ``cpu``, ``spun``, ``lost``, ``turns`` and ``timeouts`` are by name of task ("MainThread", "A", "worker-1"; the
    second of a name is "name (2)"): CPU time, the part of it burnt by waiting in a loop, time lost to each of "core",
    "gil", "lock", "wait" (conditions, queues), "io", "sleep", "join"; how often the task was set going after a wait,
    and how often because its own timer had run out (a waiter that polls has many).
    """

    answer: Simulated
    record: Timeline
    scenario: str

    @property
    def raised(self) -> str | None:
        """The name of the class of the exception that the scenario raised, or None."""
        return self.answer.failure.name if self.answer.failure is not None else None

    @property
    def message(self) -> str:
        """The exception with its text; "" if there was none."""
        return self.answer.failure.message if self.answer.failure is not None else ""

    @property
    def value(self) -> Any:
        """What the scenario returned. Raises ``CheckFailed`` if it raised."""
        failure = self.answer.failure
        if failure is not None:
            raise self._broken("the calls succeed", "\n".join(failure_text(msgspec.to_builtins(failure))), "exception")
        return self.answer.value

    @property
    def makespan(self) -> float:
        """Virtual seconds from the start to the return of the scenario."""
        return self.record.makespan

    @property
    def end(self) -> float:
        """When the last task that is no daemon had ended: later than ``makespan`` if something was left running."""
        return self.record.end

    @property
    def left(self) -> list[str]:
        """Names of tasks that still ran when the scenario returned."""
        return self.answer.leaked

    @property
    def timeline(self) -> list[Slice]:
        """What each task did when: ``task``, ``start``, ``end``, ``core`` (None: on none), ``what``; by start."""
        return self.record.slices

    @property
    def slices(self) -> list[tuple[str, float, float, int]]:
        """The part of ``timeline`` that is on cores: (task, start, end, core)."""
        return [(each.task, each.start, each.end, each.core) for each in self.timeline if each.core is not None]

    @property
    def utilisation(self) -> float:
        """Busy core seconds over core seconds up to ``end``."""
        return self.record.utilisation

    @property
    def held(self) -> float:
        """How long locks were held, summed over all locks."""
        return self.record.held

    @property
    def steps(self) -> int:
        """Scheduling points passed: a measure of how much was done, not of time."""
        return self.record.steps

    @property
    def cpu(self) -> dict[str, float]:
        """CPU seconds of each task."""
        return self._of_each(lambda task: task.cpu)

    @property
    def spun(self) -> dict[str, float]:
        """CPU seconds of each task that it burnt by waiting in a loop."""
        return self._of_each(lambda task: task.spin)

    @property
    def lost(self) -> dict[str, dict[str, float]]:
        """What each task waited for, for how long."""
        return self._of_each(lambda task: task.lost)

    @property
    def turns(self) -> dict[str, int]:
        """How often each task was set going after a wait."""
        return self._of_each(lambda task: task.turns)

    @property
    def timeouts(self) -> dict[str, int]:
        """How often each task's own timer ended its wait."""
        return self._of_each(lambda task: task.timeouts)

    def _of_each(self, what: Callable[[TaskReport], Any]) -> dict[str, Any]:
        return {task.name: what(task) for task in self.record.tasks}

    def gantt(self, width: int = WIDTH, *, ascii_only: bool = False) -> str:
        """The run as a chart."""
        from grader.interleave.machine.gantt import render_gantt  # noqa: PLC0415  # only for a failure, as a rule

        return render_gantt(self.record, width, ascii_only=ascii_only)

    # ---------------------------------------------------------------- what a check asks

    def returns(self, expected: Any, requirement: str = "") -> Run:
        """The value equals ``expected``, or satisfies it if it is a function. Returns itself."""
        good, what = holds(expected, self.value)
        if not good:
            raise self._broken(requirement or "the result is right", what)
        return self

    def raises(self, name: str, requirement: str = "") -> Run:
        """The scenario raised an exception of the class with this name. Returns itself."""
        if self.raised != name:
            seen = f"it raised {self.message}" if self.raised else f"it returned {self.answer.value!r}"
            raise self._broken(requirement or f"{name} is raised", f"{seen}; expected {name}")
        return self

    def takes(self, seconds: float | tuple[float, float], requirement: str = "") -> Run:
        """The makespan is exactly that, to the nanosecond, or lies between the two, ends included. Returns itself."""
        _ = self.value
        low, high = seconds if isinstance(seconds, tuple) else (seconds, seconds)
        if not low - 5e-10 <= self.makespan <= high + 5e-10:
            wanted = f"{_text(low)}" if low == high else f"{_text(low)} to {_text(high)}"
            requirement = requirement or f"it takes {wanted}"
            raise self._broken(requirement, f"it took {_text(self.makespan)}; expected {wanted}")
        return self

    def waits_quietly(self, *tasks: str, polls: int = 2, requirement: str = "") -> Run:
        """The tasks (default: all) burn no CPU in waiting loops; timers wake the named ones ``polls`` times at most.

        Returns itself.
        """
        for task in self.record.tasks:
            if tasks and task.name not in tasks:
                continue
            if task.spin > 0 or (tasks and task.timeouts > polls):
                how = (
                    f"burnt {_text(task.spin)} of CPU in a loop" if task.spin else f"woke {task.timeouts} times to look"
                )
                raise self._broken(requirement or "who waits does not look again and again", f"{task.name} {how}")
        missing = set(tasks) - set(self.cpu)
        if missing:
            raise self._broken(requirement or "who waits does not look again and again", f"no task {min(missing)}")
        return self

    def require(self, good: object, requirement: str, happened: str = "") -> Run:
        """Anything else about the run: breaks the check, with the chart, unless ``good``. Returns itself."""
        if not good:
            raise self._broken(requirement, happened or "it does not hold in the run above")
        return self

    def check_baseline(self) -> None:
        """Deadlocks and the like, and exceptions in tasks that the scenario cannot see, break the check at once."""
        failure = self.answer.failure
        if failure is None:
            return
        _refuse_misfit(failure)
        if failure.kind != "exception" or failure.task != _MAIN:
            requirement = BASELINE.get(failure.kind, failure.kind)
            raise self._broken(requirement, "\n".join(_told(failure)), failure.kind, failure.message)

    def _broken(self, requirement: str, happened: str, kind: str = "assertion", message: str = "") -> CheckFailed:
        table = self.gantt() if self.record.end > 0 else ""
        last = "" if happened.endswith((".", ")")) or "\n" in happened else "."
        text = render(requirement=requirement, table=table, happened=[happened + last])
        evidence = Evidence(requirement=requirement, kind=kind, searched=self._machine(), text=text)
        return CheckFailed("failed", message or happened, kind=kind, evidence=evidence, executions=1)

    def _machine(self) -> str:
        record = self.record
        return f"one run on a virtual machine with {record.cores} core(s), {'a GIL' if record.gil else 'no GIL'}"


def _told(failure: Mishap) -> tuple[str, ...]:
    return failure_text(msgspec.to_builtins(failure))


def _text(value: float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".") + " s"
