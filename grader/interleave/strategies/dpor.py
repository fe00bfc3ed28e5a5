"""Optimal dynamic partial-order reduction with wakeup trees: one execution of each class of interleavings.

Abdulla, Aronis, Jonsson, Sagonas: "Optimal dynamic partial order reduction", POPL 2014 (algorithm 2), with the
treatment of locks of "Source sets", Journal of the ACM 64(4), 2017. Two interleavings are equivalent if one
comes from the other by swapping neighbours that do not conflict.

A finished execution E is searched for races (`order.Order.races`). For a race of e and e' the sequence v = what
follows e in E without happening after it, then e', leads from the place before e to the other order. Unless a task
that sleeps there could begin v (its subtree has been explored: it holds an equivalent of all that begins with v), v
is inserted into the *wakeup tree* of that place: sequences still to be run from there, so that each of them leads
to a new class. A task explored from a place sleeps in what is explored from there later, until something
conflicts with its operation. With sleep sets alone executions occur in which everybody who could run sleeps; here
that never happens: `blocked` counts it.

Locks: who waits for a lock at the end of a deadlock races, too, with whoever holds it. An execution that a
failure (or the end of the last task that is no daemon) cuts off while others could run: its last step counts as
in conflict with everything, so each of them is also tried before it.

Deviations: an operation that is not announced conflicts with everything, which costs executions and loses none.
Numbers of objects are those of one execution; where a sequence of an earlier execution names an object that had no
number yet when the two parted, it counts as the same as any other such object with the same label. Only
decisions are branches: what is done while nobody else can run has no alternative. Where the points are those of
class `gil` only, every step conflicts with every other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from grader.interleave.engine.failure import Divergence
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import TARGETS, UNKNOWN, Operation
from grader.interleave.engine.strategy import CLASSES, Redundant
from grader.interleave.engine.task import Task, Timer
from grader.interleave.strategies.order import Event
from grader.interleave.strategies.reduction import Reduction, cut_off


@dataclass(slots=True)
class Branch:
    """A step in a wakeup tree. Objects of its operation with a number up to `known` are sure to be the same now."""

    task: int
    operation: Operation
    known: int
    children: list[Branch] = field(default_factory=list)

    def apart(self, other: Operation) -> bool:
        """Whether it certainly does not conflict with an operation of the execution at hand."""
        mine, others = self.operation.target, other.target
        if isinstance(mine, int | tuple) and isinstance(others, int | tuple):
            one, two = (t if isinstance(t, int) else t[0] for t in (mine, others))
            if one > self.known and two > self.known:
                same = isinstance(mine, int) == isinstance(others, int) and self.operation.label == other.label
                return not same or not (self.operation.writes or other.writes)
        return not self.operation.conflicts(other)


@dataclass(slots=True)
class Node:
    """A decision of the current path: who could do what, who was chosen, who sleeps, what is still to be run."""

    offered: dict[int, Operation]
    chosen: int
    sleep: dict[int, Operation]
    known: int
    wakeup: list[Branch]
    #: What the wakeup tree says is to follow the step of `chosen`.
    ahead: list[Branch] = field(default_factory=list)
    #: Tasks whose step from here ended the execution although others could run.
    halting: set[int] = field(default_factory=set)


class Dpor(Reduction):
    """Finishes when every class of interleavings has been run, each once. Needs announced operations.

    `blocked` counts executions given up because everybody slept, `lost` sequences that could not be followed:
    the program, or the library, orders something in a way that is not announced. Then `completed` says nothing.
    """

    name = "dpor"

    def __init__(self) -> None:
        super().__init__()
        self.blocked = 0
        self.lost = 0
        self._path: list[Node] = []
        self._depth = 0
        self._sleep: dict[int, Operation] = {}
        self._guide: list[Branch] = []
        self._begun = False
        self._finished = False

    # ---------------------------------------------------------------- the search

    def begin(self) -> bool:
        if self._begun and not self._next_path():
            self._finished = True
            return False
        self._begun = True
        self._depth = 0
        self._begin_order()
        self._sleep = {}
        self._guide = self._path[-1].ahead if self._path else []
        return True

    def _next_path(self) -> bool:
        """Deviate at the deepest decision that has something left to run."""
        while self._path:
            node = self._path[-1]
            node.sleep[node.chosen] = node.offered[node.chosen]
            if node.wakeup:
                branch = node.wakeup.pop(0)
                node.chosen, node.ahead = branch.task, branch.children
                return True
            self._path.pop()
        return False

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        offered = self._offered(runnable)
        if self._depth < len(self._path):
            node = self._path[self._depth]
            if node.chosen not in offered:
                raise Divergence(self._depth + 1, f"task {node.chosen}", f"tasks {sorted(offered)}")
            # The same objects may have other numbers in another execution.
            node.offered, node.known = offered, TARGETS.count
            node.sleep = {t: UNKNOWN if t in node.halting else offered[t] for t in node.sleep if t in offered}
        else:
            node = self._new_node(offered, current.index)
            self._path.append(node)
        self._depth += 1
        self._sleep = node.sleep
        self._step(node.chosen, offered[node.chosen], node)
        return next(t for t in runnable if t.index == node.chosen)

    def _new_node(self, offered: dict[int, Operation], current: int) -> Node:
        sleep = {t: o for t, o in self._sleep.items() if t in offered}
        guide, wakeup = self._guide, []
        if guide and guide[0].task not in offered:
            self.lost += 1
            guide = []
        if guide:
            chosen, wakeup, self._guide = guide[0].task, guide[1:], guide[0].children
        else:
            self._guide = []
            awake = [t for t in offered if t not in sleep]
            if not awake:
                self.blocked += 1
                raise Redundant
            chosen = current if current in awake else awake[0]
        return Node(offered, chosen, sleep, TARGETS.count, wakeup)

    def _step(self, task: int, operation: Operation, node: Node | None) -> None:
        event = self._order.step(task, operation, node)
        self._sleep = {
            t: o for t, o in self._sleep.items() if t != task and not self._order.conflict(o, event.operation)
        }

    # ---------------------------------------------------------------- what happens in the execution

    def _unchosen(self, task: int, operation: Operation) -> None:
        asleep = task in self._sleep
        self._sleep = {t: o for t, o in self._sleep.items() if t != task and not self._order.conflict(o, operation)}
        if self._guide and self._depth == len(self._path):
            self.lost += self._guide[0].task != task
            self._guide = self._guide[0].children
        if asleep:
            self.blocked += 1
            KERNEL.abort = Redundant()
            KERNEL.switch(None)

    def _raced(self, event: Event) -> None:
        for other in self._order.races(event):
            self._reverse(other, event)

    # ---------------------------------------------------------------- the end of an execution

    def stopped(self, tasks: Sequence[Task]) -> None:
        """The execution is over, `tasks` have not ended."""
        self._over = True
        if KERNEL.abort is not None:
            return
        events = self._order.events
        for event in events:
            for other in self._order.races(event):
                self._reverse(other, event)
        for task, event in self._unfinished(tasks):
            free = task.runnable or isinstance(task, Timer)
            for other in self._order.races(event) if free else self._order.takers(event):
                self._reverse(other, event)
        if events and cut_off():
            self._try_the_others_first(events[-1].node)

    def _try_the_others_first(self, node: Node | None) -> None:
        """The step chosen at `node` kept others from going on."""
        if node is None:
            return
        node.halting.add(node.chosen)
        for task, operation in node.offered.items():
            if task != node.chosen and task not in node.sleep:
                self._insert(node, [Event(-1, task, operation, None, {}, {}, {})])

    def _reverse(self, first: Event, second: Event) -> None:
        """See that the other order of a race is run, unless it has been or will be."""
        node: Node | None = first.node
        if node is None:
            return
        sequence = self._order.without(first, second)
        for task, operation in node.sleep.items():
            at = _first_of(task, sequence)
            if at is not None and _can_begin(sequence, at):
                return
            if at is None and not any(self._order.conflict(operation, e.operation) for e in sequence):
                return
        self._insert(node, sequence)

    def _insert(self, node: Node, sequence: list[Event]) -> None:
        """Insert into the wakeup tree: along what is there as far as it agrees, then as a new branch."""
        level = node.wakeup
        root = True
        while sequence:
            for branch in level:
                at = _first_of(branch.task, sequence)
                if at is not None and _can_begin(sequence, at):
                    sequence = sequence[:at] + sequence[at + 1 :]
                    break
                if at is None and not KERNEL.gil_only and all(branch.apart(e.operation) for e in sequence):
                    break
            else:
                if not level and not root:
                    return  # a leaf: whatever comes after it will be found from there
                if root and sequence[0].task not in node.offered:
                    self.lost += 1
                    return
                for event in sequence:
                    branch = Branch(event.task, event.operation, node.known)
                    level.append(branch)
                    level = branch.children
                return
            level, root = branch.children, False

    def end(self, steps: int, failed: bool) -> None:
        if self._depth < len(self._path):
            raise Divergence(self._depth + 1, f"task {self._path[self._depth].chosen}", "nothing: it has ended")
        self._note_end()

    @property
    def completed(self) -> str | None:
        sure = not (self._unsure or self.lost or self.blocked)
        return CLASSES if self._finished and sure else None


def _first_of(task: int, sequence: Sequence[Event]) -> int | None:
    return next((i for i, e in enumerate(sequence) if e.task == task), None)


def _can_begin(sequence: Sequence[Event], at: int) -> bool:
    """Whether nothing before place `at` has to come before what stands there."""
    return not any(sequence[at].follows(e) for e in sequence[:at])
