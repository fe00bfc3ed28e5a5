"""Show a check's failure again, from its token and the file.

The token names an exploration of the exercise's checks. So the checks are run once more, in a process of their own as
always, but none of their explorations is carried out: the one that the token names replays the one schedule, the
others are skipped.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from grader.checks.evidence import table
from grader.checks.failed import CheckFailed
from grader.checks.run import checks_of, pytest_command, read_records, run_pytest
from grader.checks.subject import read_source
from grader.checks.text import builds_sentence, failure_text
from grader.checks.token import BadToken, CheckToken

__all__ = ["replay_check"]


def replay_check(
    token: str, submission_file: Path, *, tier: str = "T0", root: Path | None = None, timeout: float = 60.0
) -> str:
    """The interleaving that the token stands for, as text.

    Raises ``BadToken`` for a text that is no token of a check that there is, and ``CheckFailed`` when the replay does
    not get there: most often the file is not the one that failed.
    """
    wanted = CheckToken.parse(token)
    read_source(submission_file)
    tests = checks_of(wanted.exercise, root)
    if not tests.is_file():
        raise BadToken(f"the token is of an exercise without checks: {wanted.exercise}")
    with tempfile.TemporaryDirectory(prefix="replay-") as scratch:
        report = Path(scratch) / "report.json"
        options = [f"--submission={submission_file.absolute()}", f"--tier={tier}", f"--exercise={wanted.exercise}"]
        line = pytest_command(tests, report, [*options, f"--replay-call={wanted.call}", f"--replay={wanted.engine}"])
        code, text = run_pytest(line, scratch, timeout)
        if code is None:
            raise CheckFailed("timeout", f"the replay did not end within {timeout:g} seconds")
        try:
            records = read_records(report)
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise CheckFailed("grader_error", f"the replay left no report ({error}): {text[-1000:]}") from None
    for record in records:
        if record.get("status") == "replayed":
            return _text(record)
        if record.get("status") == "not-replayed":
            raise CheckFailed("failed", str(record.get("message")))
    raise BadToken("no check of the exercise explores what the token names: the checks have changed since")


def _text(record: dict[str, Any]) -> str:
    trace = record["evidence"]["trace"]
    failure = trace.get("failure")
    lines = [table(trace), ""]
    if isinstance(failure, dict):
        lines += [*failure_text(failure), ""]
    else:
        lines += [f"It ended with {trace.get('value', '')}", ""]
    return "\n".join([*lines, builds_sentence(trace.get("builds", "default"))])
