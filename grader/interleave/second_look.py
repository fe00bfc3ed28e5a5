"""A second look at an execution that failed: run its schedule again with a log, and say more exactly what went wrong.

Only failures pay for it, and replays of a failure come to the same words, since they are looked at again too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from grader.interleave.detectors.blame import Blame
from grader.interleave.detectors.lost_wakeup import WakeupLog
from grader.interleave.engine.exploration import Execution
from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL, Chooser
from grader.interleave.engine.operation import Observer
from grader.interleave.instrument.program import Instrumented
from grader.interleave.strategies.replay import Replay
from grader.interleave.world.loader import World


class Watched(Observer, Protocol):
    """An observer that brings the hooks which tell it of the program's own operations."""

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """Instead of the plain hooks; the decisions must be the same."""
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


@contextlib.contextmanager
def watched(runtime: Runs, observer: Watched) -> Iterator[None]:
    """Show the executions inside to `observer`; afterwards everything is as it was."""
    hooks, recorder, noted, forbade = runtime.hooks, KERNEL.recorder, runtime.world.noted, KERNEL.fairness.forbade
    runtime.hooks, KERNEL.recorder = observer.hooks(), observer
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
