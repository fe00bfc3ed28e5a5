"""How far a run is: one line that moves in a terminal, plain lines now and then in a log."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol, Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar
from rich.text import Text

from grader.report.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from rich.console import Console

LOG_SECONDS: Final = 5.0
"""A log gets at most a line in this time, beside the first and the last."""


class Progress(Protocol):
    """Counts things that are done. Use it in a with statement."""

    def __enter__(self) -> Self:
        """Begin to show."""
        ...

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        """Leave nothing of a moving line behind."""
        ...

    def start(self, total: int, done_before: int = 0) -> None:
        """So many things to do, so many of them already done by an earlier run."""
        ...

    def advance(self, label: str) -> None:
        """One more is done; `label` says what came of it."""
        ...

    def note(self, text: str) -> None:
        """Say something in between."""
        ...


def make_progress(console: Console, *, log_seconds: float = LOG_SECONDS) -> Progress:
    """The kind that suits the console. `log_seconds=0` logs every single step."""
    return _Moving(console) if console.is_terminal else _Lines(console, log_seconds=log_seconds)


class Pace:
    """Rate and time left, from what this run itself did."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._begun = clock()
        self.total = 0
        self.done = 0
        self._done_before = 0

    def start(self, total: int, done_before: int) -> None:
        """Begin to count."""
        self._begun = self._clock()
        self.total, self.done, self._done_before = total, done_before, done_before

    def text(self) -> str:
        """`2.5/s, 12 s left`; empty before anything is known."""
        here = self.done - self._done_before
        elapsed = self._clock() - self._begun
        if not here or elapsed <= 0:
            return ""
        rate = here / elapsed
        speed = f"{rate:.1f}/s" if rate >= 1 else f"{1 / rate:.1f} s each"
        left = self.total - self.done
        return f"{speed}, {duration(left / rate)} left" if left else f"{speed}, {duration(elapsed)} in all"


def duration(seconds: float) -> str:
    """`12 s`, `3 min 05 s`, `2 h 10 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"


class _Lines:
    def __init__(self, console: Console, *, log_seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._console = console
        self._pace = Pace(clock)
        self._clock = clock
        self._every = log_seconds
        self._last = float("-inf")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._console.file.flush()

    def start(self, total: int, done_before: int = 0) -> None:
        self._pace.start(total, done_before)
        self._last = float("-inf")

    def advance(self, label: str) -> None:
        self._pace.done += 1
        now = self._clock()
        if self._pace.done == self._pace.total or now - self._last >= self._every:
            self._last = now
            width = len(str(self._pace.total))
            pace = f" ({self._pace.text()})" if self._every and self._pace.text() else ""
            self.note(f"[{self._pace.done:>{width}}/{self._pace.total}] {one_line(label)}{pace}")

    def note(self, text: str) -> None:
        self._console.print(Text(one_line(text)))
        self._console.file.flush()


class _Moving:
    def __init__(self, console: Console) -> None:
        self._pace = Pace()
        self._console = console
        self._bar = Bar(
            MofNCompleteColumn(),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[pace]} {task.description}", markup=False),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, pace="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._bar.stop()

    def start(self, total: int, done_before: int = 0) -> None:
        self._pace.start(total, done_before)
        self._bar.update(self._task, total=total, completed=done_before)

    def advance(self, label: str) -> None:
        self._pace.done += 1
        description = one_line(label, 28)
        self._bar.update(self._task, completed=self._pace.done, description=description, pace=self._pace.text())

    def note(self, text: str) -> None:
        self._console.print(Text(one_line(text)))
