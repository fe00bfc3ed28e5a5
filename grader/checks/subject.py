"""The submission as a check sees it: text to hand to workers, and the workers to hand it to.

A submission is read as bytes and shown as text. Nothing here parses, compiles or imports it.
"""

from __future__ import annotations

import math
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.checks.failed import CheckFailed
from grader.sandbox.limits import Limits
from grader.sandbox.session import NoAnswer, Session

__all__ = ["MAX_SOURCE", "Replay", "Replayed", "Submission", "Workers", "read_source"]

MAX_SOURCE = 256 * 1024


class Workers:
    """Hands out workers, each for one check, and starts the next one early so that nobody waits for it.

    An early worker has seen nothing of any submission; no worker is ever used twice. ``total`` bounds the wall time
    of all of them together, in seconds from now: a file that hangs in every check must not cost its limit every time.
    """

    def __init__(self, tier: str, limits: Limits, total: float = math.inf) -> None:
        self.tier, self.limits = tier, limits
        self._deadline = time.monotonic() + total
        self._spare: Session | None = None

    def prepare(self) -> None:
        """Start the next worker now, unless one waits already."""
        if self._spare is None:
            self._spare = Session(self.tier, self.limits)

    def take(self) -> Session:
        """A fresh worker."""
        session, self._spare = self._spare, None
        return session or Session(self.tier, self.limits)

    def seconds(self, factor: float) -> float:
        """The wall limit of a request: ``factor`` times the usual one, or what is left. Raises ``CheckFailed``."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise CheckFailed("timeout", "no time is left: the checks before this one have used it up")
        return min(self.limits.seconds * factor, left)

    def close(self) -> None:
        """End the worker that waits, if there is one."""
        if self._spare is not None:
            self._spare.end()
            self._spare = None


@dataclass(frozen=True)
class Replay:
    """Instead of exploring: replay the schedule ``token`` where a check explores what ``call`` names."""

    call: str
    token: str


class Replayed(Exception):  # the end of a replay, good or bad, and no error
    """The replay is over: the trace, or why there is none."""

    def __init__(self, trace: dict[str, Any] | None, message: str = "") -> None:
        super().__init__(message)
        self.trace, self.message = trace, message


@dataclass
class Submission:
    """One file of a student under one exercise's scenarios."""

    exercise: str
    path: Path
    source: str
    scenarios: str
    workers: Workers
    shown_as: str = ""
    replay: Replay | None = None
    more_to_come: bool = False
    executions: int = 0
    output: str = field(default="", repr=False)
    #: Added to the seed of each exploration: a check is run again under another one (see `checks.seeds`).
    shift: int = 0
    explorations: int = 0
    #: Asks the workers while a check runs under several seeds.
    instead: Callable[[Any, float], list[Any]] | None = None
    repeats: list[int] = field(default_factory=list)

    @contextmanager
    def worker(self, factor: float = 1.0) -> Iterator[Session]:
        """A fresh worker that has this submission. What goes wrong in it becomes ``CheckFailed``.

        ``factor`` times the usual wall limit is what it gets.
        """
        seconds = self.workers.seconds(factor)
        session: Session | None = None
        try:
            session = self.workers.take()
            session.load(self.source, self.path.name, self.scenarios, seconds)
            if self.more_to_come:
                self.workers.prepare()
            yield session
            session.finish()
        except NoAnswer as error:
            self.output = error.output
            raise _not_answered(error) from None
        finally:
            if session is not None:
                self.output = session.end() or self.output

    def ask(self, request: Any, factor: float = 1.0) -> list[Any]:
        """The answer of a fresh worker to one request. Raises ``CheckFailed`` when there is none."""
        return self.ask_fresh(request, factor) if self.instead is None else self.instead(request, factor)

    def ask_fresh(self, request: Any, factor: float) -> list[Any]:
        """``ask``, whatever stands in its place."""
        with self.worker(factor) as session:
            answers = session.ask(request)
        return list(answers)


def read_source(path: Path) -> str:
    """The text of a submission. Raises ``CheckFailed`` (student_error) for anything that is not a small UTF-8 file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        raise CheckFailed("student_error", f"there is no file {path.name}") from None
    except OSError as error:
        raise CheckFailed("student_error", f"{path.name} cannot be read: {error.strerror}") from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise CheckFailed("student_error", f"{path.name} is not a regular file")
        data = file.read(MAX_SOURCE + 1)
    if len(data) > MAX_SOURCE:
        raise CheckFailed("student_error", f"{path.name} is larger than {MAX_SOURCE // 1024} KiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CheckFailed("student_error", f"{path.name} is not UTF-8 text (byte {error.start})") from None
    if "\0" in text:
        raise CheckFailed("student_error", f"{path.name} holds a NUL character")
    return text


def _not_answered(error: NoAnswer) -> CheckFailed:
    return CheckFailed(error.status, error.message, kind=error.kind if error.status == "limit" else None)
