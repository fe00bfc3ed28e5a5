"""Bounded partial-order reduction: within a number of preemptions, with far fewer executions than all of them.

Coons, Musuvathi, McKinley: "Bounded partial-order reduction", OOPSLA 2013 (preemption bounds). As in dynamic
partial-order reduction (Flanagan and Godefroid, POPL 2005) each pair of conflicting steps that could be the other
way round makes its second task an alternative at the place before the first step. That alone loses behaviours
within the bound, because the alternative may cost a preemption that a different schedule of the same class does not
need. So the task becomes an alternative, conservatively, also where the first step's task began to run: there
the switch is free, or paid for already. No sleep sets: what was explored from a place with more preemptions left
does not stand for the same with fewer.

Deviation: not only the last conflicting step of each other task, but every one that could come later, gets the
alternative; an execution that was cut off by a failure gets every alternative before its last step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.interleave.engine.failure import Divergence
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task
from grader.interleave.strategies.order import Event
from grader.interleave.strategies.reduction import Reduction, cut_off


@dataclass(slots=True)
class _Node:
    """A decision of the current path. `spent`: preemptions before it; `dear`: whom leaving costs one, or None."""

    offered: list[int]
    chosen: int
    spent: int
    dear: int | None
    alternatives: set[int]
    done: set[int]

    def cost(self, task: int) -> int:
        return self.spent + (self.dear is not None and task != self.dear)


class Bpor(Reduction):
    """Finishes when each class with an execution of at most `preemptions` preemptions has been run."""

    name = "bpor"

    def __init__(self, preemptions: int = 2) -> None:
        super().__init__()
        self.bound = preemptions
        self._path: list[_Node] = []
        self._depth = 0
        self._begun = False
        self._finished = False

    def begin(self) -> bool:
        if self._begun and not self._next_path():
            self._finished = True
            return False
        self._begun = True
        self._depth = 0
        self._begin_order()
        return True

    def _next_path(self) -> bool:
        while self._path:
            node = self._path[-1]
            left = [t for t in node.alternatives - node.done if node.cost(t) <= self.bound]
            if left:
                node.chosen = min(left, key=lambda t: (node.cost(t), t))
                node.done.add(node.chosen)
                return True
            self._path.pop()
        return False

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        offered = self._offered(runnable)
        if self._depth < len(self._path):
            node = self._path[self._depth]
            if node.chosen not in offered:
                raise Divergence(self._depth + 1, f"task {node.chosen}", f"tasks {sorted(offered)}")
        else:
            before = self._path[-1] if self._path else None
            spent = before.cost(before.chosen) if before else 0
            stays = current.index in offered
            chosen = current.index if stays else min(offered)
            dear = current.index if stays and not free else None
            node = _Node(list(offered), chosen, spent, dear, {chosen}, {chosen})
            self._path.append(node)
        self._depth += 1
        self._order.step(node.chosen, offered[node.chosen], node)
        return next(t for t in runnable if t.index == node.chosen)

    # ---------------------------------------------------------------- the end of an execution

    def stopped(self, tasks: Sequence[Task]) -> None:
        """The execution is over, `tasks` have not ended."""
        self._over = True
        if KERNEL.abort is not None:
            return
        events = self._order.events
        for event in events:
            self._find_alternatives(event)
        for _, event in self._unfinished(tasks):
            self._find_alternatives(event)
        if events and cut_off():
            self._allow(events[-1], None)

    def _raced(self, event: Event) -> None:
        self._find_alternatives(event)

    def _find_alternatives(self, event: Event) -> None:
        for other in self._order.events[: event.index]:
            if other.task == event.task or event.before.get(other.task, -1) >= other.index:
                continue
            if self._order.conflict(other.operation, event.operation) or other.holds == event.operation.target:
                self._allow(other, event.task)

    def _allow(self, event: Event, task: int | None) -> None:
        """Make `task` (or everybody) an alternative before `event`, and where its task began to run."""
        events = self._order.events
        start = event.index
        while start > 0 and events[start - 1].task == event.task:
            start -= 1
        for place in {event.index, start}:
            node: _Node | None = events[place].node
            if node is not None:
                node.alternatives.update([task] if task in node.offered else node.offered)

    def end(self, steps: int, failed: bool) -> None:
        if self._depth < len(self._path):
            raise Divergence(self._depth + 1, f"task {self._path[self._depth].chosen}", "nothing: it has ended")
        self._note_end()

    @property
    def completed(self) -> str | None:
        if not self._finished or self._unsure:
            return None
        number = f"{self.bound} preemption{'' if self.bound == 1 else 's'}"
        return f"every class of equivalent interleavings with at most {number}"
