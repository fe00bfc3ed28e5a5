"""The ways to judge: each asks a fresh worker to run a scenario and gives back what was observed.

A check can rely on this: what returns is a complete answer of the worker. Everything else (a file that does not load, a
process that ends, hangs, or takes too much) has become ``CheckFailed`` with its status before the check sees it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from grader.checks import evidence
from grader.checks.called import CallOutcome
from grader.checks.failed import CheckFailed
from grader.checks.outcomes import Outcomes, Shown, Unasked
from grader.checks.subject import Replay, Replayed, Submission
from grader.checks.text import BASELINE, failure_text
from grader.checks.token import name_call
from grader.worker.protocol import Call, Explore, Facts, Found, Mishap, Observed, Searched, Stress

#: A search is bounded by executions and steps; its wall limit only ends what hangs, on a slow machine too.
_EXPLORE_FACTOR = 2.5

__all__ = ["call", "explore", "source_facts", "stress"]


def explore(
    submission: Submission,
    scenario: str,
    *args: Any,
    executions: int = 1000,
    preemptions: int = 2,
    strategy: str = "portfolio",
    timing: str = "adversarial",
    points: str = "all",
    steps: int = 20_000,
    seed: int = 0,
    allow: Collection[str] = (),
) -> Outcomes:
    """Run the scenario in the simulated world under many schedules.

    A failure of the engine (deadlock, exception, ...) breaks the check at once, unless its kind is in ``allow``.
    ``seed`` is part of the check and not of the student, so that grading again gives the same.
    """
    if submission.replay is not None:
        return _instead(submission.replay, submission, scenario, args, steps)
    request = Explore(
        request="",
        scenario=scenario,
        args=list(args),
        strategy=strategy,
        executions=executions,
        preemptions=preemptions,
        seed=seed + submission.shift,
        steps=steps,
        timing=timing,
        points=points,
        allow=sorted(allow),
    )
    submission.explorations += 1
    outcomes = _outcomes(submission, scenario, args, submission.ask(request, _EXPLORE_FACTOR), steps)
    _baseline(outcomes, allow)
    return outcomes


def stress(
    submission: Submission,
    scenario: str,
    args: Sequence[Any] = (),
    *,
    cores: Sequence[int] = (1, 2),
    repeats: int = 20,
    allow: Collection[str] = (),
) -> Outcomes:
    """Run the scenario on the real machine, ``repeats`` times on each number of cores, with real threads.

    An exception that nobody handles, in any thread, or a thread that is left behind breaks the check, unless allowed.
    """
    if submission.replay is not None:
        return Unasked.make()
    request = Stress(request="", scenario=scenario, args=list(args), cores=list(cores), repeats=repeats)
    outcomes = _outcomes(submission, scenario, args, submission.ask(request))
    _baseline(outcomes, allow)
    return outcomes


def call(submission: Submission, scenario: str, *args: Any) -> CallOutcome:
    """Run the scenario once on the real machine; its value or its exception is data."""
    answers = submission.ask(Call(request="", scenario=scenario, args=list(args)))
    if len(answers) != 1 or not isinstance(answers[0], Observed):
        raise CheckFailed("integrity", "the worker answered a call with something else")
    submission.executions += 1
    observed: Observed = answers[0]
    if observed.failure is not None:
        _refuse_misfit(observed.failure)
        if observed.failure.kind != "exception":
            _raise_plain(observed.failure)
    return CallOutcome(observed=observed, output=submission.output, scenario=scenario)


def source_facts(submission: Submission) -> Found:
    """Names in the source: ``imports``, ``calls``, ``functions``, ``classes``. Parsed in the worker."""
    answers = submission.ask(Facts(request=""))
    if len(answers) != 1 or not isinstance(answers[0], Found):
        raise CheckFailed("integrity", "the worker answered a question about the source with something else")
    return answers[0]


def _instead(replay: Replay, submission: Submission, scenario: str, args: Sequence[Any], steps: int) -> Outcomes:
    """What happens to an exploration when one execution is to be replayed: that, or nothing."""
    if replay.call != name_call(scenario, args):
        return Unasked.make()
    try:
        trace = evidence.fetch_trace(submission, scenario, args, replay.token, steps).trace
    except CheckFailed as error:
        raise Replayed(None, error.message) from None
    raise Replayed(trace)


def _outcomes(
    submission: Submission, scenario: str, args: Sequence[Any], answers: list[Any], steps: int = 0
) -> Outcomes:
    observed, last = answers[:-1], answers[-1] if answers else None
    if not isinstance(last, Searched) or not all(isinstance(each, Observed) for each in observed) or not observed:
        raise CheckFailed("integrity", "the worker answered a search with something else")
    submission.executions += last.executions
    return Outcomes(
        observed=observed,
        executions=last.executions,
        searched=last.searched,
        exhaustive=last.exhaustive,
        broken=lambda shown: evidence.gather(submission, scenario, args, shown, last=last, steps=steps),
    )


def _baseline(outcomes: Outcomes, allow: Collection[str]) -> None:
    """What every run requires, whatever the check is about."""
    for each in outcomes.observed:
        failure = each.failure
        if failure is None or failure.kind in allow:
            continue
        _refuse_misfit(failure)
        raise outcomes.broken(
            Shown(
                requirement=BASELINE.get(failure.kind, failure.kind),
                kind=failure.kind,
                outcome=each,
                first=each.first,
                message=failure.message,
                happened=failure_text(msgspec.to_builtins(failure)),
            )
        )


def _refuse_misfit(failure: Mishap) -> None:
    """Failures that say: this is not the program that was asked for, or it took too much."""
    message = failure.message
    if message.startswith("MemoryError"):
        raise CheckFailed("limit", "the program needs more memory than it may have", kind="memory")
    if "can't start new thread" in message or message.startswith("BlockingIOError: [Errno 11]"):
        raise CheckFailed("limit", "the program starts more threads or processes than it may have", kind="processes")
    # No line of the student's file was running: it was the call itself that failed.
    outside = failure.file == "scenarios.py" or not failure.line
    if outside and message.startswith(("AttributeError", "TypeError")):
        raise CheckFailed("student_error", f"a name is missing, or its signature is not the one asked for: {message}")


def _raise_plain(failure: Mishap) -> None:
    requirement = BASELINE.get(failure.kind, failure.kind)
    raise evidence.plain_failure(requirement, failure.message, kind=failure.kind)
