"""What orders the operations of one execution, and which pairs of them could have come the other way round.

Happens-before in vector clocks. What orders operations: the task's own order, start and end of tasks, a notify
before the wake-up, an item's put before its get, a release before the next acquire, and conflicts. A *race* is a
pair of conflicting operations of two tasks with nothing between that orders them, of which the second could have
come first: two acquires of one lock race (nothing that the first holder did up to its release counts as between
them), a release and the acquire that had to wait for it do not.

Where a lock can be asked for without waiting, releases are operations of their own (`Kernel.release_points`).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import Operation

Clock = dict[int, int]
_NOWHERE: Clock = {}


@dataclass(slots=True)
class Event:
    """One executed operation, the `index`-th. `node` is the strategy's decision that chose it, or None.

    `before` is what its task knew when it began, `released` what the lock's last release knew; `clock` holds,
    for each task, the last event that happened before this one or is it. `holds`: the lock that it acquired.
    """

    index: int
    task: int
    operation: Operation
    node: Any
    before: Clock
    released: Clock
    clock: Clock
    holds: int | None = None

    def follows(self, other: Event) -> bool:
        """Whether `other` happened before this one (or is it)."""
        return self.clock.get(other.task, -1) >= other.index


class Order:
    """The events of one execution. Its callbacks are those of `instrument.announce.OrderWitness`."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        #: The last event was chosen and its task has not said yet that it executes it.
        self.awaited = False
        self._coarse = False
        self._clocks: dict[int, Clock] = {}
        self._released: dict[int, Clock] = {}
        self._items: defaultdict[Any, deque[Clock]] = defaultdict(deque)

    def begin(self) -> None:
        """A new execution."""
        self._coarse = KERNEL.gil_only
        self.events = []
        self.awaited = False
        self._clocks = {}
        self._released = {}
        self._items.clear()

    def conflict(self, one: Operation, other: Operation) -> bool:
        """Whether the order of the two can matter. Always where a step is more than one operation."""
        return self._coarse or one.conflicts(other)

    def step(self, task: int, operation: Operation, node: Any) -> Event:
        """`task` is chosen for what it was about to do (or does it, without a choice: `node` is None)."""
        event = self._event(task, operation, node)
        self.events.append(event)
        self._clocks[task] = event.clock
        self.awaited = node is not None
        return event

    def executed(self, task: int, operation: Operation) -> bool:
        """What was chosen is executed now; False if it was not a matter of choice."""
        chosen = self.awaited and self.events[-1].task == task
        if not chosen:
            self.step(task, operation, None)
        self.awaited = False
        event = self.events[-1]
        if operation.kind:
            known = event.operation
            event.operation = Operation(known.target, known.writes, known.label, operation.kind)
            self._pass_item_on(event)
        return chosen

    def _pass_item_on(self, event: Event) -> None:
        items = self._items[event.operation.target]
        match event.operation.kind:
            case "put":
                items.append(event.clock)
            case "get" if items:
                event.before = joined(event.before, items.popleft())
            case "try" if items:
                items.popleft()

    def acquired(self, target: int) -> None:
        """The last event took a lock."""
        self.events[-1].holds = target

    def released(self, task: int, target: int) -> None:
        """The lock was given back."""
        self._released[target] = self._clocks.get(task, _NOWHERE)

    def precede(self, earlier: int, later: int) -> None:
        """What task `later` does from now on comes after all that `earlier` has done."""
        self._clocks[later] = joined(self._clocks.get(later, _NOWHERE), self._clocks.get(earlier, _NOWHERE))

    def _event(self, task: int, operation: Operation, node: Any) -> Event:
        index = len(self.events)
        before = self._clocks.get(task, _NOWHERE)
        target = operation.target
        released = self._released.get(target, _NOWHERE) if isinstance(target, int) else _NOWHERE
        clock = joined(before, released)
        for other in reversed(self.events):
            if clock.get(other.task, -1) < other.index and self.conflict(other.operation, operation):
                clock = joined(clock, other.clock)
        clock[task] = index
        return Event(index, task, operation, node, before, released, clock)

    # ---------------------------------------------------------------- races

    def races(self, event: Event) -> Iterator[Event]:
        """The earlier events that could have come after `event` instead."""
        operation = event.operation
        waits = operation.kind == "acquire"
        clock, released = event.before, event.released
        for other in reversed(self.events[: event.index]):
            if other.task == event.task or not self.conflict(other.operation, operation):
                if not (waits and other.holds == operation.target and other.task != event.task):
                    continue
            elif waits and other.operation.kind == "release" and other.operation.target == operation.target:
                continue
            known = clock.get(other.task, -1)
            if waits and other.holds != operation.target:
                known = max(known, released.get(other.task, -1))
            if known < other.index:
                yield other
                clock = joined(clock, other.clock)

    def pending(self, task: int, operation: Operation, waits: bool) -> Event:
        """What a task that is still there would have done next, as an event after the last one."""
        kind = "acquire" if waits else ""
        return self._event(task, Operation(operation.target, operation.writes, operation.label, kind), None)

    def takers(self, event: Event) -> Iterator[Event]:
        """The earlier event, if there is one, because of which the pending `event` waits in vain."""
        target = event.operation.target
        for other in reversed(self.events):
            took = other.holds == target or (
                other.operation.target == target and other.operation.kind in {"get", "try"} and other.holds is None
            )
            if took:
                if other.task != event.task and event.before.get(other.task, -1) < other.index:
                    yield other
                return

    def without(self, first: Event, second: Event) -> list[Event]:
        """The events after `first` that do not follow it, and then `second`.

        If `second` had to wait for a lock that `first` took, what it waited for does not order it here.
        """
        after = [e for e in self.events[first.index + 1 :] if not e.follows(first) and e.index != second.index]
        if first.holds is not None and first.holds == second.operation.target:
            clock = second.before
            for event in after:
                if self.conflict(event.operation, second.operation):
                    clock = joined(clock, event.clock)
            second = replace(second, clock=clock)
        return [*after, second]


def joined(one: Clock, other: Clock) -> Clock:
    """What either knows."""
    result = dict(one)
    for task, index in other.items():
        if result.get(task, -1) < index:
            result[task] = index
    return result
