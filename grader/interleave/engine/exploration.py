"""The search loop: run executions until the strategy is done or the budget is used, keep what differs."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL, Chooser
from grader.interleave.engine.remark import Remark
from grader.interleave.engine.schedule import Schedule
from grader.interleave.engine.strategy import CLASSES, Redundant, Strategy

#: Executions between two garbage collections; none happens inside an execution. What lived before the
#: exploration is frozen out of them.
_COLLECT_EVERY = 250
_FAILED = object()


@dataclass(slots=True)
class Execution:
    """One run of the program: what it returned or how it failed, and the schedule that made it so."""

    value: object
    failure: Failure | None
    decisions: list[int]
    steps: int
    preemptions: int
    builds: str
    left_over: list[str]
    output: str = ""


@dataclass
class Outcome:
    """One distinct result of the explored executions.

    `first` is the number of the execution that first showed it, counted from 1; its schedule is the one
    kept. `builds` is "default" if that schedule preempts only where the default build of CPython switches,
    else "free-threaded".
    """

    value: object
    failure: Failure | None
    schedule: Schedule
    first: int
    preemptions: int
    builds: str
    strategy: str
    count: int = 1
    left_over: tuple[str, ...] = ()

    @property
    def token(self) -> str:
        """The replay token of the schedule that first gave this outcome."""
        return self.schedule.to_token()


@dataclass
class Exploration:
    """What a search found and how far it looked. `exhaustive`: every interleaving there is was run."""

    outcomes: list[Outcome] = field(default_factory=list)
    executions: int = 0
    steps: int = 0
    seconds: float = 0.0
    exhaustive: bool = False
    searched: str = ""
    remarks: list[Remark] = field(default_factory=list)

    @property
    def failure(self) -> Outcome | None:
        """The first outcome that is a failure, or None."""
        return next((o for o in self.outcomes if o.failure is not None), None)


@dataclass(frozen=True)
class Budget:
    """How long a search may go on: executions and steps, never wall clock.

    `stop_at_failure`: end it at the first failure whose kind is not in `allow`.
    """

    executions: int
    steps: int
    stop_at_failure: bool = True
    allow: frozenset[str] = frozenset()

    def ends_at(self, failure: Failure | None) -> bool:
        """Whether an execution that ended so is the last one."""
        return self.stop_at_failure and failure is not None and failure.kind not in self.allow


def explore(
    execute: Callable[[Chooser, int], Execution],
    schedule_of: Callable[[Execution], Schedule],
    strategy: Strategy,
    budget: Budget,
    encode: Callable[[object], Hashable],
) -> Exploration:
    """Run the search.

    `execute` makes one execution, `schedule_of` what it takes to repeat it; executions whose values have
    equal `encode`d forms are one outcome.
    """
    result = Exploration()
    found: dict[Hashable, Outcome] = {}
    redundant = 0
    began = time.perf_counter()
    collecting = gc.isenabled()
    gc.disable()
    gc.freeze()
    KERNEL.fairness.forbade = False
    fair = KERNEL.fair
    try:
        while result.executions + redundant < budget.executions and _begin(strategy, fair):
            try:
                execution = execute(strategy.choose, budget.steps)
            except Redundant:
                redundant += 1
                continue
            failure = execution.failure
            strategy.end(execution.steps, failure is not None)
            if failure is not None and failure.kind == "step-limit" and KERNEL.fairness.patience > 1:
                redundant += 1  # patience makes executions long: that is no fault of the program
                continue
            result.executions += 1
            result.steps += execution.steps
            key: Hashable
            if failure is None:
                key = encode(execution.value)
            else:
                key = (_FAILED, failure.kind, failure.message)
            known = found.get(key)
            if known is None:
                found[key] = _outcome(execution, schedule_of(execution), result.executions, strategy.name)
            else:
                known.count += 1
            if budget.ends_at(failure):
                break
            if result.executions % _COLLECT_EVERY == 0:
                gc.collect()
    finally:
        _as_usual(fair)
        gc.unfreeze()
        if collecting:
            gc.enable()
    result.outcomes = list(found.values())
    result.seconds = time.perf_counter() - began
    stopped = any(budget.ends_at(outcome.failure) for outcome in result.outcomes)
    _say_what_was_searched(result, strategy, budget, stopped)
    return result


def _as_usual(fair: bool) -> None:
    KERNEL.fair = fair
    KERNEL.fairness.patience = 1


def _begin(strategy: Strategy, fair: bool) -> bool:
    """The next execution: with the timing that was asked for, unless the strategy wants another for this one."""
    _as_usual(fair)
    return strategy.begin()


def _outcome(execution: Execution, schedule: Schedule, first: int, strategy: str) -> Outcome:
    return Outcome(
        value=execution.value,
        failure=execution.failure,
        schedule=schedule,
        first=first,
        preemptions=execution.preemptions,
        builds=execution.builds,
        strategy=strategy,
        left_over=tuple(execution.left_over),
    )


def _say_what_was_searched(result: Exploration, strategy: Strategy, budget: Budget, stopped: bool) -> None:
    """One sentence that claims no more than was done."""
    number = f"{result.executions:,} execution{'' if result.executions == 1 else 's'}"
    points = "points of class gil only" if KERNEL.gil_only else "shared accesses and lock operations"
    where = f"(switching at {points}{', fair timing' if KERNEL.fair else ''})"
    used_up = result.executions >= budget.executions
    completed = None if stopped else strategy.completed
    step_limited = any(o.failure is not None and o.failure.kind == "step-limit" for o in result.outcomes)
    if stopped:
        result.searched = f"stopped at the first failure, in execution {result.executions:,}"
    elif completed is None or step_limited:
        result.searched = f"{number}{', the whole budget' if used_up else ''}; not every interleaving was run"
    elif completed == CLASSES and KERNEL.fairness.forbade:
        result.searched = f"{number}, all that the search asked for; not every interleaving was run"
    elif completed == CLASSES:
        result.exhaustive = not KERNEL.gil_only and not KERNEL.fair
        result.searched = f"{completed}, in {number} {where}"
    elif completed == "all interleavings":
        result.exhaustive = not KERNEL.gil_only and not KERNEL.fair and not KERNEL.fairness.forbade
        polite = " in which a task that polls lets others go on" if KERNEL.fairness.forbade else ""
        result.searched = f"all {number.replace('execution', 'interleaving')}{polite} {where}"
    else:
        result.searched = f"{number}: {completed} {where}{', then others up to the budget' if used_up else ''}"
