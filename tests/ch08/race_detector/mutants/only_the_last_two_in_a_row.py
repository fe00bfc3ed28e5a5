"""Order goes through one release and one acquire, never on from there.

Caught by: test_order_that_goes_round_corners
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
            released[target] = {task: mine[task]}
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
