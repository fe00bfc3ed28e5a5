"""What asyncio tasks do, as events of a trace: they await, wake up, are cancelled, end."""

from __future__ import annotations

from typing import Any

from grader.interleave.detectors.coroutines import awaited, describe, frames_of, line_of

#: What the world's loop and tasks report to an observer (`world.asyncio_loop`), beside operations on locks.
WHAT = frozenset({"resume", "suspend", "fire", "cancel", "poll", "withdrawn"})


def told(what: str, target: Any, filename: str) -> tuple[str, int | None, str] | None:
    """(task, line, words) of something that happened to an asyncio task, or None if it is not worth a row."""
    if what == "fire":
        return _fired(target, filename)
    if what == "resume":
        waiter = target._fut_waiter
        if target._must_cancel or (waiter is not None and waiter.done() and waiter.cancelled()):
            return target.get_name(), line_of(target, filename), "is cancelled here"
        return None
    if what == "suspend":
        return _suspended(target, filename)
    return None


def _suspended(task: Any, filename: str) -> tuple[str, int | None, str] | None:
    name = task.get_name()
    if task.done():
        if task.cancelled():
            return name, None, "ends: cancelled"
        error = task._exception
        return None if error is None else (name, None, f"ends: {type(error).__name__}")
    line = line_of(task, filename)
    if task._fut_waiter is None:
        return name, line, "lets others run"
    inner = awaited(task, filename)
    if inner in {"sleep", "wait_for"}:
        return name, line, f"awaits {inner}()"
    # That nobody will ever do it is known at a deadlock only.
    return name, line, f"awaits {describe(task, filename)[0].partition(' that nobody')[0]}"


def _fired(handle: Any, filename: str) -> tuple[str, int | None, str] | None:
    """A timer: the end of a sleep, a timeout, or a callback of the program."""
    owner = getattr(handle._callback, "__self__", None)
    timeout: Any = getattr(owner, "_task", None)
    if timeout is not None and hasattr(timeout, "get_name"):
        return timeout.get_name(), line_of(timeout, filename), "the time is over"
    for future in handle._args or ():
        for callback, _ in getattr(future, "_callbacks", None) or ():
            task: Any = getattr(callback, "__self__", None)
            if hasattr(task, "_coro"):
                asleep = any(f.f_code.co_name == "sleep" for f in frames_of(task._coro))
                return task.get_name(), line_of(task, filename), "wakes up" if asleep else "the time is over"
    return None
