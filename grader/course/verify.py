"""Prove that the checks of an exercise tell right from wrong.

For each exercise: the stub fails a public check, the reference passes all, every mutant is
caught by each check that its docstring names, every accepted answer passes all; the points
of the checks sum to the card's, hints are not empty, and no file lies about that belongs
to nothing. Whatever is off becomes a sentence; nothing is repaired or guessed.
"""

from __future__ import annotations

import threading
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, Final

from grader.course.judge import Conditions, Runner, judge
from grader.course.variants import read_claim
from grader.results import Catch, Certificate, CheckResult, ExerciseResult, Role, Variant, Verification

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from grader.course.exercise import Exercise

CATCHES: Final[frozenset[str]] = frozenset({"failed", "timeout", "limit"})
"""The statuses that count as a mutant caught: a mutant that does not import proves nothing."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One file to judge: the unit of work and of progress."""

    exercise: Exercise
    role: Role
    file: Path
    conditions: Conditions

    @property
    def label(self) -> str:
        """What progress calls it."""
        named = self.role in {"mutant", "accepted"}
        return f"{self.exercise.id} {self.role}" + (f" {self.file.stem}" if named else "")


def plan(exercises: Sequence[Exercise], conditions: Conditions) -> list[Trial]:
    """Every file that verify judges, in the order in which the certificate shows them."""
    trials: list[Trial] = []
    for exercise in exercises:
        files: list[tuple[Role, Path]] = [("stub", exercise.stub), ("reference", exercise.solution)]
        files += [("mutant", path) for path in exercise.mutants]
        files += [("accepted", path) for path in exercise.accepted]
        for role, path in files:
            # A mutant is a matter of the checks that are meant for it: what else catches it proves nothing.
            only = read_claim(path).caught_by if role == "mutant" and path.is_file() else ()
            seen = replace(conditions, hidden=role != "stub", only=only)
            trials.append(Trial(exercise=exercise, role=role, file=path, conditions=seen))
    return trials


def verify(
    exercises: Sequence[Exercise],
    runner: Runner,
    *,
    conditions: Conditions,
    jobs: int,
    on_done: Callable[[Trial, Variant], None],
) -> Verification:
    """Judge all that `plan` lists, `jobs` at a time, and sum it up an exercise at a time."""
    stop = threading.Event()
    done: dict[Trial, tuple[Variant, ExerciseResult]] = {}
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        waiting: dict[Future[tuple[Variant, ExerciseResult]], Trial] = {
            pool.submit(run_trial, trial, runner, stop.is_set): trial for trial in plan(exercises, conditions)
        }
        trials = list(waiting.values())
        try:
            while waiting:
                finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in finished:
                    trial = waiting.pop(future)
                    done[trial] = future.result()
                    on_done(trial, done[trial][0])
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return Verification(
        exercises=tuple(
            _certificate(exercise, [done[trial] for trial in trials if trial.exercise == exercise])
            for exercise in exercises
        )
    )


def run_trial(
    trial: Trial, runner: Runner, stopping: Callable[[], bool] = lambda: False
) -> tuple[Variant, ExerciseResult]:
    """Judge one file and compare what happened with what should."""
    if not trial.file.is_file():
        missing = Variant(role=trial.role, name=trial.file.stem, problems=(f"there is no file {trial.file}.",))
        nothing = ExerciseResult(exercise=trial.exercise.id, status="missing", score=0, max_score=0)
        return missing, nothing
    begun = perf_counter()
    result = judge(trial.exercise, trial.file, trial.conditions, runner, stopping=stopping)
    seconds = perf_counter() - begun
    named = trial.role in {"mutant", "accepted"}
    claim = read_claim(trial.file) if named else None
    problems = list(_PROBLEMS[trial.role](result))
    if claim is not None and not claim.summary:
        problems.append("it has no docstring that says what it is.")
    meant_for = claim.caught_by if claim is not None and trial.role == "mutant" else ()
    if trial.role == "mutant":
        problems += _not_caught(meant_for, result.checks)
    variant = Variant(
        role=trial.role,
        name=trial.file.stem,
        meant_for=meant_for,
        caught_by=tuple(_catch(check) for check in result.checks if check.status != "passed"),
        problems=tuple(problems),
        seconds=seconds,
        executions=sum(check.executions for check in result.checks),
    )
    return variant, result


def _kit_failures(result: ExerciseResult) -> list[str]:
    return [
        f"{check.check} could not be judged ({check.status}): {check.message or 'no message'}"
        for check in result.checks
        if check.status in {"grader_error", "integrity"}
    ]


