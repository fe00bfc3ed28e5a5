"""Source-DPOR with sleep sets: one execution, or few, of each class of equivalent interleavings.

Abdulla, Aronis, Jonsson, Sagonas: "Optimal dynamic partial order reduction", POPL 2014 (the source-set form, section
4). Two interleavings are equivalent if one comes from the other by swapping neighbours that do not conflict.
Each finished execution is searched for reversible races: conflicting steps of two tasks with nothing
between them that orders them. For each race a task is added to the backtrack set of the place before its first
step, unless one that would do is there. A task that was explored from a place sleeps in what is explored
from there later, until something conflicts with its step; an execution in which everybody who could run sleeps
is redundant and is given up (`Redundant`): it is no execution of the count.

What orders steps: the task's own order, start and end of tasks, a release before the next acquire, and conflicts.
Two acquires of one lock conflict, which is the race to reverse; a release races with nothing.

Deviations: an operation that is not announced (inside the library, not at a lock or queue) conflicts with
everything, which costs executions and loses none; steps made while only one task could run take part in the order
but have no alternatives. Without a bound on preemptions; a program with daemon tasks, which the end of the others
cuts off, is not searched completely, and `completed` then says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from grader.interleave.engine.failure import Divergence
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import Operation, pending
from grader.interleave.engine.strategy import CLASSES, Redundant
from grader.interleave.engine.task import Task

UNKNOWN = Operation(None, writes=True)
Clock = dict[int, int]


@dataclass(slots=True)
class _Node:
    """A decision of the current path: who could do what, who was chosen, who else must be."""

    offered: dict[int, Operation]
    chosen: int
    backtrack: set[int]
    sleep: dict[int, Operation]
    done: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Event:
    """A step of the execution. `node` is the decision that it answered, or None."""

    task: int
    operation: Operation
    node: _Node | None
    clock: Clock = field(default_factory=dict)
    certain: bool = False


class Dpor:
    """Finishes when every class of interleavings has been run. Needs announced operations."""

    name = "dpor"
    announces = True

    def __init__(self) -> None:
        self._path: list[_Node] = []
        self._depth = 0
        self._events: list[_Event] = []
        self._sleep: dict[int, Operation] = {}
        self._clocks: dict[int, Clock] = {}
        self._released: dict[int, Clock] = {}
        self._begun = False
        self._finished = False
        self._cut_off = False

    # ---------------------------------------------------------------- the search

    def begin(self) -> bool:
        if self._begun and not self._next_path():
            self._finished = True
            return False
        self._begun = True
        self._depth = 0
        self._events = []
        self._sleep = {}
        self._clocks = {}
        self._released = {}
        return True

    def _next_path(self) -> bool:
        """Deviate at the deepest decision that has somebody left to try."""
        while self._path:
            node = self._path[-1]
            node.done.add(node.chosen)
            node.sleep[node.chosen] = node.offered[node.chosen]
            left = [t for t in sorted(node.backtrack) if t not in node.sleep]
            if left:
                node.chosen = left[0]
                return True
            self._path.pop()
        return False

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        offered = {t.index: pending(t) or UNKNOWN for t in runnable}
        if self._depth < len(self._path):
            node = self._path[self._depth]
            if node.chosen not in offered:
                raise Divergence(self._depth + 1, f"task {node.chosen}", f"tasks {sorted(offered)}")
            node.offered = offered
            # The same objects have other identities in another execution.
            node.sleep = {t: offered[t] for t in node.sleep if t in offered}
        else:
            awake = [t.index for t in runnable if t.index not in self._sleep]
            if not awake:
                raise Redundant
            chosen = current.index if current.index in awake else awake[0]
            node = _Node(offered, chosen, {chosen}, {t: o for t, o in self._sleep.items() if t in offered})
            self._path.append(node)
        self._depth += 1
        self._sleep = dict(node.sleep)
        self._step(node.chosen, offered[node.chosen], node)
        return next(t for t in runnable if t.index == node.chosen)

    # ---------------------------------------------------------------- what happens in the execution

    def _step(self, task: int, operation: Operation, node: _Node | None) -> None:
        self._events.append(_Event(task, operation, node, certain=node is None))
        self._sleep = {t: o for t, o in self._sleep.items() if t != task and not o.conflicts(operation)}
        self._order(len(self._events) - 1)

    def executed(self, task: Task, operation: Operation) -> None:
        """The step that was chosen, or one that needed no choice."""
        last = self._events[-1] if self._events else None
        if last is not None and last.task == task.index and not last.certain:
            last.certain = True
            return
        if task.index in self._sleep:
            KERNEL.abort = Redundant()
            KERNEL.switch(None)
        self._step(task.index, operation, None)

    def released(self, task: Task, target: int) -> None:
        """A lock was given back: whoever takes it next comes after all this."""
        self._released[target] = dict(self._clocks.get(task.index, {}))

    def started(self, parent: Task, child: Task) -> None:
        """All that the child does comes after what its parent has done."""
        self._clocks[child.index] = dict(self._clocks.get(parent.index, {}))

    def joined(self, waiter: Task, ended: Task) -> None:
        """All that the waiter does from now on comes after what the other did."""
        self._clocks[waiter.index] = _joined(self._clocks.get(waiter.index, {}), self._clocks.get(ended.index, {}))

    def stopped(self, tasks: Sequence[Task]) -> None:
        """A deadlock, or a failure, came before these tasks' next steps; those race all the same."""
        for task in tasks:
            operation = pending(task)
            if operation is not None and not isinstance(task.waits_for, Task):
                self._events.append(_Event(task.index, operation, None, certain=True))
                before = self._clocks.get(task.index)
                self._order(len(self._events) - 1)
                self._events.pop()
                self._clocks[task.index] = before or {}

    def _order(self, index: int) -> None:
        """Give the newest event its clock, and note the races that end in it."""
        event = self._events[index]
        clock = dict(self._clocks.get(event.task, {}))
        target = event.operation.target
        # Between the last holder's acquire and this one only the acquires themselves race.
        released = self._released.get(target, {}) if isinstance(target, int) else {}
        races = []
        for earlier in range(index - 1, -1, -1):
            other = self._events[earlier]
            if other.task == event.task or not other.operation.conflicts(event.operation):
                continue
            known = clock.get(other.task, -1)
            if other.operation.target != target:
                known = max(known, released.get(other.task, -1))
            if known < earlier:
                races.append(earlier)
                clock = _joined(clock, other.clock)
        clock = _joined(clock, released)
        clock[event.task] = index
        event.clock = clock
        self._clocks[event.task] = clock
        for earlier in races:
            self._reverse(earlier, index)

    def _reverse(self, first: int, second: int) -> None:
        """Make sure that somebody who leads to the other order is tried before event `first`."""
        node = self._events[first].node
        if node is None:
            return
        task = self._events[first].task
        between = [i for i in range(first + 1, second) if self._events[i].clock.get(task, -1) < first]
        between.append(second)
        initials: set[int] = set()
        seen: set[int] = set()
        for i in between:
            event = self._events[i]
            if event.task not in seen and not any(
                event.clock.get(self._events[k].task, -1) >= k for k in between if k < i
            ):
                initials.add(event.task)
            seen.add(event.task)
        possible = initials & node.offered.keys()
        if possible and not possible & node.backtrack:
            node.backtrack.add(min(possible))

    # ---------------------------------------------------------------- the end

    def end(self, steps: int, failed: bool) -> None:
        if self._depth < len(self._path):
            raise Divergence(self._depth + 1, f"task {self._path[self._depth].chosen}", "nothing: it has ended")
        self._cut_off = self._cut_off or any(t.daemon for t in KERNEL.tasks)

    @property
    def completed(self) -> str | None:
        return CLASSES if self._finished and not self._cut_off else None


def _joined(one: Clock, other: Clock) -> Clock:
    joined = dict(one)
    for task, index in other.items():
        if joined.get(task, -1) < index:
            joined[task] = index
    return joined
