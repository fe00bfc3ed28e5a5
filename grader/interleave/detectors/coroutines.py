"""What asyncio tasks wait for, and where: from their stacks of coroutines, looked at from outside.

Everything here only looks at objects of the reloaded `asyncio` (`world.asyncio_load`), and runs no code of the
program.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from types import FrameType
from typing import Any

from grader.interleave.engine.failure import Wait
from grader.interleave.engine.task import Task
from grader.interleave.world.asyncio_loop import Inbox
from grader.interleave.world.asyncio_state import STATE

#: The library's coroutine that a program awaits, and what that waits for.
_WORDS = {
    "Event.wait": "an event that nobody sets",
    "Condition.wait": "a notify that nobody sends",
    "Condition.wait_for": "a notify that nobody sends",
    "Semaphore.acquire": "a semaphore that nobody releases",
    "Queue.get": "an item in a queue",
    "Queue.put": "room in a queue",
    "Queue.join": "task_done() for every item of a queue",
    "Barrier.wait": "the others at a barrier",
    "to_thread": "a thread's result",
    "Runner.run": "a coroutine to end",
}
_SKIPPED = frozenset({"_ContextManagerMixin.__aenter__", "Barrier.__aenter__", "Future.__await__"})


def frames_of(coroutine: Any) -> Iterator[FrameType]:
    """The frames of a suspended coroutine, and of what it awaits, outermost first."""
    while coroutine is not None:
        for frame, following in (("cr_frame", "cr_await"), ("gi_frame", "gi_yieldfrom"), ("ag_frame", "ag_await")):
            if hasattr(coroutine, frame):
                found = getattr(coroutine, frame)
                if found is None:
                    return
                yield found
                coroutine = getattr(coroutine, following)
                break
        else:
            return


def line_of(task: Any, filename: str) -> int | None:
    """The line of the program that an asyncio task stands in, or None."""
    lines = [f.f_lineno for f in frames_of(task._coro) if f.f_code.co_filename == filename]
    return lines[-1] if lines else None


def awaited(task: Any, filename: str) -> str:
    """What the innermost line of the program awaits, as the library calls it: "Queue.get", "sleep", or ""."""
    name = ""
    for frame in frames_of(task._coro):
        if frame.f_code.co_filename == filename:
            name = ""
        elif not name and frame.f_code.co_qualname not in _SKIPPED:
            name = frame.f_code.co_qualname
    return name


def describe(task: Any, filename: str) -> tuple[str, str | None]:
    """What a pending asyncio task waits for, in words, and the name of the task that could end the wait."""
    future = task._fut_waiter
    name = awaited(task, filename)
    if name in _WORDS:
        return _WORDS[name], None
    if name == "Lock.acquire":
        return _lock(task, filename)
    others = _names(_others(future, task, name))
    if others:
        return f"{_listed(others)} to end", others[0] if len(others) == 1 else None
    return "a future that nobody sets", None


def _lock(task: Any, filename: str) -> tuple[str, str | None]:
    lock = next((f.f_locals.get("self") for f in frames_of(task._coro) if f.f_code.co_qualname == "Lock.acquire"), None)
    holder = getattr(lock, "__dict__", {}).get("__kit_owner__")
    if holder is None:
        return "a lock", None
    if holder == task.get_name():
        return "a lock that it holds itself", holder
    done = not any(t.get_name() == holder and not t.done() for t in STATE.pending())
    return f"a lock that {holder} took and never released" if done else f"a lock held by {holder}", holder


def _others(future: Any, task: Any, name: str) -> list[Any]:
    """The tasks whose end the awaited future stands for."""
    if hasattr(future, "_coro"):
        return [future]
    if hasattr(future, "_children"):
        return list(future._children)
    for frame in frames_of(task._coro):
        if frame.f_code.co_qualname.startswith("TaskGroup."):
            return sorted(getattr(frame.f_locals.get("self"), "_tasks", ()), key=hash)
        if name in {"wait", "wait_for"} and frame.f_code.co_qualname in {"_wait", "wait_for"}:
            return sorted(frame.f_locals.get("fs", ()), key=hash)
    return []


def _names(tasks: list[Any]) -> list[str]:
    return [t.get_name() for t in tasks if hasattr(t, "get_name") and not t.done()]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def waits_of(task: Task, filename: str, lines: list[str]) -> list[Wait]:
    """The waits of all pending tasks of the loop that the engine's `task` runs and is idle in."""
    target = task.waits_for
    if not isinstance(target, Inbox):
        return []
    found = []
    for inner in STATE.pending():
        if inner._loop is target.loop:
            line = line_of(inner, filename)
            source = lines[line - 1].strip() if line and line <= len(lines) else None
            what, holder = describe(inner, filename)
            found.append(Wait(inner.get_name(), what, holder, line, source))
    return found


def key_of(task: Task) -> Hashable:
    """Tells deadlocks of one loop apart: who stands where."""
    target = task.waits_for
    if not isinstance(target, Inbox):
        return None
    pending = [t for t in STATE.pending() if t._loop is target.loop]
    return tuple([(t.get_name(), *[(f.f_code.co_name, f.f_lineno) for f in frames_of(t._coro)]) for t in pending])


def cycle_of(waits: tuple[Wait, ...]) -> list[str]:
    """Names of tasks of which each waits for the next and the last for the first, or nothing."""
    held_by = {w.task: w.held_by for w in waits}
    for start in held_by:
        path: list[str] = []
        name: str | None = start
        while name is not None and name in held_by and name not in path:
            path.append(name)
            name = held_by[name]
        if name is not None and name in path:
            return path[path.index(name) :]
    return []


def origin(error: BaseException) -> tuple[BaseException, str | None]:
    """The exception that a group is about, and the name of the asyncio task that raised it, if one did."""
    leaf = error
    while isinstance(leaf, BaseExceptionGroup):
        leaf = leaf.exceptions[0]
    known = STATE.raised.get(id(leaf))
    return leaf, known[1] if known is not None and known[0] is type(leaf) else None
