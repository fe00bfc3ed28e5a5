"""Livelock: the global state of the program comes again and again under a fair, deterministic schedule.

The state is every task's stack (code, instruction, local variables), all that is reachable from there by
value, who holds which lock, and the fair scheduler's own memory. The clock is left out: under adversarial
timing no behaviour depends on it. What the fingerprint cannot see is the position of an iterator and the
state of a random generator; so a state must come `REPEATS` times before it counts.
"""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Hashable
from types import FrameType, ModuleType
from typing import Any, NoReturn

from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task
from grader.interleave.instrument.sites import AT
from grader.interleave.world.locks import Lock, RLock
from grader.interleave.world.simple_queue import SimpleQueue

REPEATS = 10
_MAX_OBJECTS = 20_000
_SCALARS = (int, str, bytes, bool, type(None), complex)


class LassoWatch:
    """Counts how often each state of one execution comes, and ends it with a `livelock` when it is enough."""

    def __init__(self) -> None:
        self._execution: list[int] = []
        self._seen: Counter[Hashable] = Counter()

    def observe(self) -> bool:
        """Note the present state. True if it has come often enough to be a livelock."""
        if self._execution is not KERNEL.decisions:
            self._execution = KERNEL.decisions
            self._seen.clear()
        state = (KERNEL.current.index, fingerprint())
        self._seen[state] += 1
        return self._seen[state] > REPEATS

    def fail(self) -> NoReturn:
        """End the running execution."""
        names = ", ".join(t.name for t in KERNEL.tasks if not t.done and t.runnable)
        KERNEL.fail(
            Failure(
                "livelock",
                f"{names} keep running but get nowhere: under a fair schedule the same state came back {REPEATS} times",
                KERNEL.current.name,
            )
        )


class _Walk:
    """Turns object graphs into nested tuples; an object met again becomes a back reference."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._kept: list[Any] = []

    def __call__(self, value: Any) -> Hashable:
        if isinstance(value, _SCALARS):
            return value
        if isinstance(value, float):
            return ("float", value)
        key = id(value)
        number = self._numbers.get(key)
        if number is not None or len(self._numbers) > _MAX_OBJECTS:
            return ("seen", number)
        self._numbers[key] = len(self._numbers)
        self._kept.append(value)
        return self._inside(value)

    def _inside(self, value: Any) -> Hashable:
        kind = type(value)
        if isinstance(value, Lock):
            return ("lock", value._locked, value.owner and value.owner.index)
        if isinstance(value, RLock):
            return ("rlock", value._count, value.owner and value.owner.index)
        if isinstance(value, SimpleQueue):
            return ("queue", tuple(map(self, value._items)))
        if isinstance(value, Task):
            return ("task", value.index)
        if isinstance(value, list | tuple | deque):
            return (kind.__name__, tuple(map(self, value)))
        if isinstance(value, dict):
            return (kind.__name__, tuple((self(k), self(v)) for k, v in value.items()))
        if isinstance(value, set | frozenset):
            return (kind.__name__, frozenset(map(self, value)))
        if isinstance(value, type | ModuleType) or callable(value):
            return (kind.__name__, getattr(value, "__qualname__", ""))
        names = getattr(value, "__dict__", None)
        return (kind.__qualname__, self(names) if names is not None else None)


def _frames(task: Task) -> list[FrameType]:
    if task is KERNEL.current:
        frame: FrameType | None = sys._getframe()
    else:
        frame = task.greenlet.gr_frame if task.greenlet is not None else None
    found = []
    while frame is not None:
        found.append(frame)
        frame = frame.f_back
    return found


def fingerprint() -> Hashable:
    """The state of the running execution, as a value to compare."""
    walk = _Walk()
    stacks: list[Hashable] = []
    namespaces: dict[int, dict[str, Any]] = {}
    for task in KERNEL.tasks:
        if task.done:
            continue
        below = frozenset(t.index for t in task.below or ())
        fair = tuple(t.stamp < task.yield_stamp for t in KERNEL.tasks if not t.done)
        frames = []
        for frame in _frames(task):
            package = frame.f_globals.get("__name__", "")
            if str(package).startswith("grader.interleave."):
                continue
            if AT in frame.f_globals:
                namespaces[id(frame.f_globals)] = frame.f_globals
            local = {k: v for k, v in frame.f_locals.items() if not isinstance(v, float)}
            frames.append((frame.f_code.co_name, frame.f_lasti, walk(local)))
        stacks.append((task.index, task.runnable, below, fair, tuple(frames)))
    stacks.extend(
        tuple(walk(value) for name, value in names.items() if not name.startswith("__"))
        for names in namespaces.values()
    )
    return hash(tuple(stacks))
