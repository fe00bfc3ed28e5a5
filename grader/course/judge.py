"""Run the checks of one exercise on one file, whatever happens.

The runner comes as an argument: verify, check and grade share this one door to it, and
tests pass a runner of their own.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from grader.results import CheckResult, ExerciseResult, score_exercise

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.course.exercise import Exercise

ATTEMPTS: Final = 3
"""How often the checks are tried before a failure of the kit itself is shown."""

TIMEOUT_SECONDS: Final = 60.0
"""Wall clock for all checks of one exercise. Generous: it ends hangs; budgets of steps judge."""


class Runner(Protocol):
    """What runs the checks of an exercise on a file, in processes of its own.

    Called from several threads at once. Returns one result a check; a check that could
    not be judged for a reason of the kit's own has the status `grader_error`.
    """

    def __call__(
        self,
        exercise_id: str,
        submission_file: Path,
        *,
        hidden: bool,
        tier: str | None,
        timeout: float,
        shown_as: str | None,
        only: tuple[str, ...],
    ) -> list[CheckResult]:
        """Run the checks."""
        ...


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """Under what the checks run: part of what decides a verdict."""

    hidden: bool = True
    tier: str | None = None
    timeout: float = TIMEOUT_SECONDS
    shown_as: str | None = None
    """What texts call the file when it is a copy; None: its own path."""
    only: tuple[str, ...] = ()
    """The checks to run, by function name; () or names that there are not: all."""


def judge(
    exercise: Exercise,
    file: Path,
    conditions: Conditions,
    runner: Runner,
    *,
    stopping: Callable[[], bool] = lambda: False,
) -> ExerciseResult:
    """Judge `file`; never raises. A failure of the kit is tried again, then withheld.

    `stopping` is asked before each new attempt, so that an interrupted run ends soon.
    """
    for attempt in range(1, ATTEMPTS + 1):
        checks = _run(exercise, file, conditions, runner)
        broken = [check for check in checks if check.status == "grader_error"]
        if not broken or attempt == ATTEMPTS or stopping():
            break
    return _score(exercise, checks, conditions, broken[0].message if broken else "")


def kit_failure(exercise: Exercise, message: str) -> ExerciseResult:
    """The result of a file that the kit could not even begin to judge: withheld."""
    return _score(exercise, [_kit_failure(message)], Conditions(), message)


def _score(exercise: Exercise, checks: list[CheckResult], conditions: Conditions, message: str) -> ExerciseResult:
    return score_exercise(exercise.id, checks, exercise.points if conditions.hidden else None, message)


def _run(exercise: Exercise, file: Path, conditions: Conditions, runner: Runner) -> list[CheckResult]:
    try:
        checks = runner(
            exercise.id,
            file,
            hidden=conditions.hidden,
            tier=conditions.tier,
            timeout=conditions.timeout,
            shown_as=conditions.shown_as,
            only=conditions.only,
        )
    except Exception as error:  # noqa: BLE001 - a run that stops at one submission fails all others
        where = traceback.extract_tb(error.__traceback__)[-1]
        checks = [_kit_failure(f"{type(error).__name__}: {error} ({where.filename}:{where.lineno})")]
    return checks or [_kit_failure("the run of the checks reported no check at all")]


def _kit_failure(message: str) -> CheckResult:
    return CheckResult(check="run_checks", status="grader_error", message=message)