def _stub_problems(result: ExerciseResult) -> list[str]:
    if any(check.status in CATCHES for check in result.checks):
        return _kit_failures(result)
    if all(check.status == "passed" for check in result.checks):
        return ["it passes every public check; a student would have nothing to do."]
    return [*_kit_failures(result), *_student_errors(result)]


def _must_pass_problems(result: ExerciseResult) -> list[str]:
    return [
        f"{check.check} gives {check.status}"
        + (f" ({check.failure})" if check.failure else "")
        + f", expected passed: {check.message or 'no message'}"
        for check in result.checks
        if check.status != "passed"
    ]


def _mutant_problems(result: ExerciseResult) -> list[str]:
    return [*_kit_failures(result), *_student_errors(result)]


def _student_errors(result: ExerciseResult) -> list[str]:
    errors = [check for check in result.checks if check.status == "student_error"]
    return [f"it does not load: {errors[0].message}"] if errors else []


_PROBLEMS: Final[dict[Role, Callable[[ExerciseResult], list[str]]]] = {
    "stub": _stub_problems,
    "reference": _must_pass_problems,
    "accepted": _must_pass_problems,
    "mutant": _mutant_problems,
}


def _not_caught(meant_for: tuple[str, ...], checks: tuple[CheckResult, ...]) -> list[str]:
    """Each named check must exist and catch the mutant; other checks may catch it too."""
    if not meant_for:
        return ["its docstring has no line 'Caught by: <check>'."]
    problems = []
    for name in meant_for:
        named = [check for check in checks if check.check.partition("[")[0] == name or check.check == name]
        if not named:
            problems.append(f"there is no check {name}, which its docstring names.")
        elif not any(check.status in CATCHES for check in named):
            others = [check.check for check in checks if check.status in CATCHES]
            also = f"only by {', '.join(others)}" if others else "by nothing"
            problems.append(f"not caught by {name}, which its docstring names; caught {also}.")
        problems += [
            f"{name} catches it under {sum(map(bool, check.repeats))} of {len(check.repeats)} seeds only."
            for check in named
            if check.status in CATCHES and not all(check.repeats)
        ]
    return problems


def _catch(check: CheckResult) -> Catch:
    return Catch(
        check=check.check,
        status=check.status,
        failure=check.failure,
        first=check.evidence.first if check.evidence else None,
        message=check.message,
        repeats=check.repeats,
    )


def _certificate(exercise: Exercise, outcomes: list[tuple[Variant, ExerciseResult]]) -> Certificate:
    reference = next(result for variant, result in outcomes if variant.role == "reference")
    return Certificate(
        exercise=exercise.id,
        variants=tuple(variant for variant, _ in outcomes),
        problems=tuple(_exercise_problems(exercise, reference.checks)),
    )


def _exercise_problems(exercise: Exercise, checks: tuple[CheckResult, ...]) -> list[str]:
    problems = []
    total = sum(check.max_points for check in checks)
    if checks and total != exercise.points:
        problems.append(f"the points of its checks sum to {total}, the card says {exercise.points}.")
    if checks and all(check.hidden for check in checks):
        problems.append("it has no public check.")
    problems += [f"hint {number} is empty." for number, hint in enumerate(exercise.hints, 1) if not hint.strip()]
    if not exercise.mutants:
        problems.append(f"no mutants in {exercise.tests / 'mutants'}.")
    if not exercise.accepted:
        problems.append(f"no accepted answers in {exercise.tests / 'accepted'}.")
    return problems


def stray_files(exercises: Sequence[Exercise], course: Sequence[Exercise]) -> list[str]:
    """Files and folders of the chapters of `exercises` that belong to none of the course's, one sentence each."""
    problems = []
    for chapter in sorted({exercise.chapter for exercise in exercises}):
        mine = [exercise for exercise in course if exercise.chapter == chapter]
        names = {exercise.name for exercise in mine}
        root = mine[0].root
        places = [*(root / "exercises" / chapter).glob("*.py"), *(root / "solutions" / chapter).glob("*.py")]
        places += [path for path in (root / "tests" / chapter).glob("*/") if path.name != "__pycache__"]
        problems += [
            f"{path.relative_to(root)} belongs to no exercise of {chapter}'s chapter.toml."
            for path in sorted(places)
            if path.stem not in names and path.is_file() | (path / "test_checks.py").is_file()
        ]
    return problems
