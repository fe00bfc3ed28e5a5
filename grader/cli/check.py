"""`check`: judge the files that a student edits, and show what breaks them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from grader.cli import common
from grader.course import Conditions, Exercise, KitError, Runner, judge, select
from grader.grading import SEED, find_file, surroundings
from grader.report import Progress, make_progress, overall, plural, print_exercise_table, print_failures
from grader.results import ExerciseResult, Results, Run, score_submission, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

HELP: Final = """Judge your answers to a chapter or to one exercise.

Runs each answer under many interleavings and shows, for the first property of an exercise
that breaks, the interleaving that breaks it. The same answer gets the same verdict every
time.

\b
  check ch06             all exercises of chapter 6
  check ch06 transfer    one exercise
  check                  everything

Exit code: 0 all passed, 1 something did not pass, 2 the request made no sense.
"""


def command(
    *,
    target: Annotated[str | None, typer.Argument(help="ch06, ch06/transfer or transfer.", show_default=False)] = None,
    exercise: Annotated[str | None, typer.Argument(help="An exercise of the chapter.", show_default=False)] = None,
    submission: Annotated[
        Path | None, typer.Option(help="Judge the files in this folder (or this file) instead of exercises/.")
    ] = None,
    hidden: Annotated[bool, typer.Option("--hidden/--public-only", help="Run the hidden checks too.")] = False,
    json: Annotated[str | None, typer.Option(metavar="PATH", help="Write the results as JSON; - for stdout.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Exercises at once.  [default: the cores]")] = None,
) -> None:
    """Read the options and leave with the exit code."""
    course = common.the_course()
    names = [] if target is None else [target if exercise is None else f"{target}/{exercise}"]
    exercises = select(course, names)
    conditions = Conditions(hidden=hidden, tier="T0")  # your own code, on your own machine
    files = answers(exercises, submission, course.root)
    out = common.stderr() if json == "-" else common.stdout()
    kind = "all checks" if hidden else "public checks"
    out.print(f"Checking {plural(len(exercises), 'exercise')} ({kind}) ...")
    started = _now()
    with make_progress(common.stderr(), log_seconds=0) as progress:
        results = run(
            exercises, files, conditions, runner=common.runner(course), jobs=jobs or common.cores(), progress=progress
        )
    show(out, exercises, results)
    if json is not None:
        name = (submission or course.root / "exercises").resolve().name
        common.write_text(json, to_json(_as_results(name, exercises, results, conditions, started)))
    raise typer.Exit(exit_code(results))


def answers(exercises: Sequence[Exercise], submission: Path | None, root: Path) -> dict[str, Path | ExerciseResult]:
    """The file to judge for each exercise, or the result that stands because there is none."""
    if submission is not None and not submission.exists():
        raise KitError(
            f"There is no file or folder {submission}.",
            cause="a typing error, or a path meant from another folder.",
            next_step="give the folder that holds your answers.",
        )
    if submission is not None and submission.is_file():
        if len(exercises) != 1:
            raise KitError(
                f"{submission} is one file, but {len(exercises)} exercises are to be checked.",
                next_step=f"name the exercise, for example: check {exercises[0].id} --submission {submission}.",
            )
        return {exercises[0].id: submission.resolve()}
    folder = (submission or root).resolve()
    return {exercise.id: _answer(folder, exercise) for exercise in exercises}


def _answer(folder: Path, exercise: Exercise) -> Path | ExerciseResult:
    handed_in = find_file(folder, exercise)
    if handed_in.place is not None:
        return folder / handed_in.place
    return ExerciseResult(
        exercise=exercise.id,
        status="unusable" if handed_in.present else "missing",
        score=0,
        max_score=exercise.points,
        message=handed_in.note,
    )


def run(
    exercises: Sequence[Exercise],
    files: dict[str, Path | ExerciseResult],
    conditions: Conditions,
    *,
    runner: Runner,
    jobs: int,
    progress: Progress,
) -> list[ExerciseResult]:
    """Judge all, `jobs` at a time; results in the order of `exercises`."""

    def one(exercise: Exercise) -> ExerciseResult:
        file = files[exercise.id]
        if isinstance(file, ExerciseResult):
            return file
        return judge(exercise, file, conditions, runner, stopping=stop.is_set)

    stop = threading.Event()
    progress.start(len(exercises))
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        try:
            futures = {exercise.id: pool.submit(one, exercise) for exercise in exercises}
            for future in as_completed(futures.values()):
                result = future.result()
                progress.advance(f"{result.exercise}: {overall(result)}")
        except KeyboardInterrupt:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [futures[exercise.id].result() for exercise in exercises]


def show(
    console: Console,
    exercises: Sequence[Exercise],
    results: Sequence[ExerciseResult],
    hint_command: Callable[[str], str] = lambda exercise: common.next_command("hint", exercise),
) -> None:
    """Print what a student reads."""
    console.print()
    titles = {exercise.id: exercise.title for exercise in exercises}
    print_failures(console, results, titles=titles, hint_command=hint_command)
    print_exercise_table(console, results)
    passed = sum(overall(result) == "passed" for result in results)
    console.print()
    console.print(f"{passed} of {plural(len(results), 'exercise')} passed.")


def exit_code(results: Sequence[ExerciseResult]) -> int:
    """0 when every exercise passed."""
    return 0 if all(overall(result) == "passed" for result in results) else 1


def _as_results(
    name: str, exercises: Sequence[Exercise], results: list[ExerciseResult], conditions: Conditions, started: str
) -> Results:
    tier = conditions.tier or ""
    around = surroundings(exercises, conditions, tier)
    run_info = Run(
        started=started,
        finished=_now(),
        python=around.python,
        engine=around.engine,
        limits=around.limits,
        seed=SEED,
        tier=tier,
        exercises=tuple(exercise.id for exercise in exercises),
    )
    return Results(run=run_info, submissions=(score_submission(name, results),))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
