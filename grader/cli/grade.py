"""`grade`: a folder of students' folders in, results out, and on again after a stop."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from grader.cli import common, reports
from grader.course import TIMEOUT_SECONDS, Conditions, Course, Exercise, KitError, Runner, select
from grader.grading import (
    SEED,
    Grading,
    ResultsFolder,
    Submission,
    Unit,
    assemble,
    check_references,
    collect,
    grade,
    open_folder,
    open_store,
    plan,
    surroundings,
    write_atomic,
)
from grader.report import Progress, make_progress, overall, plural
from grader.results import ExerciseResult, Results, Run, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

INTERRUPTED: Final = 130

HELP: Final = """Grade a folder that holds one folder for each student.

A student's file for ch06/transfer is looked for as ch06/transfer.py, transfer.py or
exercises/ch06/transfer.py in the student's folder. Only regular files are read.

Verdicts are kept in RESULTS as they come; after Ctrl-C or a crash the same command goes on
where it stopped. RESULTS then holds results.json and a report for each student.

\b
  grade submissions --out results
  grade submissions --out results --chapter ch06 --exercise transfer

Exit code: 0 every score is known, 1 some are withheld, 2 the request made no sense,
130 interrupted.
"""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the command line asks for."""

    submissions: Path
    out: Path
    chapter: str | None = None
    exercises: Sequence[str] = ()
    jobs: int = 1
    tier: str = "T0"
    timeout: float = TIMEOUT_SECONDS


def command(
    *,
    submissions: Annotated[Path, typer.Argument(help="The folder that holds a folder for each student.")],
    out: Annotated[Path, typer.Option(metavar="RESULTS", help="The folder for results; made if it is not there.")],
    chapter: Annotated[str | None, typer.Option(help="Only this chapter.")] = None,
    exercise: Annotated[list[str] | None, typer.Option(help="Only this exercise; may be given again.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Files at once.  [default: the cores]")] = None,
    tier: Annotated[str | None, typer.Option(help="The walls to demand (see doctor).  [default: the best]")] = None,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="Grade without walls if there are none.")] = False,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds of wall clock for an exercise.")] = TIMEOUT_SECONDS,
) -> None:
    """Read the options and leave with the exit code."""
    course = common.the_course()
    request = Request(
        submissions=submissions,
        out=out,
        chapter=chapter,
        exercises=exercise or (),
        jobs=jobs or common.cores(),
        tier=common.walls(tier, unsafe=unsafe),
        timeout=timeout,
    )
    with make_progress(common.stderr()) as progress:
        results = run(request, course, common.runner(course), progress)
    show(common.stdout(), request, course, results)
    raise typer.Exit(exit_code(results))


def run(request: Request, course: Course, runner: Runner, progress: Progress) -> Results:
    """Grade, write results.json and the students' reports."""
    submissions, exercises = choose(request, course)
    conditions = Conditions(tier=request.tier, timeout=request.timeout)
    around = surroundings(exercises, conditions, request.tier)
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder(request.out, submissions=request.submissions))
        store = stack.enter_context(open_store(folder.store))
        stop = stack.enter_context(_stop_on_signals(progress))
        grading = Grading(
            surroundings=around,
            conditions=conditions,
            runner=runner,
            store=store,
            jobs=request.jobs,
            listener=_Report(progress),
            stopping=stop.is_set,
        )
        started = _now()
        progress.note(f"Course {course.root}: trying the references of {plural(len(exercises), 'exercise')} first ...")
        check_references(exercises, grading)
        complete = grade(plan(submissions, exercises, around), grading)
        run_info = Run(
            started=started,
            finished=_now() if complete else None,
            python=around.python,
            engine=around.engine,
            limits=around.limits,
            seed=SEED,
            tier=request.tier,
            exercises=tuple(exercise.id for exercise in exercises),
        )
        results = assemble(run_info, submissions, exercises, around, store)
        _write(folder, results, exercises)
    return results


def choose(request: Request, course: Course) -> tuple[list[Submission], tuple[Exercise, ...]]:
    """The submissions, and the exercises that are graded: as asked, else all chapters handed in."""
    if request.exercises:
        prefix = f"{request.chapter}/" if request.chapter else ""
        exercises = select(course, [name if "/" in name else prefix + name for name in request.exercises])
    else:
        exercises = select(course, [request.chapter] if request.chapter else [])
    submissions = collect(request.submissions, exercises)
    if not request.exercises and not request.chapter:
        touched = {e.chapter for e in exercises for s in submissions if s.files[e.id].present}
        exercises = tuple(exercise for exercise in exercises if exercise.chapter in touched)
        if not exercises:
            raise KitError(
                f"No student's folder in {request.submissions} holds a file of any exercise.",
                cause="the files have other names, or lie deeper.",
                next_step="put them at ch06/transfer.py or transfer.py in each student's folder.",
            )
    return submissions, exercises


class _Report:
    """Tells the progress line what the run tells us."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def planned(self, *, total: int, done_before: int) -> None:
        if done_before:
            self._progress.note(f"{done_before} of {plural(total, 'file')} have a verdict from an earlier run.")
        self._progress.start(total, done_before)

    def judged(self, unit: Unit, result: ExerciseResult) -> None:
        who = unit.students[0] + (f" and {len(unit.students) - 1} more" if len(unit.students) > 1 else "")
        self._progress.advance(f"{unit.exercise.name} {overall(result)}: {who}")

    def again(self, unit: Unit) -> None:
        self._progress.note(f"{unit.exercise.id} of {unit.students[0]} timed out; it will be run again, alone.")


@contextmanager
def _stop_on_signals(progress: Progress) -> Iterator[threading.Event]:
    """Ctrl-C asks the run to end after the checks that run now; a second one leaves at once."""
    stop = threading.Event()

    def ask(number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        text = f"Stopping ({signal.Signals(number).name}): waiting for the checks that run now ..."
        try:
            progress.note(text)
        except RuntimeError:  # the signal came in the middle of a write to the same stream, which refuses a second one
            os.write(sys.stderr.fileno(), f"{text}\n".encode())

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write(folder: ResultsFolder, results: Results, exercises: Sequence[Exercise]) -> None:
    titles = {exercise.id: exercise.title for exercise in exercises}
    for name, text in reports.student_reports(results, titles).items():
        write_atomic(folder.students / name, text)
    write_atomic(folder.results, to_json(results))


def show(console: Console, request: Request, course: Course, results: Results) -> None:
    """Print what an instructor reads."""
    chapters = {exercise.partition("/")[0] for exercise in results.run.exercises}
    titles = [f"{chapter.id} {chapter.title}" for chapter in course.chapters if chapter.id in chapters]
    reports.print_all(console, results, title=", ".join(titles))
    console.print()
    console.print(f"Results: {request.out / 'results.json'}; a report for each student: {request.out / 'students'}")
    if results.run.finished is None:
        console.print("Interrupted. The same command goes on where it stopped.", style="bold")


def exit_code(results: Results) -> int:
    """0 all scores known, 1 some withheld, 130 interrupted."""
    if results.run.finished is None:
        return INTERRUPTED
    return 0 if all(submission.score is not None for submission in results.submissions) else 1


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
