"""A second look at an execution that failed: run its schedule again with a log, and say more exactly what went wrong.

Only failures pay for it, and replays of a failure come to the same words, since they are looked at again too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from grader.interleave.detectors.blame import Blame
from grader.interleave.detectors.livelock import LassoWatch
from grader.interleave.detectors.lost_wakeup import WakeupLog
from grader.interleave.detectors.starvation import Alone, CycleLog, judge, run_alone
from grader.interleave.engine.exploration import Execution
from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL, Chooser
from grader.interleave.engine.operation import Observer
from grader.interleave.engine.task import Task
from grader.interleave.instrument.hooks import make_hooks
from grader.interleave.instrument.program import Instrumented
from grader.interleave.strategies.replay import Replay
from grader.interleave.world.loader import World


class Watched(Observer, Protocol):
    """An observer that brings the hooks which tell it of the program's own operations."""

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """Instead of the plain hooks, with the same decisions; empty if the plain ones will do."""
        ...


class Runs(Protocol):
    """What can run the program: see `program._Runtime`."""

    hooks: dict[str, Callable[..., Any]]
    world: World
    instrumented: Instrumented
    blame: Blame

    def run(self, choose: Chooser, steps: int) -> Execution:
        """One execution, with the hooks and the observer that are in place."""
        ...

    def execute(self, choose: Chooser, steps: int) -> Execution:
        """One execution, and a second look at its failure."""
        ...


@contextlib.contextmanager
def watched(runtime: Runs, observer: Watched) -> Iterator[None]:
    """Show the executions inside to `observer`; afterwards everything is as it was."""
    hooks, recorder, noted, forbade = runtime.hooks, KERNEL.recorder, runtime.world.noted, KERNEL.fairness.forbade
    runtime.hooks, KERNEL.recorder = observer.hooks() or make_hooks(runtime.instrumented.sites), observer
    runtime.world.note(True)
    try:
        yield
    finally:
        runtime.hooks, KERNEL.recorder = hooks, recorder
        runtime.world.note(noted)
        KERNEL.fairness.forbade = forbade


def look_again(runtime: Runs, execution: Execution, steps: int) -> Failure | None:
    """The failure of `execution`, told more exactly where that can be done."""
    failure = execution.failure
    if failure is not None and failure.kind == "deadlock" and runtime.blame.suspects(failure):
        return _look_for_lost_wakeup(runtime, execution, failure, steps)
    if failure is not None and failure.kind == "livelock":
        return _look_for_starvation(runtime, execution, failure, steps)
    return failure


def _look_for_lost_wakeup(runtime: Runs, execution: Execution, failure: Failure, steps: int) -> Failure:
    program = runtime.instrumented
    log = WakeupLog(runtime.blame.source, runtime.blame.filename, program.sites, runtime.blame)
    described = KERNEL.describe_waits
    KERNEL.describe_waits = log.judge
    strategy = Replay(execution.decisions)
    try:
        with watched(runtime, log):
            again = runtime.run(strategy.choose, steps)
    finally:
        KERNEL.describe_waits = described
    strategy.end(again.steps, again.failure is not None)
    if strategy.divergence is None and again.failure is not None and again.failure.kind == "lost-wakeup":
        return again.failure
    return failure


def _look_for_starvation(runtime: Runs, execution: Execution, failure: Failure, steps: int) -> Failure:
    decisions, filename = execution.decisions, runtime.blame.filename
    watch = LassoWatch()
    strategy = Replay(decisions, watch)
    log = CycleLog(filename, runtime.instrumented.sites)

    def choose(runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        log.look()
        return strategy.choose(runnable, current, free, site)

    patience = KERNEL.fairness.patience

    def gets_through(task: int, state: int) -> bool:
        alone = Alone(decisions, state, task, cycle)
        with watched(runtime, alone):
            KERNEL.fairness.patience = patience
            return run_alone(lambda choose: runtime.run(choose, steps + execution.steps), alone)

    with watched(runtime, log):
        again = runtime.run(choose, steps)
    if again.failure is None or again.failure.kind != "livelock":
        return failure
    cycle = log.cycle(*watch.cycle, decisions)
    try:
        return judge(failure, filename, cycle, gets_through)
    finally:
        KERNEL.fairness.patience = patience
