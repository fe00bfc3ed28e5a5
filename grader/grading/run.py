"""Judge what has no final verdict yet, over the cores, and keep each verdict at once.

The unit of work is a key, not a student: equal files are judged once. What may happen to
one unit (a hang, a crash, a failure of the kit) never stops the others. Two rules protect
marks: a failure of the kit is tried again and then withheld, and a timeout counts only
after a second run, with nothing beside it, has timed out as well.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from grader.course import Conditions, Exercise, KitError, Runner, judge, kit_failure

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from grader.grading.collect import Submission
    from grader.grading.keys import Key, Surroundings
    from grader.grading.store import Store
    from grader.results import ExerciseResult

_WAKE_SECONDS: Final = 0.2
"""How soon the handler of Ctrl-C gets to run while all checks are busy: it runs between waits."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One file to judge, for everyone who handed it in."""

    exercise: Exercise
    key: Key
    text: str
    students: tuple[str, ...]


class Listener(Protocol):
    """Who wants to know how the run goes on; called from the thread that runs `grade`."""

    def planned(self, *, total: int, done_before: int) -> None:
        """So many files to judge, of which so many have a verdict from an earlier run."""

    def judged(self, unit: Unit, result: ExerciseResult) -> None:
        """A file got its verdict."""

    def again(self, unit: Unit) -> None:
        """A file timed out; it will be judged once more, alone."""


@dataclass(frozen=True, kw_only=True)
class Grading:
    """Everything a run needs beside the submissions."""

    surroundings: Surroundings
    conditions: Conditions
    runner: Runner
    store: Store
    jobs: int
    listener: Listener
    stopping: Callable[[], bool] = lambda: False


def plan(submissions: Sequence[Submission], exercises: Sequence[Exercise], around: Surroundings) -> list[Unit]:
    """One unit for each different file, in course order, then in order of student."""
    units: list[Unit] = []
    for exercise in exercises:
        owners: dict[str, list[str]] = {}
        for submission in submissions:
            text = submission.files[exercise.id].text
            if text is not None:
                owners.setdefault(text, []).append(submission.student)
        units += [
            Unit(exercise=exercise, key=around.key(exercise, text), text=text, students=tuple(students))
            for text, students in owners.items()
        ]
    return units


def grade(units: Sequence[Unit], grading: Grading) -> bool:
    """Judge every unit that has no final verdict. False when it was stopped before the end."""
    todo = [unit for unit in units if not grading.store.is_final(unit.key)]
    grading.listener.planned(total=len(units), done_before=len(units) - len(todo))
    timed_out: list[Unit] = []
    with closing(_judged(todo, grading, grading.jobs)) as verdicts:
        for unit, result in verdicts:
            if grading.jobs > 1 and any(check.status == "timeout" for check in result.checks):
                grading.listener.again(unit)
                timed_out.append(unit)
            else:
                _keep(unit, result, grading)
    with closing(_judged(timed_out, grading, jobs=1)) as verdicts:
        for unit, result in verdicts:
            _keep(unit, result, grading)
    return not grading.stopping()


def check_references(exercises: Sequence[Exercise], grading: Grading) -> None:
    """Judge the references first: a kit that fails its own answers must grade nobody.

    Raises KitError that names the check and what it said.
    """
    units = []
    for exercise in exercises:
        if not exercise.solution.is_file():
            raise KitError(f"There is no reference {exercise.solution}.", next_step=f"run verify {exercise.id}.")
        text = exercise.solution.read_text(encoding="utf-8")
        key = grading.surroundings.key(exercise, text)
        units.append(Unit(exercise=exercise, key=key, text=text, students=()))
    todo = [unit for unit in units if not grading.store.is_final(unit.key)]
    with closing(_judged(todo, grading, grading.jobs)) as verdicts:
        for unit, result in verdicts:
            if not grading.stopping():
                grading.store.put(unit.key, result, final=_is_final(result))
    for unit in units:
        kept = grading.store.get(unit.key)
        bad = [check for check in kept.checks if check.status != "passed"] if kept else []
        if bad:
            raise KitError(
                f"The reference of {unit.exercise.id} fails {bad[0].check} ({bad[0].status}): {bad[0].message}",
                cause="the kit or this machine is broken; nobody is graded.",
                next_step=f"run verify {unit.exercise.id} and doctor.",
            )


def _keep(unit: Unit, result: ExerciseResult, grading: Grading) -> None:
    final = _is_final(result)
    if grading.stopping() and not final:
        return  # the interruption itself may be what failed
    grading.store.put(unit.key, result, final=final)
    grading.listener.judged(unit, result)


def _is_final(result: ExerciseResult) -> bool:
    return not any(check.status == "grader_error" for check in result.checks)


def _judged(units: Sequence[Unit], grading: Grading, jobs: int) -> Generator[tuple[Unit, ExerciseResult]]:
    """Judge `jobs` units at a time; results as they come. Stops early when asked to, or closed."""
    with tempfile.TemporaryDirectory(prefix="grader-") as stage, ThreadPoolExecutor(max_workers=jobs) as pool:
        waiting: dict[Future[ExerciseResult | None], Unit] = {
            pool.submit(_judge, unit, Path(stage) / str(number), grading): unit for number, unit in enumerate(units)
        }
        try:
            while waiting:
                finished, _ = wait(waiting, timeout=_WAKE_SECONDS, return_when=FIRST_COMPLETED)
                for future in finished:
                    unit, result = waiting.pop(future), future.result()
                    if result is not None:
                        yield unit, result
        finally:  # whoever reads the verdicts gave up: the rest is not begun
            for future in waiting:
                future.cancel()


def _judge(unit: Unit, folder: Path, grading: Grading) -> ExerciseResult | None:
    """Judge a staged copy: what the student's folder holds may change meanwhile. None when stopping."""
    if grading.stopping():
        return None
    file = folder / unit.exercise.chapter / f"{unit.exercise.name}.py"
    conditions = replace(grading.conditions, shown_as=f"{unit.exercise.id}.py")
    try:
        file.parent.mkdir(parents=True)
        file.write_bytes(unit.text.encode("utf-8"))
    except OSError as error:
        return kit_failure(unit.exercise, f"the file could not be copied: {error.strerror}")
    try:
        return judge(unit.exercise, file, conditions, grading.runner, stopping=grading.stopping)
    finally:
        file.unlink(missing_ok=True)
