"""What commands share: the course, the console, the cores, the next command to type."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course import Course, KitError, Runner, find_root, load_course
from grader.report import make_console

if TYPE_CHECKING:
    from rich.console import Console


def the_course() -> Course:
    """The course around the working directory."""
    return load_course(find_root(Path.cwd()))


def stdout() -> Console:
    """The console for results."""
    return make_console(sys.stdout, os.environ)


def stderr() -> Console:
    """The console for progress and errors."""
    return make_console(sys.stderr, os.environ)


def runner(course: Course, *, seeds: int = 1) -> Runner:
    """The real runner of checks for a course. Imported late: help and hints do without it."""
    from grader.checks.run import run_checks  # noqa: PLC0415 - see above

    return partial(run_checks, root=course.root, seeds=seeds)


def cores() -> int:
    """How many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def next_command(*words: str) -> str:
    """A command line that the reader can type as it stands."""
    return " ".join([os.environ.get("GRADER_PROG") or "python -m grader", *words])


def write_text(target: str, text: str) -> None:
    """Write to a file, or to standard output for `-`. Raises KitError if it cannot be."""
    if target == "-":
        sys.stdout.write(text)
        return
    from grader.grading import write_atomic  # noqa: PLC0415 - most commands write no file

    try:
        write_atomic(Path(target), text)
    except OSError as error:
        raise KitError(
            f"{target} cannot be written: {error.strerror}.", next_step="give a file in a folder that exists."
        ) from error


def walls(wanted: str | None, *, unsafe: bool) -> str:
    """The tier to grade under. Raises KitError for a tier that does not work here.

    Without walls (T0) strangers' code runs with all that the grader's user may do, so that
    needs to be said: `--unsafe`, or `--tier T0`.
    """
    from grader.sandbox.probe import TIERS, choose_tier  # noqa: PLC0415 - not for --help

    if wanted is not None and wanted not in TIERS:
        raise KitError(f"There is no tier {wanted!r}.", next_step=f"choose one of: {', '.join(TIERS)}.")
    try:
        found = choose_tier(wanted or "T0")
    except RuntimeError as error:
        raise KitError(
            f"Tier {wanted or 'T0'} does not work on this machine.",
            cause=str(error),
            next_step=f"run {next_command('doctor')} to see what does.",
        ) from error
    if wanted is None and found == "T0" and not unsafe:
        raise KitError(
            "This machine gives no walls round strangers' code (tier T0 only).",
            cause="bubblewrap is not installed, or user namespaces are switched off.",
            next_step=f"run {next_command('doctor')}; or add --unsafe if you trust every submission.",
        )
    return wanted or found
