"""Replay: exactly the decisions of a token, or an error that says where they part."""

from __future__ import annotations

from collections.abc import Sequence

from grader.interleave.engine.failure import Divergence
from grader.interleave.engine.strategy import PATIENCE, Watch
from grader.interleave.engine.task import Task


class Replay:
    """Runs one execution. Strict: `check` raises `Divergence` if it was not the execution of the token.

    With `livelock`, the decisions lead into a livelock: where they end, the watch must agree.
    """

    name = "replay"
    completed = None
    announces = False

    def __init__(self, decisions: Sequence[int], livelock: Watch | None = None) -> None:
        self._decisions = decisions
        self._livelock = livelock
        self._position = 0
        self._begun = False
        self.divergence: Divergence | None = None

    def begin(self) -> bool:
        if self._begun:
            return False
        self._begun = True
        return True

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        position = self._position
        if self._livelock is not None and position >= PATIENCE:
            repeats = self._livelock.observe()
            if repeats and position == len(self._decisions):
                self._livelock.fail()
        self._position += 1
        offered = ", ".join(str(t.index) for t in runnable)
        if position >= len(self._decisions):
            self._diverge(position, "that the execution is over", f"a choice among tasks {offered}")
        elif (index := self._decisions[position]) in [t.index for t in runnable]:
            return next(t for t in runnable if t.index == index)
        else:
            self._diverge(position, f"task {self._decisions[position]}", f"a choice among tasks {offered}")
        return runnable[0]

    def _diverge(self, position: int, expected: str, actual: str) -> None:
        if self.divergence is None:
            self.divergence = Divergence(position + 1, expected, actual)

    def end(self, steps: int, failed: bool) -> None:
        if self._position < len(self._decisions):
            self._diverge(self._position, f"task {self._decisions[self._position]}", "nothing: it has ended")

    def check(self) -> None:
        """Raise what went wrong, if anything did."""
        if self.divergence is not None:
            raise self.divergence
