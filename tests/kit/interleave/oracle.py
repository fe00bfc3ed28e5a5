"""A model of tiny programs, with no engine in it, that counts their interleavings exactly.

A thread is a pure function from the results of its own operations so far to its next operation or None.
Operations are ("r", var), ("w", var, value), ("acquire", lock), ("release", lock); only these are steps. The
state space is walked breadth first over merged prefixes, keeping the number of paths into each state. With a
preemption bound the last thread and the preemptions used belong to the state; leaving a thread that has
finished or is blocked is free, and so is the first choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Operation = tuple[Any, ...]
Thread = Callable[[tuple[Any, ...]], Operation | None]


def interleavings(threads: Sequence[Thread], initial: Mapping[str, Any], bound: int | None = None) -> tuple[int, int]:
    """How many interleavings there are (within `bound` preemptions), and how many of them deadlock."""
    start = (((),) * len(threads), tuple(sorted(initial.items())), None, 0)
    frontier: Counter[Any] = Counter({start: 1})
    total = deadlocked = 0
    while frontier:
        following: Counter[Any] = Counter()
        for (results, memory, last, used), paths in frontier.items():
            values = dict(memory)
            pending = [thread(done) for thread, done in zip(threads, results, strict=True)]
            enabled = [t for t, op in enumerate(pending) if op and not (op[0] == "acquire" and values[op[1]])]
            if not enabled:
                total += paths
                deadlocked += paths * any(pending)
            for t in enabled:
                cost = used + (bound is not None and last in enabled and last != t)
                if bound is None or cost <= bound:
                    op = pending[t]
                    assert op is not None
                    result, changed = _apply(op, values)
                    new = (*results[:t], (*results[t], result), *results[t + 1 :])
                    key = (new, tuple(sorted(changed.items())), t if bound is not None else None, cost)
                    following[key] += paths
        frontier = following
    return total, deadlocked


def _apply(op: Operation, values: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    kind, var, *rest = op
    if kind == "r":
        return values[var], values
    stored = rest[0] if kind == "w" else int(kind == "acquire")
    return None, {**values, var: stored}


def script(*operations: Operation) -> Thread:
    """A thread whose operations do not depend on what it reads."""
    return lambda done: operations[len(done)] if len(done) < len(operations) else None


def increments(rounds: int) -> Thread:
    """`rounds` times: read x, write what was read plus one."""

    def thread(done: tuple[Any, ...]) -> Operation | None:
        if len(done) == 2 * rounds:
            return None
        return ("w", "x", done[-1] + 1) if len(done) % 2 else ("r", "x")

    return thread
