"""Lock order: tasks that take locks in a circle, though this time they did not meet.

Goodlock: Havelund, "Using runtime analysis to guide model checking of Java programs", SPIN 2000; with the guards of
Bensalem and Havelund, "Dynamic deadlock analysis of multi-threaded programs", HVC 2005. An edge says that a task took
one lock while it held another. A circle of edges counts if its tasks are different, no lock is held by two of them all
the while (a gate), and no start or end of a task orders two of them. Tries without waiting are no edges.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Hashable
from dataclasses import dataclass
from types import FrameType
from typing import Any

from grader.interleave.detectors.watching import Silent, own_line
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import TARGETS
from grader.interleave.engine.remark import Remark
from grader.interleave.engine.task import Task
from grader.interleave.world import locks

#: Longest circle that is looked for.
LONGEST = 4
Clock = dict[int, int]


@dataclass(frozen=True, slots=True)
class Edge:
    """`task` took lock `inner` in line `inner_line` while it held `outer`, taken in `outer_line`, and `gates`."""

    task: str
    index: int
    outer: int
    inner: int
    outer_line: int
    inner_line: int
    gates: frozenset[int]
    began: int
    known: tuple[tuple[int, int], ...]


class LockOrderLog(Silent):
    """Observer of recorded executions; `remarks` is filled at the end of each."""

    def __init__(self, filename: str) -> None:
        self._filename = filename
        self.remarks: dict[Hashable, Remark] = {}
        self.begin()

    def begin(self) -> None:
        """A new execution."""
        self._held: dict[int, dict[int, int]] = {}
        self._edges: dict[Hashable, Edge] = {}
        self._clocks: dict[int, Clock] = {}

    def _clock(self, task: Task) -> Clock:
        return self._clocks.setdefault(task.index, {task.index: 1})

    def operation(self, what: str, target: Any) -> None:
        """Who holds what, and which tasks began and ended in which order."""
        me = KERNEL.current
        if what == "acquire":
            caller = _caller()
            line = own_line(self._filename, caller)
            if line is not None and caller is not None:
                self._acquired(me, TARGETS.number(target), line, waited="_unless" not in caller.f_code.co_name)
        elif what == "release":
            number = TARGETS.number(target)
            for held in self._held.values():
                held.pop(number, None)
        elif what == "start":
            self._clocks[target.index] = {**self._clock(me), target.index: 1}
            self._clock(me)[me.index] += 1
        elif what == "joined":
            mine = self._clock(me)
            for task, at in self._clock(target).items():
                mine[task] = max(at, mine.get(task, 0))

    def _acquired(self, me: Task, lock: int, line: int, waited: bool) -> None:
        held = self._held.setdefault(me.index, {})
        clock = self._clock(me)
        for outer, outer_line in held.items() if waited else ():
            gates = frozenset(held) - {outer}
            known = tuple(sorted(clock.items()))
            edge = Edge(me.name, me.index, outer, lock, outer_line, line, gates, clock[me.index], known)
            self._edges.setdefault((me.index, outer, lock, line, gates), edge)
        held.setdefault(lock, line)

    def finish(self) -> None:
        """The execution is over: look for circles."""
        edges = list(self._edges.values())
        for size in range(2, LONGEST + 1):
            for start in edges:
                for circle in _circles([start], edges, size):
                    lines = tuple(sorted({line for e in circle for line in (e.outer_line, e.inner_line)}))
                    self.remarks.setdefault(lines, _remark(circle))


def _caller() -> FrameType | None:
    """The lock's own method that is at work."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__") != locks.__name__:
        frame = frame.f_back
    return frame


def _circles(path: list[Edge], edges: list[Edge], size: int) -> list[list[Edge]]:
    if len(path) == size:
        return [path] if path[-1].inner == path[0].outer else []
    found = []
    for edge in edges:
        if edge.outer == path[-1].inner and edge.index > path[0].index and all(_apart(edge, e) for e in path):
            found += _circles([*path, edge], edges, size)
    return found


def _apart(one: Edge, other: Edge) -> bool:
    """Whether two edges can meet: other tasks, no common gate, neither begins after the other has ended."""
    if one.index == other.index or one.gates & other.gates:
        return False
    return dict(one.known).get(other.index, 0) < other.began and dict(other.known).get(one.index, 0) < one.began


def _remark(circle: list[Edge]) -> Remark:
    parts = [
        f"{e.task} takes the lock of line {e.inner_line} while it holds that of line {e.outer_line}" for e in circle
    ]
    lines = tuple(itertools.chain.from_iterable((e.outer_line, e.inner_line) for e in circle))
    return Remark("lock-order", lines, tuple(e.task for e in circle), "locks in a circle: " + "; ".join(parts))
