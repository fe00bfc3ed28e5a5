"""What can be done with a program in the world: explore, replay, trace, shrink."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from typing import Any

from grader.interleave import shrink as shrinking
from grader.interleave import twice
from grader.interleave.detectors.livelock import LassoWatch
from grader.interleave.engine import exploration
from grader.interleave.engine.exploration import Budget, Execution, Exploration, Outcome
from grader.interleave.engine.failure import Divergence, Failure
from grader.interleave.engine.schedule import BadToken, Schedule
from grader.interleave.remarks import notice, set_conditions
from grader.interleave.runtime import Points, Program, Runtime, Timing, prepared
from grader.interleave.strategies.bounded import Bounded
from grader.interleave.strategies.catalogue import Announced, make_strategy
from grader.interleave.strategies.guided import Guided
from grader.interleave.strategies.replay import Replay
from grader.interleave.trace.collect import Recorder
from grader.interleave.trace.model import Trace


def explore(
    program: Program,
    *,
    strategy: str = "portfolio",
    executions: int = 1000,
    preemptions: int = 2,
    seed: int = 0,
    steps: int = 20_000,
    timing: Timing = "adversarial",
    points: Points = "all",
    stop_at_failure: bool = True,
    allow: Collection[str] = (),
    leaks_fail: bool = False,
    remarks: bool | None = None,
    encode: Callable[[object], Hashable] | None = None,
) -> Exploration:
    """Run `program` under many schedules and return every distinct outcome.

    `encode` turns the returned value into what is kept and compared (default: the value itself, compared
    by `repr`). The search ends at the first failure whose kind is not in `allow`, and shrinks its schedule,
    unless `stop_at_failure` is false. `leaks_fail`: a task that still runs when `entry` returns, daemon or
    not, is a failure of kind "leak"; else it is run on to its end. `remarks`: record a few executions afterwards and
    aim at what they show (`grader.interleave.remarks`); None: after the default search only. Equal arguments give
    equal results on every machine. Raises `ProgramError` if the program does not load, `Unmodelled` if it leaves the
    simulated world, `ValueError` for an unknown strategy.
    """
    search = make_strategy(strategy, preemptions, seed, LassoWatch())
    budget = Budget(executions, steps, stop_at_failure, frozenset(allow))
    with prepared(program, timing, points, encode) as runtime:
        runtime.leaks_fail = leaks_fail
        if isinstance(search, Announced):
            runtime.announce_to(search)
        key: Callable[[object], Hashable] = repr if encode is None else _identity
        try:
            result = exploration.explore(runtime.execute, runtime.schedule_of, search, budget, key)
        except Divergence as parted:
            return twice.nondeterministic(runtime, Exploration(), twice.where(parted))
        runtime.stop_announcing()
        difference = twice.difference(runtime, result, steps)
        if difference:
            return twice.nondeterministic(runtime, result, difference)
        if remarks or (remarks is None and strategy == "portfolio"):
            notice(runtime, result, budget, runtime.schedule_of)
        failure = result.failure
        if failure is not None and failure.strategy != Bounded.name and budget.ends_at(failure.failure):
            _simplify(runtime, failure, steps)
    return result


def _endless(failure: Failure | None) -> bool:
    return failure is not None and failure.kind in {"livelock", "starvation", "step-limit"}


def _simplify(runtime: Runtime, outcome: Outcome, steps: int) -> None:
    """Replace the schedule that a random strategy found by a simpler one with the same failure."""
    if _endless(outcome.failure):
        return
    strategy = _replay_strategy(outcome.schedule)
    simplest = _shrunk(runtime, runtime.execute(strategy.choose, steps), steps)
    outcome.failure = simplest.failure
    outcome.schedule = runtime.schedule_of(simplest)
    outcome.preemptions, outcome.builds = simplest.preemptions, simplest.builds


def _identity(value: Any) -> Hashable:
    kept: Hashable = value
    return kept


def _replay_strategy(schedule: Schedule) -> Replay:
    """What runs a schedule again; from here on the kernel's timing and patience are the schedule's."""
    set_conditions(schedule.fair, schedule.patient)
    return Replay(schedule.decisions, LassoWatch() if schedule.livelock else None)


def replay(
    program: Program, token: str, *, steps: int = 20_000, encode: Callable[[object], object] | None = None
) -> Execution:
    """Run the one execution that `token` stands for.

    Raises `BadToken` for a token that is damaged or made from other source, `Divergence` if the program no
    longer makes the same decisions.
    """
    execution, _ = _replayed(program, token, steps, encode, record=False)
    return execution


def collect_trace(
    program: Program, token: str, *, steps: int = 20_000, encode: Callable[[object], object] | None = None
) -> Trace:
    """Replay `token` with recording on. Same errors as `replay`."""
    execution, recorder = _replayed(program, token, steps, encode, record=True)
    assert recorder is not None
    return recorder.trace(execution)


def shrink(
    program: Program, token: str, *, steps: int = 20_000, encode: Callable[[object], object] | None = None
) -> str:
    """A token with the same outcome as `token` and no more preemptions, often far fewer.

    The outcome is the kind of failure and its message, or the returned value. Costs at most a few hundred
    executions. What has no end of its own (a livelock, a step limit) is left as it is. Same errors as `replay`.
    """
    schedule = Schedule.from_token(token)
    execution = replay(program, token, steps=steps, encode=encode)
    if _endless(execution.failure):
        return token
    timing: Timing = "fair" if schedule.fair else "adversarial"
    with prepared(program, timing, "gil" if schedule.gil_only else "all", encode) as runtime:
        runtime.leaks_fail = schedule.leaks_fail
        set_conditions(schedule.fair, schedule.patient)
        return runtime.schedule_of(_shrunk(runtime, execution, steps)).to_token()


def _shrunk(runtime: Runtime, execution: Execution, steps: int) -> Execution:
    wanted = _outcome_of(execution)
    return shrinking.shrink(
        execution,
        lambda blocks: runtime.execute(Guided(blocks).choose, steps),
        lambda made: _outcome_of(made) == wanted,
    )


def _outcome_of(execution: Execution) -> Hashable:
    failure = execution.failure
    return (failure.kind, failure.message) if failure is not None else repr(execution.value)


def _replayed(
    program: Program, token: str, steps: int, encode: Callable[[object], object] | None, record: bool
) -> tuple[Execution, Recorder | None]:
    schedule = Schedule.from_token(token)
    timing: Timing = "fair" if schedule.fair else "adversarial"
    with prepared(program, timing, "gil" if schedule.gil_only else "all", encode) as runtime:
        if schedule.source_hash != runtime.source_hash:
            raise BadToken("the replay token was made from another version of this file")
        recorder = None
        if record:
            recorder = Recorder(program.source, program.filename, runtime.instrumented.sites)
            runtime.observe(recorder)
        runtime.leaks_fail = schedule.leaks_fail
        strategy = _replay_strategy(schedule)
        execution = runtime.execute(strategy.choose, steps)
        strategy.end(execution.steps, execution.failure is not None)
        strategy.check()
    return execution, recorder
