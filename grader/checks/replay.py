"""Show a check's failure again, from its token and the file."""

from __future__ import annotations

from pathlib import Path

from grader.checks.evidence import table
from grader.checks.failed import CheckFailed
from grader.checks.subject import Submission, Workers, read_source
from grader.checks.text import builds_sentence, waits_text
from grader.checks.token import CheckToken
from grader.sandbox.limits import Limits
from grader.worker.protocol import Collect, Traced

__all__ = ["replay_check"]


def replay_check(token: str, submission_file: Path, *, tier: str = "T0", root: Path | None = None) -> str:
    """The interleaving that the token stands for, as text.

    Raises ``BadToken`` for a text that is no token, and ``CheckFailed`` when the replay does not get there: most
    often the file is not the one that failed.
    """
    wanted = CheckToken.parse(token)
    folder = (root or Path(__file__).resolve().parents[2]) / "tests" / wanted.exercise
    workers = Workers(tier, Limits())
    submission = Submission(
        exercise=wanted.exercise,
        path=submission_file,
        source=read_source(submission_file),
        workers=workers,
        scenarios=(folder / "scenarios.py").read_text(encoding="utf-8"),
    )
    answers = submission.ask(Collect(request="", scenario=wanted.scenario, args=wanted.args, token=wanted.engine))
    traces = [each.trace for each in answers if isinstance(each, Traced)]
    if len(traces) != 1:
        raise CheckFailed("integrity", "the worker answered a replay with something else")
    trace = traces[0]
    failure = trace.get("failure")
    builds = (
        "free-threaded"
        if any(row.get("builds") == "free-threaded" and row.get("switch") for row in trace["rows"])
        else "default"
    )
    lines = [table(trace), ""]
    if isinstance(failure, dict):
        lines += [f"{failure['kind']}: {failure['message']}", *waits_text(failure.get("waits") or [])]
    else:
        lines.append(f"The scenario {wanted.scenario} returned {trace.get('value', '')}")
    return "\n".join([*lines, builds_sentence(builds)])
