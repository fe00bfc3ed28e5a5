"""One schedule run twice: a program that does not do the same again cannot be judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from grader.interleave.detectors.livelock import LassoWatch
from grader.interleave.engine.exploration import Exploration, Outcome
from grader.interleave.engine.failure import Divergence, Failure
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.schedule import Schedule
from grader.interleave.engine.task import Task
from grader.interleave.remarks import set_conditions
from grader.interleave.second_look import Runs
from grader.interleave.strategies.replay import Replay


class Hashed(Runs, Protocol):
    """What can run the program, and knows its source."""

    source_hash: bytes


def difference(runtime: Runs, result: Exploration, steps: int) -> str:
    """Run the last outcome's schedule again; what is different, in words, or "" if nothing is."""
    if not result.outcomes:
        return ""
    outcome = result.outcomes[-1]
    schedule = outcome.schedule
    set_conditions(schedule.fair, schedule.patient)
    strategy = Replay(schedule.decisions, LassoWatch() if schedule.livelock else None)
    place = ""

    def choose(runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        nonlocal place
        before = strategy.divergence
        chosen = strategy.choose(runnable, current, free, site)
        if before is None and strategy.divergence is not None:
            line = None if current.done else runtime.blame.line_of(current)
            place = f", with {current.name} in line {line}" if line else ""
        return chosen

    again = runtime.execute(choose, steps)
    strategy.end(again.steps, again.failure is not None)
    if strategy.divergence is not None:
        return where(strategy.divergence) + place
    kinds = [f.kind if f is not None else "no failure" for f in (outcome.failure, again.failure)]
    if kinds[0] != kinds[1]:
        return f"the first ended with {kinds[0]}, the second with {kinds[1]}"
    if outcome.failure is None and repr(again.value) != repr(outcome.value):
        return f"the first returned {_short(outcome.value)}, the second {_short(again.value)}"
    return ""


def where(parted: Divergence) -> str:
    """Where two runs part: at which decision, what the first one did and what the second one finds."""
    return f"they part at decision {parted.position}: the first has {parted.expected}, the second finds {parted.actual}"


def nondeterministic(runtime: Hashed, result: Exploration, why: str) -> Exploration:
    """One schedule gave two results: nothing else can be said about this program."""
    failure = Failure(
        "nondeterminism",
        f"one schedule run twice gave two different runs: {why}. The program depends on something that is not "
        "controlled (the real clock, addresses of objects, the operating system's random numbers)",
    )
    schedule = Schedule((), runtime.source_hash, KERNEL.fair, KERNEL.gil_only)
    result.outcomes = [Outcome(None, failure, schedule, result.executions, 0, "default", "replay")]
    result.exhaustive = False
    result.searched = f"nothing can be said after {result.executions:,} executions"
    return result


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
