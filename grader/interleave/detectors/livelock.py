"""Livelock: the global state of the program comes again and again under a fair, deterministic schedule.

The state is every task's stack (code, instruction, local variables), all that is reachable from there by
value, who holds which lock, how long those that sleep still have to (under fair timing), and the fair scheduler's own
memory. What the fingerprint cannot see is the position of some iterators; so a state must come `REPEATS` times before
it counts.

A cycle in which the program draws random numbers or reads the clock is none: its next round may be different. Under
adversarial timing, in lock step, all sleeps last equally long, whatever the program says; so a cycle in which time
passes is a livelock only if the program has one under fair timing too. Both kinds are given up (`Redundant`).
"""

from __future__ import annotations

import _random
import sys
from collections import Counter, deque
from collections.abc import Hashable
from dataclasses import dataclass
from types import AsyncGeneratorType, BuiltinMethodType, CoroutineType, FrameType, GeneratorType, MethodType, ModuleType
from typing import Any, NoReturn

from grader.interleave.detectors.coroutines import frames_of as frames_of_coroutine
from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.strategy import Redundant
from grader.interleave.engine.task import Task
from grader.interleave.instrument.sites import AT
from grader.interleave.world.locks import Lock, RLock
from grader.interleave.world.simple_queue import SimpleQueue

REPEATS = 10
_MAX_OBJECTS = 20_000
#: Iterators that tell where they stand.
_ITERATORS = frozenset(map(type, (iter([]), iter(()), iter(range(0)), iter(""), iter({}), reversed([]), enumerate([]))))
_SCALARS = (int, str, bytes, bool, type(None), complex)


class LassoWatch:
    """Counts how often each state of one execution comes, and ends it with a `livelock` when it is enough."""

    def __init__(self) -> None:
        self._execution: list[int] = []
        self._seen: Counter[Hashable] = Counter()
        self._last: dict[Hashable, _Moment] = {}
        self._before: _Moment | None = None
        #: The decisions between which the last state that came again was the same.
        self.cycle = (0, 0)
        #: Whether the last execution was given up because it must be tried under fair timing.
        self.needs_fair_timing = False

    def observe(self) -> bool:
        """Note the present state. True if it has come often enough to be a livelock."""
        if self._execution is not KERNEL.decisions:
            self._execution = KERNEL.decisions
            self._seen.clear()
            self._last.clear()
            self.needs_fair_timing = False
        walk = _Walk()
        state = (KERNEL.current.index, fingerprint(walk))
        self._seen[state] += 1
        clock = KERNEL.clock
        moment = _Moment(len(KERNEL.decisions), clock.seconds, clock.reads, walk.chance())
        self._before = self._last.get(state)
        self._last[state] = moment
        if self._before is not None:
            self.cycle = (self._before.decision, moment.decision)
        return self._seen[state] > REPEATS

    def fail(self) -> NoReturn:
        """End the running execution: with a livelock, or given up if the cycle is none by itself."""
        before, now = self._before, max(self._last.values(), key=lambda moment: moment.decision)
        if before is not None and (before.reads, before.chance) != (now.reads, now.chance):
            self._give_up()
        if before is not None and before.seconds != now.seconds and not KERNEL.fair:
            self.needs_fair_timing = True
            self._give_up()
        names = ", ".join(t.name for t in KERNEL.tasks if not t.done and t.runnable)
        KERNEL.fail(
            Failure(
                "livelock",
                f"{names} keep running but get nowhere: under a fair schedule the same state came back {REPEATS} times",
                KERNEL.current.name,
            )
        )

    def _give_up(self) -> NoReturn:
        raise Redundant


@dataclass(frozen=True, slots=True)
class _Moment:
    """When a state came: after how many decisions, and what was drawn and read by then."""

    decision: int
    seconds: float
    reads: int
    chance: int


class _Walk:
    """Turns object graphs into nested tuples; an object met again becomes a back reference."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._kept: list[Any] = []
        self._generators: list[Any] = []

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

    def chance(self) -> int:
        """A number for the states of all random generators that were met."""
        return hash(tuple(generator.getstate() for generator in self._generators))

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
        if kind in _ITERATORS:
            return (kind.__name__, self(value.__reduce__()[1:]))
        if isinstance(value, GeneratorType) and value.gi_frame is not None:
            frame = value.gi_frame
            return ("generator", frame.f_code.co_name, frame.f_lasti, self(_locals(frame)))
        return self._other(value)

    def _other(self, value: Any) -> Hashable:
        kind = type(value)
        # What draws random numbers: a generator, its bound methods, the module that has one.
        owner = value
        if isinstance(value, ModuleType):
            owner = value.__dict__.get("_inst")
        elif isinstance(value, BuiltinMethodType | MethodType):
            owner = value.__self__
        if isinstance(owner, _random.Random):
            self._generators.append(owner)
        if isinstance(value, CoroutineType | AsyncGeneratorType):
            suspended = next(frames_of_coroutine(value), None)
            return suspended and (suspended.f_code.co_qualname, suspended.f_lasti, self(_locals(suspended)))
        if isinstance(value, type | ModuleType) or callable(value):
            return (kind.__name__, getattr(value, "__qualname__", ""))
        names = getattr(value, "__dict__", None)
        return (kind.__qualname__, self(names) if names is not None else None)


def _locals(frame: FrameType) -> dict[str, Any]:
    """Local variables, less the numbers that are likely to be moments."""
    return {k: v for k, v in frame.f_locals.items() if not isinstance(v, float)}


def frames_of(task: Task) -> list[FrameType]:
    """The frames of a task that has not ended, innermost first."""
    if task is KERNEL.current:
        frame: FrameType | None = sys._getframe()
    else:
        frame = task.greenlet.gr_frame if task.greenlet is not None else None
    found = []
    while frame is not None:
        found.append(frame)
        frame = frame.f_back
    return found


def fingerprint(walk: _Walk) -> Hashable:
    """The state of the running execution, as a value to compare."""
    stacks: list[Hashable] = []
    namespaces: dict[int, dict[str, Any]] = {}
    for task in KERNEL.tasks:
        if task.done:
            continue
        below = frozenset(t.index for t in task.below or ())
        fair = tuple(t.stamp < task.yield_stamp for t in KERNEL.tasks if not t.done)
        frames = []
        for frame in frames_of(task):
            package = frame.f_globals.get("__name__", "")
            if str(package).startswith("grader.interleave."):
                continue
            if AT in frame.f_globals:
                namespaces[id(frame.f_globals)] = frame.f_globals
            frames.append((frame.f_code.co_name, frame.f_lasti, walk(_locals(frame))))
        left = round(task.deadline - KERNEL.clock.seconds, 4) if task.timed and KERNEL.fair else 0
        stacks.append((task.index, task.runnable, below, fair, left, tuple(frames)))
    stacks.extend(
        tuple(walk(value) for name, value in names.items() if not name.startswith("__"))
        for names in namespaces.values()
    )
    return hash(tuple(stacks))
