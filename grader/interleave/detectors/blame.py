"""Where in the program's own source did it go wrong: lines for exceptions and for blocked tasks."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from types import FrameType
from typing import Any

from grader.interleave.detectors import coroutines
from grader.interleave.engine.failure import Failure, Wait
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task
from grader.interleave.world.asyncio_state import STATE, acting_name
from grader.interleave.world.locks import Lock, RLock, WaiterLock
from grader.interleave.world.simple_queue import SimpleQueue

#: What tasks wait for, in words that others ask for.
NOTIFY, EVENT, TO_END = "a notify that nobody sends", "an event that nobody sets", " to end"
#: What a wait inside the library is for, by the method that the program called.
_AWAITED = {
    "Event.wait": EVENT,
    "Semaphore.acquire": "a semaphore that nobody releases",
    "Barrier.wait": "more tasks at a barrier",
    "Queue.get": "an item in a queue",
    "Queue.put": "room in a queue",
    "Queue.join": "the rest of a queue to be done",
    "Future.result": "the result of a job",
    "Future.exception": "the result of a job",
}


class Blame:
    """Turns what the kernel sees into a `Failure` that points into one source file."""

    def __init__(self, source: str, filename: str) -> None:
        self.source = source
        self.filename = filename
        self._lines = source.splitlines()
        self._known: dict[Hashable, Failure] = {}
        self._cyclic: set[str] = set()

    def error(self, error: BaseException, task: Task) -> Failure:
        """An exception that nothing caught."""
        line = None
        group = error
        error, name = coroutines.origin(error)
        name = name or acting_name(task)
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.filename:
                line = trace.tb_lineno
            trace = trace.tb_next
        text = _text_of(error)
        if isinstance(error, AssertionError):
            return Failure("assertion", text or f"assert failed: {self._source(line)}", name, self.filename, line)
        message = f"{type(error).__name__}: {text}" if text else type(error).__name__
        if group is not error:
            message = f"{type(group).__name__}: {message}"
        return Failure("exception", message, name, self.filename, line)

    def waits(self, blocked: list[Task]) -> Failure:
        """A deadlock: nothing is runnable, no timer is pending, `blocked` are the tasks that count."""
        # The same deadlock comes in many executions: its text is made once, with the lines of the first.
        key = tuple([_who_waits_for_whom(task) for task in blocked])
        failure = self._known.get(key)
        if failure is None:
            failure = self._known[key] = self._deadlock(blocked)
        return failure

    def _deadlock(self, blocked: list[Task]) -> Failure:
        waits = tuple(wait for task in blocked for wait in self._waits(task))
        first = waits[0] if waits else None
        names = [t.name for t in find_cycle(blocked)] or coroutines.cycle_of(waits)
        if names:
            message = "deadlock: " + ", ".join(
                f"{a} waits for {b}" for a, b in zip(names, [*names[1:], names[0]], strict=True)
            )
        else:
            message = "deadlock: " + "; ".join(f"{w.task} waits for {w.waits_for}" for w in waits)
        if names:
            self._cyclic.add(message)
        return Failure(
            "deadlock", message, first.task if first else None, self.filename, first.line if first else None, waits
        )

    def suspects(self, failure: Failure) -> bool:
        """Whether a deadlock may be a lost wakeup: somebody waits to be woken, or no cycle of locks explains it."""
        if failure.message in self._cyclic:
            return False
        return any(wait.waits_for in {NOTIFY, EVENT} or wait.waits_for.endswith(TO_END) for wait in failure.waits)

    def _waits(self, task: Task) -> list[Wait]:
        return coroutines.waits_of(task, self.filename, self._lines) or [self._wait(task)]

    def _wait(self, task: Task) -> Wait:
        line = self.line_of(task)
        what, holder = describe_wait(task)
        return Wait(acting_name(task), what, holder, line, self._source(line) or None)

    def line_of(self, task: Task) -> int | None:
        """The line of the program in which a blocked task stands, or None."""
        frame = frame_of(task)
        while frame is not None:
            if frame.f_code.co_filename == self.filename:
                return frame.f_lineno
            frame = frame.f_back
        return None

    def _source(self, line: int | None) -> str:
        return self._lines[line - 1].strip() if line and line <= len(self._lines) else ""


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:500]
    except BaseException as second:
        return f"(its text cannot be made: {type(second).__name__})"


def holder_of(waits_for: Any) -> Task | None:
    """The task that could end the wait, if it is one task."""
    if isinstance(waits_for, Task):
        return waits_for
    if isinstance(waits_for, WaiterLock):
        return None
    if isinstance(waits_for, Lock | RLock):
        return waits_for.owner
    return None


def _who_waits_for_whom(task: Task) -> Hashable:
    holder = holder_of(task.waits_for)
    return task.name, type(task.waits_for), holder and (holder.name, holder.done), coroutines.key_of(task)


def describe_wait(task: Task) -> tuple[str, str | None]:
    """What a blocked task waits for, in words, and the name of who holds it."""
    target = task.waits_for
    holder = holder_of(target)
    name = holder.name if holder else None
    if isinstance(target, Task):
        return f"{target.name}{TO_END}", name
    if isinstance(target, WaiterLock):
        return _awaited(task), None
    if isinstance(target, SimpleQueue):
        return "an item in a queue", None
    if isinstance(target, Lock | RLock):
        if holder is task and STATE.acting(task) is not None:
            return "a lock that its own thread, the event loop's, holds", name
        if holder is task:
            return "a lock that it holds itself", name
        if holder is not None and holder.done:
            return f"a lock that {name} took and never released", name
        return f"a lock held by {name}" if name else "a lock that nobody holds", name
    return "something that never happens", None


def frame_of(task: Task) -> FrameType | None:
    """The innermost frame of a task that has not ended."""
    if task is KERNEL.current:
        return sys._getframe(1)
    return task.greenlet.gr_frame if task.greenlet is not None else None


def _awaited(task: Task) -> str:
    """What a task that waits for a notify waits for in the eyes of the program."""
    frame = frame_of(task)
    while frame is not None:
        words = _AWAITED.get(frame.f_code.co_qualname)
        if words is not None and frame.f_globals.get("__name__") in {"threading", "queue", "concurrent.futures._base"}:
            return words
        frame = frame.f_back
    return NOTIFY


def find_cycle(tasks: list[Task]) -> list[Task]:
    """A cycle of the wait-for relation among `tasks`, or an empty list."""
    for start in tasks:
        path: list[Task] = []
        task: Task | None = start
        while task is not None and not task.done and task not in path:
            path.append(task)
            task = holder_of(task.waits_for)
        if task is not None and task in path and not task.done:
            return path[path.index(task) :]
    return []
