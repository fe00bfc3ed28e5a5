"""Data races by happens-before: two accesses to one variable, one of them a write, that nothing orders.

Vector clocks as in Flanagan and Freund: "FastTrack: efficient and precise dynamic race detection", PLDI 2009, in the
plain form that they start from: for each variable the last write, and the last read of each task since. What orders: a
task's own steps, its start and end, a release before the next acquire of that lock, a put before the next get, what was
done before an event was set before who sees it set. Conditions, semaphores, barriers and queues are made of locks. Only
what the last write and the last reads of each task race with is found, in the executions recorded.

A variable is a module's name, an object's attribute, an item of a container by its key, or a captured variable where
only one cell can be meant. Deviation: calls that change containers (`append`) are atomic in CPython and no accesses.
"""

from __future__ import annotations

import ast
import gc
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from types import CodeType, FrameType, FunctionType
from typing import Any

from grader.interleave.detectors.watching import UNSEEN, Silent, telling_hooks
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import TARGETS
from grader.interleave.engine.remark import Remark
from grader.interleave.engine.task import Task
from grader.interleave.instrument.sites import Site
from grader.interleave.world.local import local

Clock = dict[int, int]


@dataclass(frozen=True, slots=True)
class Access:
    """One access: by whom (name and index), where, and when by its task's own clock."""

    task: str
    index: int
    line: int
    writes: bool
    at: int


@dataclass(slots=True)
class _Variable:
    write: Access | None
    reads: dict[int, Access]


@dataclass(frozen=True)
class Race:
    """Two accesses that nothing orders, `first` came first in the execution."""

    name: str
    first: Access
    second: Access

    @property
    def remark(self) -> Remark:
        """The race in words."""
        ways = {True: "writes", False: "reads"}
        a, b = self.first, self.second
        text = (
            f"data race on {self.name}: {a.task} {ways[a.writes]} it in line {a.line} and {b.task} {ways[b.writes]} it "
            f"in line {b.line}, and nothing orders the two"
        )
        return Remark("data-race", (a.line, b.line), (a.task, b.task), text)


class RaceLog(Silent):
    """Observer of recorded executions; `races` is filled, one for each pair of lines and variable's name."""

    def __init__(self, table: tuple[Site, ...]) -> None:
        self._table = table
        self.races: dict[Hashable, Race] = {}
        self.begin()

    def begin(self) -> None:
        """A new execution."""
        TARGETS.clear()
        self._clocks: dict[int, Clock] = {}
        self._left: dict[Hashable, Clock] = {}
        self._variables: dict[Hashable, _Variable] = {}
        self._last: dict[int, int] = {}

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """The hooks that go with it."""
        return telling_hooks(self._table, self.accessed)

    # ---------------------------------------------------------------- what orders

    def _clock(self, task: Task) -> Clock:
        return self._clocks.setdefault(task.index, {task.index: 1})

    def _leave(self, key: Hashable) -> None:
        me = KERNEL.current
        clock = self._clock(me)
        _join(self._left.setdefault(key, {}), clock)
        clock[me.index] += 1

    def _find(self, key: Hashable) -> None:
        left = self._left.get(key)
        if left is not None:
            _join(self._clock(KERNEL.current), left)

    def operation(self, what: str, target: Any) -> None:
        """Locks, queues, and the start and end of tasks."""
        me = KERNEL.current
        if what in {"release", "put"}:
            self._leave(TARGETS.number(target))
        elif what in {"acquire", "get"}:
            self._find(TARGETS.number(target))
        elif what == "start":
            _join(self._clock(target), self._clock(me))
            self._clock(me)[me.index] += 1
        elif what == "joined":
            _join(self._clock(me), self._clock(target))

    def looked(self, target: Any) -> None:
        """A look at an event or a lock: taken as if it came after all that others did before they let go of it."""
        if target is not None:
            self._find(TARGETS.number(target))

    # ---------------------------------------------------------------- what races

    def accessed(self, site: Site, obj: Any, frame: FrameType) -> None:
        """The current task accesses data: see `watching.Tell`."""
        if KERNEL.dying or site.kind not in {"read", "write", "delete", "look"}:
            return
        me = KERNEL.current
        key = self._variable(site, obj, frame, me)
        if key is None:
            return
        clock = self._clock(me)
        access = Access(me.name, me.index, site.line, site.kind in {"write", "delete"}, clock[me.index])
        variable = self._variables.setdefault(key, _Variable(None, {}))
        before = [variable.write, *(variable.reads.values() if access.writes else ())]
        for other in before:
            if other is not None and other.index != me.index and clock.get(other.index, 0) < other.at:
                race = Race(site.name or site.text, other, access)
                self.races.setdefault((race.name, *sorted((other.line, access.line))), race)
        if access.writes:
            variable.write, variable.reads = access, {}
        else:
            variable.reads[me.index] = access

    def _variable(self, site: Site, obj: Any, frame: FrameType, me: Task) -> Hashable | None:
        """What the access is to, as a key; None if it cannot be told apart from others."""
        if obj is UNSEEN and ("." in site.text or "[" in site.text):
            # `a.b += 1` shows `a` at its load; a plain store shows nothing of it.
            number = self._last.pop(me.index, 0) if site.kind == "write" else 0
        else:
            number = self._last[me.index] = 0 if obj is UNSEEN or isinstance(obj, local) else TARGETS.number(obj)
        if number:
            if site.name:
                return number, site.name
            key = _item_key(site.text, frame)
            return None if key is UNSEEN else (number, "item", key)
        if not site.name or "." in site.text or "[" in site.text:
            return None
        code = frame.f_code
        if site.name in code.co_freevars or site.name in code.co_cellvars:
            return _captured(code, site.name)
        return "global", site.name

    def stopped(self, tasks: Sequence[Task]) -> None:
        """Nothing is kept of an execution but its races."""
        self._last.clear()


def _join(one: Clock, other: Clock) -> None:
    for task, at in other.items():
        if one.get(task, 0) < at:
            one[task] = at


def _item_key(text: str, frame: FrameType) -> Hashable:
    index = _index(text)
    value: Any = UNSEEN
    if isinstance(index, ast.Constant):
        value = index.value
    elif isinstance(index, ast.Name):
        value = frame.f_locals.get(index.id, frame.f_globals.get(index.id, UNSEEN))
    return value if isinstance(value, str | int | bytes | bool) else UNSEEN


@cache
def _index(text: str) -> ast.expr | None:
    try:
        expression = ast.parse(text, mode="eval").body
    except SyntaxError:
        return None
    return expression.slice if isinstance(expression, ast.Subscript) else None


def _captured(code: CodeType, name: str) -> Hashable | None:
    """A captured variable as the cell that holds it, if all living functions that could mean it share that one."""
    codes = [code] if name in code.co_freevars else [c for c in code.co_consts if isinstance(c, CodeType)]
    cells = set()
    for each in codes:
        if name in each.co_freevars:
            for function in gc.get_referrers(each):
                if isinstance(function, FunctionType) and function.__code__ is each and function.__closure__:
                    cells.add(id(function.__closure__[each.co_freevars.index(name)]))
    return ("cell", cells.pop()) if len(cells) == 1 else None
