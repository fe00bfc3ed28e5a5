"""The words that `make` takes: what each needs, what it runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple, NoReturn, Sequence

from grader.bootstrap import interpreters
from grader.bootstrap.environment import set_up
from grader.bootstrap.install import ROOT, python_of
from grader.bootstrap.terminal import SetupFailed, say

FAILED = 1
MISUSE = 2
INTERRUPTED = 130


class Task(NamedTuple):
    """One word: the extras that its environment needs, and the arguments that Python is started with."""

    extras: tuple[str, ...]
    command: tuple[str, ...]
    #: Run at the checkout's root; otherwise where the person is, so that their paths mean what they think.
    at_root: bool = False


#: The packages that chapters teach: whoever runs students' code needs them.
TAUGHT = ("course",)

TASKS = {
    "check": Task(TAUGHT, ("-m", "grader", "check")),
    "hint": Task((), ("-m", "grader", "hint")),
    "verify": Task(TAUGHT, ("-m", "grader", "verify")),
    "grade": Task(TAUGHT, ("-m", "grader", "grade")),
    "setup": Task(TAUGHT, ()),
    "where": Task((), ()),  # prints the environment's Python; the words are extras. For scripts
    "test": Task((*TAUGHT, "dev"), ("-m", "pytest"), at_root=True),
    "golden": Task((*TAUGHT, "dev"), ("-m", "pytest", "--update-golden"), at_root=True),
    "ruff": Task(("dev",), ("-m", "ruff", "check"), at_root=True),
    "mypy": Task(("dev",), ("-m", "mypy"), at_root=True),
    "bench": Task(("bench",), ("tests/bench",), at_root=True),
}


def list_pythons() -> None:
    """Print one usable interpreter a version, for scripts that test on all of them."""
    for python in sorted(interpreters.usable()[0], key=lambda python: python.version):
        print(python.path)


def become(task: Task, words: Sequence[str], environment: Path) -> NoReturn:
    """Run the task instead of this process. The commands name themselves as the person can type them."""
    if task.at_root:
        os.chdir(ROOT)
    command = environment / "bin" / "grader"
    shown = command.relative_to(ROOT) if Path.cwd() == ROOT else command
    python = str(python_of(environment))
    os.execve(python, [python, *task.command, *words], {**os.environ, "GRADER_PROG": str(shown)})


def main(argv: Sequence[str]) -> int:
    """Set up what the task needs, then become it."""
    verb, words = (argv[0], argv[1:]) if argv else ("", ())
    if verb == "pythons":
        list_pythons()
        return 0
    if verb not in TASKS:
        say(f"bootstrap knows no task {verb!r}. Tasks: {', '.join(TASKS)}, pythons.")
        return MISUSE
    task = TASKS[verb]
    try:
        environment = set_up(tuple(words) if verb == "where" else task.extras)
    except SetupFailed as failure:
        say(str(failure))
        return FAILED
    except KeyboardInterrupt:
        say("\nInterrupted. The next make starts the set-up over.")
        return INTERRUPTED
    if task.command:
        return become(task, words, environment)
    if verb == "where":
        print(python_of(environment))
    else:
        say(f"Ready. The command is {environment.relative_to(ROOT)}/bin/grader.")
    return 0
