"""Hooks that announce each visible operation, for strategies that look at what tasks are about to do.

They cost twice as much as the plain ones, so only such strategies use them. An operation's target is
the object by its number with the attribute's name; a variable by its name (all closures of one function count
as one: more conflicts than there are, never fewer); unknown where the hook cannot see the object.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Protocol, runtime_checkable

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import DATA, TARGETS, UNKNOWN, Operation
from grader.interleave.engine.task import Task, Timer
from grader.interleave.instrument import sites
from grader.interleave.instrument.hooks import CONTAINERS, make_hooks
from grader.interleave.instrument.sites import Site
from grader.interleave.instrument.survey import survey

#: What is done with a lock or queue where the point before it stands.
_EVENTS = frozenset({"acquire", "refused", "put", "get", "post", "poll"})


class Witness(Protocol):
    """What an announcing execution is shown to: a strategy."""

    def executed(self, task: Task, operation: Operation) -> None:
        """`task` executes a visible operation now."""
        ...


@runtime_checkable
class OrderWitness(Witness, Protocol):
    """A strategy that also wants to know what orders the operations of different tasks."""

    @property
    def reduces(self) -> bool:
        """Whether it compares operations of different executions, in the execution at hand."""
        ...

    def acquired(self, task: Task, target: int) -> None:
        """By the operation executed last `task` holds the lock of this number."""
        ...

    def released(self, task: Task, target: int) -> None:
        """`task` gave back the lock of this number."""
        ...

    def withdrawn(self, timer: Timer) -> None:
        """`timer` could have fired by now, and never will."""
        ...

    def woke(self, task: Task, other: Task) -> None:
        """`task` notified `other`, which can go on only after that."""
        ...

    def started(self, parent: Task, child: Task) -> None:
        """`parent` started `child`."""
        ...

    def joined(self, waiter: Task, ended: Task) -> None:
        """`waiter` has waited for the end of `ended`."""
        ...

    def stopped(self, tasks: Sequence[Task]) -> None:
        """The execution is over, and `tasks` have not ended."""
        ...


class Announcer:
    """An observer that tells a strategy of every operation, and the hooks that go with it."""

    def __init__(self, table: tuple[Site, ...], witness: Witness) -> None:
        self._table = table
        self._executed = witness.executed
        self._order = witness if isinstance(witness, OrderWitness) else None
        self._last_target: dict[int, int] = {}  # no objects: the program's must die when they die

    def begin(self) -> None:
        """A new execution: its objects have nothing to do with those of the last one."""
        TARGETS.clear()
        self._last_target.clear()

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """Replacements for `instrument.hooks.make_hooks`: the same decisions at the same points."""
        plain = make_hooks(self._table)

        def at(obj: Any, site: int) -> Any:
            self._last_target[KERNEL.current.index] = TARGETS.number(obj)
            self._announce(plain[sites.AT], obj, site, (TARGETS.number(obj), self._table[abs(site) - 1].name))
            return obj

        def arg(value: Any, site: int) -> Any:
            self._announce(plain[sites.AT], value, site, self._target_of_argument(site))
            return value

        def pt(site: int) -> bool:
            entry = self._table[abs(site) - 1]
            self._announce(lambda _, code: plain[sites.PT](code), None, site, entry.name or DATA)
            return False

        def inside(obj: Any, site: int) -> Any:
            if isinstance(obj, CONTAINERS):
                self._announce(plain[sites.IN], obj, site, (TARGETS.number(obj), ""))
            return obj

        return {**plain, sites.AT: at, sites.ARG: arg, sites.PT: pt, sites.IN: inside}

    def _target_of_argument(self, site: int) -> Hashable:
        """`a.b += v` announces `a` at its load; a plain name announces itself; all else is unknown."""
        entry = self._table[abs(site) - 1]
        if entry.kind != "write":
            return DATA
        if "." in entry.text or "[" in entry.text:
            last = self._last_target.get(KERNEL.current.index)
            return DATA if last is None else (last, entry.name)
        return entry.name

    def _announce(self, plain: Callable[[Any, int], Any], obj: Any, site: int, target: Hashable) -> None:
        entry = self._table[abs(site) - 1]
        reads = entry.kind in {"read", "iterate"} or entry.text.startswith("len(")
        label = entry.name if entry.kind in {"read", "write", "delete"} else entry.text.partition("(")[0]
        operation = Operation(target, not reads, label or entry.text)
        task = KERNEL.current
        task.operation = operation
        plain(obj, site)
        task.operation = None
        self._executed(task, operation)

    # ---------------------------------------------------------------- as the kernel's observer

    def decided(self, current: Task, following: Task, free: bool, site: int) -> None:
        """Decisions are the strategy's own."""

    def operation(self, what: str, target: Any) -> None:
        """Locks and queues announce themselves by what a task waits for; here they are executed."""
        task = KERNEL.current
        if what in _EVENTS:
            number = TARGETS.number(target)
            announced = task.operation  # none: it waits for the lock, or the item
            kind = what if announced is None or what in {"refused", "put"} else "try"
            known = None if isinstance(announced, Operation) else number
            self._executed(task, Operation(known, writes=True, label=type(target).__name__, kind=kind))
            if what == "acquire" and self._order is not None:
                self._order.acquired(task, number)
        elif what == "release":
            number = TARGETS.number(target)
            if KERNEL.release_points:
                self._executed(task, Operation(number, writes=True, label=type(target).__name__, kind="release"))
            if self._order is not None:
                self._order.released(task, number)
        elif self._order is not None:
            if what == "start":
                if self._order.reduces and not isinstance(target, Timer):
                    survey(target)
                self._order.started(task, target)
            elif what == "joined":
                self._order.joined(task, target)
            elif what == "withdrawn":
                self._order.withdrawn(target)

    def looked(self, target: Any) -> None:
        """Something else that the library does: executed like the rest."""
        known = UNKNOWN if target is None else Operation(TARGETS.number(target), True, type(target).__name__)
        self._executed(KERNEL.current, known)

    def created(self, target: Any) -> None:
        """A lock is numbered by who makes it."""
        TARGETS.created(KERNEL.current, target)

    def woke(self, task: Task) -> None:
        """Who was notified comes after who notified."""
        if self._order is not None:
            self._order.woke(KERNEL.current, task)

    def note(self, label: str) -> None:
        """Labels are for traces."""

    def stopped(self, tasks: Sequence[Task]) -> None:
        """What the others were about to do is part of what happened."""
        if self._order is not None:
            self._order.stopped(tasks)
