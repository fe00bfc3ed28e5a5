"""`verify`: the course author's proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from grader.cli import common
from grader.course import Conditions, Exercise, Runner, Trial, plan, select, stray_files, verify
from grader.report import Progress, make_progress, plural, print_verification, variant_text
from grader.results import Variant, Verification, all_problems, to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

HELP: Final = """Prove that the checks tell right from wrong.

For each exercise: the stub fails a public check, the reference passes, every mutant is
caught by the checks that its docstring names, every accepted answer passes; points sum to
the card's, hints are not empty. Ends with the certificate.

\b
  verify            everything
  verify ch06       one chapter
  verify transfer   one exercise

Exit code: 0 proven, 1 something is off (each thing is listed), 2 the request made no sense.
"""


def command(
    targets: Annotated[list[str] | None, typer.Argument(help="ch06, ch06/transfer or transfer.")] = None,
    json: Annotated[
        str | None, typer.Option(metavar="PATH", help="Write what was found as JSON; - for stdout.")
    ] = None,
    seeds: Annotated[
        int, typer.Option(min=1, help="Run each check that explores under so many seeds; all must agree.")
    ] = 1,
    jobs: Annotated[int | None, typer.Option(min=1, help="Files at once.  [default: the cores]")] = None,
) -> None:
    """Read the options and leave with the exit code."""
    course = common.the_course()
    exercises = select(course, targets or [])
    out = common.stderr() if json == "-" else common.stdout()
    with make_progress(common.stderr()) as progress:
        found = run(exercises, common.runner(course, seeds=seeds), jobs or common.cores(), progress)
    code = show(out, exercises, course.exercises, found)
    if json is not None:
        common.write_text(json, to_json(found))
    raise typer.Exit(code)


def run(exercises: Sequence[Exercise], runner: Runner, jobs: int, progress: Progress) -> Verification:
    """Verify with progress."""
    conditions = Conditions(tier="T0")  # the course's own files
    progress.start(len(plan(exercises, conditions)))

    def done(trial: Trial, variant: Variant) -> None:
        progress.advance(f"{trial.label}: {variant_text(variant)}")

    return verify(exercises, runner, conditions=conditions, jobs=jobs, on_done=done)


def show(console: Console, exercises: Sequence[Exercise], course: Sequence[Exercise], found: Verification) -> int:
    """Print the certificate; the exit code."""
    stray = stray_files(exercises, course)
    trials = sum(len(certificate.variants) for certificate in found.exercises)
    console.print(f"Verified {plural(len(exercises), 'exercise')}, {plural(trials, 'file')}.")
    console.print()
    print_verification(console, found, stray=stray)
    return 1 if stray or any(all_problems(certificate) for certificate in found.exercises) else 0
