"""One check under several seeds: how sure it is to catch, and that it raises no false alarm.

What does not explore cannot depend on a seed and is asked once. The explorations of the seeds after the first share
one worker: the file is the course's own, and a worker's start would cost more than most explorations.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import msgspec

from grader.checks.failed import CheckFailed
from grader.checks.subject import Submission
from grader.sandbox.session import NoAnswer, Session
from grader.worker.protocol import Explore

__all__ = ["run_under_seeds"]


def run_under_seeds(submission: Submission, seeds: int, check: Callable[[], None]) -> None:
    """Run ``check`` under each seed; then raise what it raised first, if anything.

    ``submission.repeats`` has, for each seed, the execution that broke the check, 0 if none did, or -1 if it broke
    without one to blame (no schedule did what one should). A check that explores nothing
    or does not get an answer runs once.
    """
    first: BaseException | None = None
    repeats = submission.repeats
    with ExitStack() as stack:
        submission.instead = _Asker(submission, stack)
        for shift in range(seeds):
            submission.shift = shift
            try:
                check()
            except (CheckFailed, AssertionError) as error:
                first = first or error
                if isinstance(error, CheckFailed) and error.status != "failed":
                    break
                repeats.append(_execution(error))
            else:
                repeats.append(0)
            if not submission.explorations:
                break
    if len(repeats) < seeds:
        repeats.clear()
    if first is not None:
        raise first


def _execution(error: BaseException) -> int:
    evidence = error.evidence if isinstance(error, CheckFailed) else None
    return (evidence.first if evidence is not None else None) or -1


class _Asker:
    """Stands in for ``Submission.ask`` while a check runs again and again."""

    def __init__(self, submission: Submission, stack: ExitStack) -> None:
        self._submission, self._stack = submission, stack
        self._worker: Session | None = None
        self._known: dict[bytes, list[Any]] = {}

    def __call__(self, request: Any, factor: float) -> list[Any]:
        if not isinstance(request, Explore):
            key = msgspec.json.encode(request)
            if key not in self._known:
                self._known[key] = self._submission.ask_fresh(request, factor)
            return self._known[key]
        if not self._submission.shift:
            return self._submission.ask_fresh(request, factor)
        if self._worker is None:
            self._worker = self._stack.enter_context(self._submission.worker(_SHARED_FACTOR))
        try:
            return list(self._worker.ask(request))
        except NoAnswer as error:
            self._worker = None
            raise CheckFailed(error.status, error.message) from None


#: The shared worker lives as long as a check under all its seeds.
_SHARED_FACTOR = 30.0
