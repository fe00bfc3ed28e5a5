"""Remarks: what recorded executions show after a search, and directed schedules that ask whether it does harm.

A remark alone is never a failure. If a schedule that is directed by it fails, the failure is one like any other: it was
executed, and its token replays it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import FrameType
from typing import Any

from grader.interleave.detectors.busy_wait import BusyWaits
from grader.interleave.detectors.directed import Directed
from grader.interleave.detectors.lock_order import LockOrderLog
from grader.interleave.detectors.races import RaceLog
from grader.interleave.detectors.watching import Silent, telling_hooks
from grader.interleave.engine.exploration import Budget, Execution, Exploration, Outcome
from grader.interleave.engine.failure import InterleaveError
from grader.interleave.engine.fairness import PATIENT
from grader.interleave.engine.kernel import KERNEL, Chooser
from grader.interleave.engine.remark import Remark
from grader.interleave.engine.schedule import Schedule
from grader.interleave.engine.strategy import Redundant
from grader.interleave.engine.task import Task
from grader.interleave.instrument.sites import Site
from grader.interleave.second_look import Runs, watched
from grader.interleave.strategies.random_walk import RandomWalk
from grader.interleave.strategies.replay import Replay

#: Executions that are recorded: schedules of outcomes, and random ones; longer ones than this are left out.
OUTCOMES, RANDOM, LONGEST = 4, 4, 3_000
#: Remarks that get directed schedules, and how many each.
DIRECTED, TRIES = 8, 4

ScheduleOf = Callable[[Execution], Schedule]


class Noticed(Silent):
    """Observer of recorded executions: all the detectors that make remarks."""

    def __init__(self, source: str, filename: str, table: tuple[Site, ...]) -> None:
        self._table = table
        self.races = RaceLog(table)
        self.locks = LockOrderLog(filename)
        self.loops = BusyWaits(source)

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """The hooks that go with it."""
        return telling_hooks(self._table, self._accessed, self.loops.goes_round)

    def begin(self) -> None:
        """A new execution."""
        self.races.begin()
        self.locks.begin()
        self.loops.begin()

    def _accessed(self, site: Site, obj: Any, frame: FrameType) -> None:
        self.races.accessed(site, obj, frame)
        if site.kind in {"write", "delete"}:
            self.loops.acted()

    def operation(self, what: str, target: Any) -> None:
        """See `engine.operation.Observer`."""
        self.races.operation(what, target)
        self.locks.operation(what, target)
        if what != "refused":
            self.loops.acted()

    def looked(self, target: Any) -> None:
        """See `engine.operation.Observer`."""
        self.races.looked(target)

    def stopped(self, tasks: Sequence[Task]) -> None:
        """The execution is over."""
        self.races.stopped(tasks)
        self.locks.finish()

    @property
    def remarks(self) -> list[Remark]:
        """What was noticed, worst first, then by lines."""
        races = {race.remark.text: race.remark for race in self.races.races.values()}
        found = [self.locks.remarks.values(), races.values(), self.loops.remarks.values()]
        return [remark for kind in found for remark in sorted(kind, key=lambda r: (r.lines, r.text))]


def notice(runtime: Runs, result: Exploration, budget: Budget, schedule_of: ScheduleOf) -> None:
    """Fill `result.remarks`; add a failure that a directed schedule shows, where the search has shown none."""
    fair = KERNEL.fair
    noticed = Noticed(runtime.blame.source, runtime.blame.filename, runtime.instrumented.sites)
    with watched(runtime, noticed):
        for outcome in result.outcomes[:OUTCOMES]:
            schedule = outcome.schedule
            if len(schedule.decisions) <= LONGEST and not schedule.livelock:
                set_conditions(schedule.fair, schedule.patient)
                _record(runtime, noticed, Replay(schedule.decisions).choose, budget.steps)
        for seed in range(RANDOM):
            set_conditions(fair, patient=False)
            _record(runtime, noticed, RandomWalk(seed).choose, min(budget.steps, LONGEST))
    set_conditions(fair, patient=False)
    result.remarks = noticed.remarks
    if result.failure is None and result.exhaustive:
        result.remarks = [_harmless(remark, "no interleaving showed harm") for remark in result.remarks]
    elif result.failure is None:
        _confirm(runtime, result, budget, schedule_of)


def set_conditions(fair: bool, patient: bool) -> None:
    """Under which timing and patience the next executions run."""
    KERNEL.fair = fair
    KERNEL.fairness.patience = PATIENT if patient else 1


def _record(runtime: Runs, noticed: Noticed, choose: Chooser, steps: int) -> None:
    noticed.begin()
    with contextlib.suppress(InterleaveError, Redundant):
        runtime.run(choose, steps)


def _confirm(runtime: Runs, result: Exploration, budget: Budget, schedule_of: ScheduleOf) -> None:
    """Directed schedules: at the first failure the search is over, remarks that led to none say so."""
    tries = 0
    for at, remark in enumerate(result.remarks[:DIRECTED]):
        if remark.kind == "busy-wait":
            continue
        for seed in range(TRIES):
            directed = Directed(frozenset(remark.lines), runtime.blame.line_of, seed)
            tries += 1
            try:
                execution = runtime.execute(directed.choose, min(budget.steps, LONGEST))
            except InterleaveError:
                continue
            failure = execution.failure
            if failure is not None and failure.kind not in {"step-limit", *budget.allow}:
                result.executions += tries
                result.outcomes.append(_outcome(execution, schedule_of(execution), result.executions))
                result.searched = f"found by a schedule that a remark directed, after {result.searched}"
                return
        result.remarks[at] = _harmless(remark, "schedules that aim at it showed no harm")


def _harmless(remark: Remark, words: str) -> Remark:
    return remark if remark.kind == "busy-wait" else replace(remark, text=f"{remark.text}; {words}")


def _outcome(execution: Execution, schedule: Schedule, first: int) -> Outcome:
    return Outcome(
        value=None,
        failure=execution.failure,
        schedule=schedule,
        first=first,
        preemptions=execution.preemptions,
        builds=execution.builds,
        strategy="directed",
        left_over=tuple(execution.left_over),
    )
