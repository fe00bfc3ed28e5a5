"""One plain run of a scenario on the real machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.worker.plain import Unencodable, plain, type_name
from grader.worker.protocol import Call, Mishap, Observed, Up
from grader.worker.subject import Subject, describe, student_line

__all__ = ["Watch", "call", "run_once"]


class Watch:
    """What threads did that nobody waited for: exceptions they died of, and threads that are still there."""

    def __init__(self) -> None:
        self.uncaught: list[Mishap] = []
        self._before = set(threading.enumerate())

    def install(self, filename: str) -> None:
        """Hear of uncaught exceptions from now on; to be repeated after the submission was loaded."""

        def hear(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None and args.exc_type is not SystemExit:
                name = args.thread.name if args.thread is not None else ""
                self.uncaught.append(mishap(args.exc_value, filename, task=str(name)))

        threading.excepthook = hear

    def leaked(self, grace: float) -> list[str]:
        """Names of non-daemon threads that do not end within this many seconds."""
        left = [thread for thread in threading.enumerate() if thread not in self._before and not thread.daemon]
        for thread in left:
            thread.join(grace / len(left))
        return [str(thread.name)[:80] for thread in left if thread.is_alive()]


def call(subject: Subject, request: Call) -> Iterator[Up]:
    """Load the submission, run the scenario once, say what came of it."""
    watch = Watch()
    value, failure = run_once(subject, request.scenario, request.args, watch)
    leaked = watch.leaked(grace=0.2)
    if failure is None and watch.uncaught:
        failure = watch.uncaught[0]
    yield Observed(request=request.request, value=value, failure=failure, leaked=leaked)


def run_once(subject: Subject, scenario: str, args: list[Any], watch: Watch) -> tuple[Any, Mishap | None]:
    """The scenario's result as plain data, or what went wrong. A fault of ``scenarios.py`` itself is raised."""
    run = subject.stage()[scenario]
    watch.install(subject.filename)
    module = subject.fresh()
    watch.install(subject.filename)
    try:
        result = run(module, *args)
    except BaseException as error:  # a scenario calls student code, which can raise anything
        return None, mishap(error, subject.filename)
    try:
        return plain(result), None
    except Unencodable as error:
        return None, Mishap(kind="unencodable", message=str(error))


def mishap(error: BaseException, filename: str, task: str = "main") -> Mishap:
    """An exception as plain data, located in the student's file if it passed through it."""
    line, file = student_line(error.__traceback__, filename), filename
    if _innermost(error) == "scenarios.py":
        line, file = student_line(error.__traceback__, "scenarios.py"), "scenarios.py"
    return Mishap(
        kind="exception", message=describe(error), name=type_name(error), task=task[:80], file=file, line=line
    )


def _innermost(error: BaseException) -> str:
    trace, file = error.__traceback__, ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename).name
        trace = trace.tb_next
    return file
