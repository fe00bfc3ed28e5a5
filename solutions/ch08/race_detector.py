"""Suspicious access patterns.

A program was watched while it ran. What it did is a trace: a list of events (task, op, target), in the order in which
they happened. Tasks, variables and locks are names; a lock and a variable may have the same one.

    ("main", "start", "A")     main starts task A
    ("A", "acquire", "m")      A takes the lock m. Locks are plain ones: not even A can take it once more
    ("A", "read", "x")         A reads the variable x
    ("A", "write", "x")        A writes x
    ("A", "release", "m")      A gives m back
    ("main", "join", "A")      main has waited for A, which has ended

The task of the first event is the main task, whatever its name; all others are started. No task is started twice, and
after it was joined it does nothing more; a task may be joined several times.

Of two events, which was first by accident, and which had to be? An event happens before another one if it is the earlier
one and

    both are of the same task, or
    it releases a lock, and the other one acquires the same lock later, or
    it starts a task, and the other one is an event of that task, or
    it is an event of a task, and the other one joins that task, or
    there are events in between that lead from one to the other in these ways.

races(trace)             the variables with a data race: there are two accesses by different tasks, at least one of them
                         a write, and neither happens before the other.
locks_held(trace, var)   for each access to this variable, in order, the locks that its task held at that moment.

Both raise ValueError if the trace cannot be: a lock is acquired that somebody holds, a lock is released by a task that does
not hold it, or a task other than the main one does something before it was started.
"""

from typing import Literal

Op = Literal["read", "write", "acquire", "release", "start", "join"]
Event = tuple[str, Op, str]


Clock = dict[str, int]


def races(trace: list[Event]) -> set[str]:
    """The variables with a data race."""
    check(trace)
    clocks: dict[str, Clock] = {}
    released: dict[str, Clock] = {}
    accesses: dict[str, list[tuple[str, Op, int]]] = {}
    found = set()
    for task, op, target in trace:
        mine = clocks.setdefault(task, {})
        mine[task] = mine.get(task, 0) + 1
        if op == "acquire":
            learn(mine, released.get(target, {}))
        elif op == "release":
            released[target] = dict(mine)
        elif op == "start":
            clocks[target] = dict(mine)
        elif op == "join":
            learn(mine, clocks.get(target, {}))
        else:
            for other, their_op, moment in accesses.setdefault(target, []):
                if "write" in {op, their_op} and mine.get(other, 0) < moment:
                    found.add(target)
            accesses[target].append((task, op, mine[task]))
    return found


def learn(mine: Clock, other: Clock) -> None:
    """From now on, what is in the other clock has happened before."""
    for task, moment in other.items():
        mine[task] = max(mine.get(task, 0), moment)


def locks_held(trace: list[Event], var: str) -> list[frozenset[str]]:
    """The locks held at each access."""
    check(trace)
    held: dict[str, set[str]] = {}
    result = []
    for task, op, target in trace:
        mine = held.setdefault(task, set())
        if op == "acquire":
            mine.add(target)
        elif op == "release":
            mine.remove(target)
        elif op in {"read", "write"} and target == var:
            result.append(frozenset(mine))
    return result


def check(trace: list[Event]) -> None:
    """ValueError if the trace cannot be."""
    owner: dict[str, str] = {}
    started = {trace[0][0]} if trace else set()
    for task, op, target in trace:
        if task not in started:
            raise ValueError(f"{task} was not started yet")
        if op == "start":
            started.add(target)
        elif op == "acquire":
            if target in owner:
                raise ValueError(f"{target} is held by {owner[target]}")
            owner[target] = task
        elif op == "release":
            if owner.get(target) != task:
                raise ValueError(f"{task} does not hold {target}")
            del owner[target]
