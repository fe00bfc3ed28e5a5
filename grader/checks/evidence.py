"""From a broken requirement to all that a person needs; the trace is fetched by replaying the failure."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from grader.checks.failed import CheckFailed, Evidence
from grader.checks.outcomes import Shown
from grader.checks.subject import Submission
from grader.checks.text import WIDTH, failure_text, render, replay_command
from grader.checks.token import CheckToken, name_call
from grader.worker.protocol import Collect, Searched, Traced

__all__ = ["fetch_trace", "gather", "plain_failure", "table"]


def gather(
    submission: Submission, scenario: str, args: Sequence[Any], shown: Shown, *, last: Searched, steps: int
) -> CheckFailed:
    """The exception for a requirement that an exploration broke, with trace, builds, token and text."""
    outcome = shown.outcome
    token = trace = None
    failed_here = outcome is not None and shown.first is not None
    builds = outcome.builds or None if outcome is not None and failed_here else None
    if outcome is not None and outcome.token and not submission.shift:
        engine_token = outcome.token
        # Without a trace the rest has to do: the verdict does not depend on it.
        with contextlib.suppress(CheckFailed):
            traced = fetch_trace(submission, scenario, args, engine_token, steps, shrink=True)
            engine_token, trace = traced.token, traced.trace
            if failed_here and trace.get("builds") in {"default", "free-threaded"}:
                builds = trace["builds"]
        token = CheckToken(submission.exercise, name_call(scenario, args), engine_token).pack()
    searched = last.searched
    if shown.first is not None and shown.first < last.executions:
        searched += f"; execution {shown.first} of {last.executions} showed this"
    happened = list(_told_by(trace) if outcome is not None and outcome.failure is not None else ()) or list(
        shown.happened
    )
    if not failed_here and trace is not None:
        happened.append("The interleaving above is one of those that were tried.")
    text = render(
        requirement=shown.requirement,
        table=table(trace),
        happened=happened,
        builds=builds,
        searched=searched,
        replay=replay_command(token, submission.shown_as or str(submission.path)) if token else "",
    )
    evidence = Evidence(
        requirement=shown.requirement,
        kind=shown.kind,
        builds=builds,
        token=token,
        searched=searched,
        trace=trace,
        text=text,
        first=shown.first,
    )
    return CheckFailed(shown.status, shown.message, kind=shown.kind, evidence=evidence, executions=last.executions)


def plain_failure(requirement: str, message: str, kind: str = "assertion") -> CheckFailed:
    """The exception for a requirement that one plain run broke."""
    text = render(requirement=requirement, happened=[message + "."])
    return CheckFailed(
        "failed", message, kind=kind, evidence=Evidence(requirement=requirement, kind=kind, text=text), executions=1
    )


def fetch_trace(
    submission: Submission, scenario: str, args: Sequence[Any], token: str, steps: int, *, shrink: bool = False
) -> Traced:
    """The trace of the execution that an engine token stands for, from a fresh worker. Raises ``CheckFailed``.

    ``shrink``: of a simpler execution with the same outcome, if there is one; its token comes with it.
    """
    request = Collect(request="", scenario=scenario, args=list(args), token=token, steps=steps, shrink=shrink)
    traces = [each for each in submission.ask(request) if isinstance(each, Traced)]
    if len(traces) != 1:
        raise CheckFailed("integrity", "the worker answered a replay with something else")
    return traces[0]


def _told_by(trace: dict[str, Any] | None) -> tuple[str, ...]:
    """What the failure of the trace says: of the same kind, with the lines of the execution that is shown."""
    failure = trace.get("failure") if trace is not None else None
    try:
        return failure_text(failure) if failure else ()
    except (KeyError, TypeError, AttributeError):
        return ()  # it comes from a process that is not trusted


def table(trace: dict[str, Any] | None) -> str:
    """The trace as text, a column per task; "" if there is none or it is not what the engine writes."""
    if trace is None:
        return ""
    # Imported only for a failure: most checks pass, and this brings in the whole engine.
    from grader.interleave.trace.model import Trace  # noqa: PLC0415
    from grader.interleave.trace.render import render_text  # noqa: PLC0415

    try:
        return render_text(Trace.from_json(trace), width=WIDTH)
    except Exception:  # noqa: BLE001  # it comes from a process that is not trusted
        return ""
